import emailAddresses from 'email-addresses'
import { normaliseDomain } from './domains-rules.ts'
import { isFreeMail } from './free-mail-rules.ts'
import { mailboxOf, withoutTag } from './providers-rules.ts'
import { isRole } from './roles-rules.ts'

export type AddressFault = 'malformed' | 'role' | 'control'
export interface Address {
  ok: true
  // Where the mail goes: as typed, +tag and case included. Only what DNS writes in ASCII, and full-width letters, are rewritten.
  mailTo: string
  // One form for every spelling that reaches one mailbox. Never mailed to.
  normal: string
  domain: string
  // In lower case and without its +tag, for comparing it with a name.
  local: string
}
export type AddressCheck = Address | { ok: false; reason: AddressFault; message: string }

const MESSAGES: Record<AddressFault, string> = {
  malformed: 'Type one address, such as name@example.org, without quotes or a name around it.',
  role: 'Several people may read this address. Use one that only you read.',
  control: 'The address holds characters that cannot be seen. Type it by hand.',
}

// The longest that SMTP carries (RFC 5321, 4.5.3.1), in bytes.
const ADDRESS_BYTES = 254
const LOCAL_BYTES = 64

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\p{Variation_Selector}]/u

export function normaliseAddress(typed: string): AddressCheck {
  const trimmed = typed.trim()
  if (Buffer.byteLength(trimmed) > 4 * ADDRESS_BYTES) return refuse('malformed')
  if (UNSEEN.test(trimmed)) return refuse('control')
  // NFKC changes nothing in ASCII; it makes what an input method left in full width an address that exists.
  const text = trimmed.normalize('NFKC').replaceAll('。', '.')
  if (Buffer.byteLength(text) > ADDRESS_BYTES) return refuse('malformed')
  const parts = addressParts(text)
  const domain = parts && normaliseDomain(parts.domain)
  if (!parts || !domain) return refuse('malformed')
  const folded = fold(parts.local)
  if (!localIsPlain(parts.local) || !localIsPlain(folded)) return refuse('malformed')
  const mailbox = mailboxOf(folded, domain)
  if (isRole(withoutTag(folded)) || isRole(mailbox.local)) return refuse('role')
  return {
    ok: true,
    mailTo: isAscii(parts.domain) ? text : `${parts.local}@${domain}`,
    normal: `${mailbox.local}@${mailbox.domain}`,
    domain,
    local: withoutTag(folded),
  }
}

// A domain that the person may have meant: a known one that is one slip of the finger away. Never applied by itself.
export function suggestion(domain: string, domains: readonly string[]): string | null {
  const typed = normaliseDomain(domain)
  if (typed === null) return null
  const dot = typed.indexOf('.')
  const meant = domains.map((known) => (known.startsWith('*.') ? typed.slice(0, dot) + known.slice(1) : known))
  if (meant.includes(typed) || isFreeMail(typed)) return null
  return [...meant, ...OFTEN_MISTYPED].find((known) => isOneSlipAway(typed, known)) ?? null
}

const OFTEN_MISTYPED =
  'gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com proton.me protonmail.com fastmail.com'.split(
    ' ',
  )

// The grammar is RFC 5322's, from the library; of it we take a bare mailbox, no display name, comment, quotes or IP address.
function addressParts(text: string): { local: string; domain: string } | null {
  const parsed = emailAddresses.parseOneAddress({ input: text, rfc6532: true, rejectTLD: true })
  if (parsed?.type !== 'mailbox' || parsed.address !== text || /["()\\]/.test(text)) return null
  return { local: parsed.local, domain: parsed.domain }
}

function localIsPlain(local: string): boolean {
  return (
    Buffer.byteLength(local) <= LOCAL_BYTES &&
    /^[\p{L}\p{M}\p{Nd}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) &&
    isOneScript(local)
  )
}

// A local part that mixes scripts (“bоb” with a Cyrillic о) is made to look like another one; no mail system hands such
// addresses out. What NFKC folds (full-width letters) is one address. A whole address in one script is somebody's own.
function isOneScript(local: string): boolean {
  const letters = local.replace(/[^\p{L}]/gu, '')
  return /^\p{ASCII}*$/u.test(local) || SCRIPTS.some((script) => script.test(letters))
}

const SCRIPTS = [
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]*$/u,
  /^[\p{sc=Han}\p{sc=Hangul}]*$/u,
  /^[\p{sc=Han}\p{sc=Bopomofo}]*$/u,
  ...(
    'Latin Cyrillic Greek Arabic Hebrew Armenian Georgian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada ' +
    'Malayalam Sinhala Thai Lao Myanmar Khmer Tibetan Ethiopic Mongolian Thaana'
  )
    .split(' ')
    .map((script) => new RegExp(`^\\p{sc=${script}}*$`, 'u')),
]

// Upper case first, so that every letter with several small forms (ς and σ, ı and i) has one.
function fold(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKC').toLowerCase().normalize('NFKC')
}

function isOneSlipAway(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (x.length === 2 && y.length === 2) return x[0] === y[1] && x[1] === y[0]
  return x.length <= 1 && y.length <= 1 && x !== y
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text)
}

function refuse(reason: AddressFault): AddressCheck {
  return { ok: false, reason, message: MESSAGES[reason] }
}
