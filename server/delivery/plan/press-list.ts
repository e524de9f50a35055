import { withLineEnds } from '../../text/typed-text.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'

export const mostPress = 5000
const shownFaults = 5

/**
 * Parses a pasted press list. Addresses are separated by line ends, commas or semicolons; `Name <address>` is allowed. Duplicates
 * are dropped.
 * @returns the addresses, or a fault that names the lines without an address
 */
export function readPressList(pasted: string): { addresses: string[] } | FieldMessage {
  const field = 'press'
  const entries = withLineEnds(pasted).split('\n').flatMap(entriesOf)
  const faults = entries.flatMap(({ line, address }) => (address === null ? [String(line)] : []))
  if (faults.length > 0) return { field, message: faultWords(faults) }
  const found = new Map<string, string>()
  for (const { normal, address } of entries) if (address !== null && !found.has(normal)) found.set(normal, address)
  if (found.size > mostPress) return { field, message: say('plan-press-too-many', { most: mostPress }) }
  return { addresses: [...found.values()] }
}

interface PressEntry {
  line: number
  normal: string
  address: string | null
}

function entriesOf(text: string, index: number): PressEntry[] {
  const parts = text.replace(/"[^"]*"/g, ' ').split(/[;,]/)
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((typed) => ({ line: index + 1, ...addressIn(typed) }))
}

function addressIn(typed: string): Pick<PressEntry, 'normal' | 'address'> {
  const text = bare(typed)
  const checked = normaliseAddress(text, { mineAlone: true })
  if (checked.ok) return { normal: checked.normal, address: checked.mailTo }
  // Accepts role addresses such as news@, because newsrooms want press mail in a shared mailbox.
  return { normal: text.toLowerCase(), address: checked.reason === 'role' ? text : null }
}

function bare(typed: string): string {
  return (/^[^<>]*<([^<>]*)>$/.exec(typed)?.[1] ?? typed).trim()
}

function faultWords(faulty: readonly string[]): Sentence {
  const lines = [...new Set(faulty)]
  const count = lines.length
  return count > shownFaults
    ? say('plan-press-many-faulty', { count, lines: lines.slice(0, shownFaults) })
    : say('plan-press-faulty', { count, lines })
}
