import type { FieldMessage } from '../../refusal.ts'
import { normaliseAddress } from '../../verification/addresses-rules.ts'

export const mostPress = 5000
const shownFaults = 5

/** A pasted list: one address a line, or several parted by commas or semicolons; `Name <address>` is taken as the address. */
export function readPressList(pasted: string): { addresses: string[] } | FieldMessage {
  const field = 'press'
  const found = new Map<string, string>()
  const faults: string[] = []
  for (const [index, line] of pasted.split(/\r\n?|\n/).entries())
    for (const part of line.replace(/"[^"]*"/g, ' ').split(/[;,]/)) {
      const typed = part.trim()
      if (typed === '') continue
      const checked = normaliseAddress(/^[^<>]*<([^<>]*)>$/.exec(typed)?.[1] ?? typed)
      // A newsroom's shared mailbox is where it wants its mail.
      const address = checked.ok ? checked.mailTo : checked.reason === 'role' ? bare(typed) : null
      if (address === null) faults.push(String(index + 1))
      else {
        const normal = checked.ok ? checked.normal : address.toLowerCase()
        if (!found.has(normal)) found.set(normal, address)
      }
    }
  if (faults.length > 0) return { field, message: faultWords(faults) }
  if (found.size > mostPress) return { field, message: 'A press list has at most 5,000 addresses. Shorten it.' }
  return { addresses: [...found.values()] }
}

function bare(typed: string): string {
  return (/<([^<>]*)>$/.exec(typed)?.[1] ?? typed).trim()
}

function faultWords(lines: readonly string[]): string {
  const shown = [...new Set(lines)].slice(0, shownFaults).join(', ')
  const more = new Set(lines).size > shownFaults ? ' and others' : ''
  return `What stands in line ${shown}${more} is no address. Give one address a line, like desk@paper.example.`
}
