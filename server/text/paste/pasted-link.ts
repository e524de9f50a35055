import { isLinkable } from '../document/schema.ts'

/** Redirects of programs. They tell who follows them, and those of Outlook contain the address of the person who got the mail. */
const redirects: { address: RegExp; parameter: string }[] = [
  { address: /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i, parameter: 'q' },
  { address: /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i, parameter: 'url' },
  { address: /^https?:\/\/[\w.-]+\.safelinks\.protection\.outlook\.com\//i, parameter: 'url' },
  { address: /^https?:\/\/l\.facebook\.com\/l\.php\?/i, parameter: 'u' },
  { address: /^https?:\/\/(?:www\.)?linkedin\.com\/redir\/redirect\?/i, parameter: 'url' },
]

/** @returns the address that a pasted link leads to, without redirects, or null if readers could not follow it */
export function pastedLink(href: string): string | null {
  let address = href.trim()
  for (let round = 0; round < 3; round++) address = withoutRedirect(address)
  return isLinkable(address) && parsed(address) ? address.replace(/[\s\\<>]/g, encodeURIComponent) : null
}

function withoutRedirect(address: string): string {
  const wrapped = /^https?:\/\/urldefense\.com\/v3\/__(.+?)__;/i.exec(address)?.[1]
  if (wrapped !== undefined) return wrapped
  for (const { address: pattern, parameter } of redirects) {
    const target = pattern.test(address) ? parsed(address)?.searchParams.get(parameter) : null
    if (typeof target === 'string') return target
  }
  return address
}

/** Some supported browsers have no `URL.canParse`. */
function parsed(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

const note = /#_?(ftn|edn|ftnt|fn|footnote|endnote|sdfootnote|sdendnote)[-_:]?(\d{1,4})(?:sym)?$/i
const back =
  /#_?(?:(?:ftn|edn|fn|footnote|endnote)[-_:]?ref|ftnt_ref|sd(?:foot|end)note(?=\d+anc$))[-_:]?(\d{1,4})(?:anc)?$/i
const body = /^_?(ftn|edn|ftnt|fn|footnote|endnote|sdfootnote|sdendnote)[-_:]?(\d{1,4})(?:sym)?$/i

/** Word, Google Docs and LibreOffice link a footnote's number to the note, and back. @returns the note's name */
export function noteLinkedBy(href: string): string | null {
  if (/^https?:/i.test(href)) return null
  const found = note.exec(href)
  return found ? nameOf(found[1], found[2]) : null
}

export function linksBack(href: string): boolean {
  return !/^https?:/i.test(href) && back.test(href)
}

/** @returns the name of the note that an element with this id or name holds or begins */
export function noteWithId(id: string): string | null {
  const found = body.exec(id)
  return found ? nameOf(found[1], found[2]) : null
}

function nameOf(kind = '', number = ''): string {
  return `${/^(?:edn|endnote|sdendnote)$/i.test(kind) ? 'end' : 'foot'}${number}`
}
