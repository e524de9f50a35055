import emailAddresses from 'email-addresses'
import { say, type Sentence } from '../refusal.ts'
import { normaliseDomain } from './domains.ts'
import { isFreeMail } from './free-mail.ts'
import { mailboxOf, withoutTag } from './providers.ts'
import { isRole } from './role-addresses.ts'
import { isOneScript } from './scripts.ts'

export type AddressFault = 'malformed' | 'role' | 'control'
export interface Address {
  ok: true
  /** The recipient of mails: the typed address with its +tag and its case. Only the domain (IDNA) and full-width letters change. */
  mailTo: string
  /** One form for every spelling that reaches the same mailbox. No mail goes to it. */
  normal: string
  domain: string
  /** In lower case and without its +tag, to compare it with a name. */
  local: string
}
export type AddressCheck = Address | { ok: false; reason: AddressFault; message: Sentence }

const messages: Record<AddressFault, Sentence> = {
  malformed: say('mailbox-address-malformed'),
  role: say('mailbox-address-role'),
  control: say('mailbox-address-control'),
}

// Limits of SMTP in bytes (RFC 5321 section 4.5.3.1).
const mostAddressBytes = 254
const mostLocalBytes = 64

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\p{Variation_Selector}]/u

export function normaliseAddress(typed: string): AddressCheck {
  const trimmed = typed.trim()
  if (Buffer.byteLength(trimmed) > 4 * mostAddressBytes) return refuse('malformed')
  if (unseen.test(trimmed)) return refuse('control')
  // NFKC turns the full-width letters of an input method into ASCII, so that the address exists. It changes nothing in ASCII.
  const text = trimmed.normalize('NFKC').replaceAll('。', '.')
  if (Buffer.byteLength(text) > mostAddressBytes) return refuse('malformed')
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

/**
 * @returns a known domain that differs by one typing error, to offer to the person; null if there is none. Never applied silently.
 */
export function suggestion(domain: string, domains: readonly string[]): string | null {
  const typed = normaliseDomain(domain)
  if (typed === null) return null
  const dot = typed.indexOf('.')
  const meant = domains.map((known) => (known.startsWith('*.') ? typed.slice(0, dot) + known.slice(1) : known))
  if (meant.includes(typed) || isFreeMail(typed)) return null
  return [...meant, ...oftenMistyped].find((known) => isOneSlipAway(typed, known)) ?? null
}

const oftenMistyped =
  'gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com proton.me protonmail.com fastmail.com'.split(
    ' ',
  )

/** Parses RFC 5322 addresses. Accepts a bare mailbox only: no display name, comment, quotes or IP address. */
function addressParts(text: string): { local: string; domain: string } | null {
  const parsed = emailAddresses.parseOneAddress({ input: text, rfc6532: true, rejectTLD: true })
  if (parsed?.type !== 'mailbox' || parsed.address !== text || /["()\\]/.test(text)) return null
  return { local: parsed.local, domain: parsed.domain }
}

function localIsPlain(local: string): boolean {
  return (
    Buffer.byteLength(local) <= mostLocalBytes &&
    /^[\p{L}\p{M}\p{Nd}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) &&
    isOneScript(local)
  )
}

/** Folds through upper case, because some letters have several lower-case forms (ς and σ, ı and i). */
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
  return { ok: false, reason, message: messages[reason] }
}
