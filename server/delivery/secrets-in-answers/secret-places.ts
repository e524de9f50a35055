import { codeLetters, readCheckCode } from '../check-code.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'

/** `link`: a page of this server that one person alone has. `return-address`, `check-code`: of a copy. `organizer`: an organizer's address. */
export interface FoundSecret {
  kind: 'link' | 'return-address' | 'check-code' | 'organizer'
  /** As it stands in the text. */
  what: string
}

/** The first parts of the addresses of public pages. Every other page with a token in its address is somebody's own. */
const publicPages = ['letters', 'assets', 'how-it-works', 'how-anonymity-works', 'if-you-are-questioned', 'privacy']
const mostFound = 20

/** A mail program breaks long lines, and puts signs of quoting into the middle of a link. */
function withoutBreaks(text: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? line : line.replace(/^[\s>]+/, '')).trimEnd())
    .join('')
}

/** Both forms of a text in which a secret can stand. */
function forms(text: string): string[] {
  return [text, withoutBreaks(text)]
}

/** Links to pages of this server that only one person has, such as `host/r/TOKEN`. */
export function linksIn(text: string, hosts: readonly string[]): FoundSecret[] {
  const links = forms(text).flatMap((form) => hosts.flatMap((host) => linksTo(host, form)))
  // A link that continues on the next line is found twice, and named once.
  const first = links.filter((link, at) => !links.slice(0, at).some((each) => link.startsWith(each)))
  return first.map((what) => ({ kind: 'link', what }))
}

function linksTo(host: string, text: string): string[] {
  const found: string[] = []
  const lower = text.toLowerCase()
  const next = (from: number) => lower.indexOf(`${host}/`, from)
  for (let at = next(0); at >= 0 && found.length < mostFound; at = next(at + 1)) {
    const after = at + host.length
    const path = /^\/[^\s<>"']{0,300}/.exec(text.slice(after, after + 301))?.[0] ?? ''
    const [, first = '', ...rest] = path.replace(/^\/api\/v1(?=\/)/, '').split('/')
    const isOwn = !publicPages.includes(first.toLowerCase()) && rest.some((part) => /^[\w-]{16}/.test(part))
    if (isOwn) found.push(`${host}/${first}/${rest.join('/')}`)
  }
  return found
}

/** Return addresses of mails: the mailbox for returned mail, a plus sign and a token of 41 signs. */
export function returnAddressesIn(text: string, mailbox: string): FoundSecret[] {
  const [local = ''] = mailbox.toLowerCase().split('@')
  if (local === '') return []
  const found = new Map<string, FoundSecret>()
  for (const form of forms(text))
    for (const { 0: token, index } of form.matchAll(/\+[0-9a-z]{41}/gi)) {
      const before = form.slice(Math.max(0, index - local.length), index)
      const what = `${before}${token}`
      if (before.toLowerCase() === local && found.size < mostFound) found.set(what, { kind: 'return-address', what })
    }
  return [...found.values()]
}

/** Check codes of copies, as people write them. */
export function checkCodesIn(text: string, isCode: (code: string) => boolean): FoundSecret[] {
  const found = new Map<string, FoundSecret>()
  for (const form of forms(text))
    for (const [, what = ''] of form.normalize('NFKC').matchAll(shownCode)) {
      const code = readCheckCode(what)
      if (code !== null && !found.has(code) && isCode(code)) found.set(code, { kind: 'check-code', what })
    }
  return [...found.values()]
}

/** Three groups of four letters, with or without something between them. Looks ahead, because the letters before may be a group too. */
const group = `[${codeLetters}]{4}`
const between = '[\\s\\p{Pd}.]{0,3}'
const shownCode = new RegExp(`(?<!\\p{L})(?=(${group}${between}${group}${between}${group})(?!\\p{L}))`, 'giu')

/** In characters, of the secret part of a link to a recipient's private page (16 bytes in base64url). */
const tokenLength = 22

/** Finds the secret part of a private page's address, also without the rest of the address. */
export function pageTokenAmong(text: string, isToken: (part: string) => boolean): string | undefined {
  for (const form of forms(text))
    for (const { 0: run } of form.matchAll(/[\w-]{22,}/g)) {
      const token = partsOf(run).find(isToken)
      if (token !== undefined) return token
    }
  return undefined
}

function partsOf(run: string): string[] {
  return Array.from({ length: run.length - tokenLength + 1 }, (_, at) => run.slice(at, at + tokenLength))
}

/**
 * Finds an address in any of its spellings: in capitals, broken, with another tag, or with “(at)”.
 * @returns it as it stands in the text, apart from “(at)” and breaks; null if it does not
 */
export function addressIn(text: string, address: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/%40|\s{0,3}[([{]\s?at\s?[)\]}]\s{0,3}/gi, '@')
    .replace(/\s{0,3}[([{]\s?(?:dot|\.)\s?[)\]}]\s{0,3}/gi, '.')
  const wanted = normalOf(address)
  return (
    forms(plain)
      .flatMap(addressesIn)
      .find((each) => normalOf(each) === wanted) ?? null
  )
}

function normalOf(address: string): string {
  const checked = normaliseAddress(address, { use: 'personal', mineAlone: true })
  return checked.ok ? checked.normal : address.toLowerCase()
}

/** In characters, of each part beside the sign @. */
const longestPart = 64
const mostAddresses = 200

/** What may be an address, around each sign @. */
function addressesIn(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf('@'); at >= 0 && found.length < mostAddresses; at = text.indexOf('@', at + 1)) {
    const local = /[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u.exec(text.slice(Math.max(0, at - longestPart), at))?.[0]
    const domain = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/u.exec(
      text.slice(at + 1, at + 1 + 4 * longestPart),
    )?.[0]
    if (local !== undefined && domain !== undefined) found.push(`${local}@${domain}`)
  }
  return found
}
