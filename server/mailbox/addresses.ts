import emailAddresses from 'email-addresses'
import { say, type Sentence } from '../refusal.ts'
import { domainInWords } from './domain-in-words.ts'
import { normaliseDomain } from './domains.ts'
import { isFreeMail } from './free-mail.ts'
import { isMailboxDomain, mailboxOf, withoutTag } from './providers.ts'
import { readerOf, type Reader } from './role-addresses.ts'
import { isOneScript } from './scripts.ts'

/** `unclear`: a shared mailbox, or the mailbox of one person. No list can decide that. */
export type AddressFault = 'malformed' | 'role' | 'unclear' | 'control'

/**
 * - `work`: proves one worker. A shared mailbox does not.
 * - `personal`: an organizer's, or one for updates. At a domain of one's own, one person may have any address.
 */
export type AddressUse = 'work' | 'personal'

export interface Address {
  ok: true
  /** The recipient of mails: the typed address with its +tag and its case. Only the domain (IDNA) and full-width letters change. */
  mailTo: string
  /** One form for every spelling that reaches the same mailbox. No mail goes to it. */
  normal: string
  domain: string
  /** In lower case and without its +tag, to compare it with a name. */
  local: string
  /** True if the list could not decide, and the person said that the address is theirs alone. */
  declared?: true
}
export type AddressCheck = Address | { ok: false; reason: AddressFault; message: Sentence }

const messages: Record<AddressFault, Sentence> = {
  malformed: say('mailbox-address-malformed'),
  role: say('mailbox-address-role'),
  unclear: say('mailbox-address-unclear'),
  control: say('mailbox-address-control'),
}

// Limits of SMTP in bytes (RFC 5321 section 4.5.3.1).
const mostAddressBytes = 254
const mostLocalBytes = 64

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\p{Variation_Selector}]/u

interface Mailbox {
  text: string
  parts: { local: string; domain: string }
  domain: string
  folded: string
}

/** @param mineAlone whether the person has said that nobody else reads the address. It counts only where the list cannot decide. */
export function normaliseAddress(
  typed: string,
  { use = 'work', mineAlone = false }: { use?: AddressUse; mineAlone?: boolean } = {},
): AddressCheck {
  const read = readMailbox(typed)
  if (typeof read === 'string') return refuse(read)
  const { text, parts, domain, folded } = read
  const mailbox = mailboxOf(folded, domain)
  const local = withoutTag(folded)
  // In “anything@bob.fastmail.com”, the mailbox is in the domain.
  const reader = readerOf(isMailboxDomain(domain) ? mailbox.local : local)
  const verdict = verdicts[use][reader]
  if (verdict === 'role' || (verdict === 'unclear' && !mineAlone)) return refuse(verdict)
  return {
    ok: true,
    mailTo: isAscii(parts.domain) ? text : `${parts.local}@${domain}`,
    normal: `${mailbox.local}@${mailbox.domain}`,
    domain,
    local,
    ...(verdict === 'unclear' && { declared: true as const }),
  }
}

function readMailbox(typed: string): Mailbox | 'malformed' | 'control' {
  const trimmed = typed.trim()
  if (Buffer.byteLength(trimmed) > 4 * mostAddressBytes) return 'malformed'
  if (unseen.test(trimmed)) return 'control'
  // NFKC turns the full-width letters of an input method into ASCII, so that the address exists. It changes nothing in ASCII.
  const text = trimmed.normalize('NFKC').replaceAll('。', '.')
  if (Buffer.byteLength(text) > mostAddressBytes) return 'malformed'
  const parts = addressParts(text)
  const domain = parts && normaliseDomain(parts.domain)
  if (!parts || !domain) return 'malformed'
  const folded = fold(parts.local)
  if (!localIsPlain(parts.local) || !localIsPlain(folded)) return 'malformed'
  return { text, parts, domain, folded }
}

const verdicts: Record<AddressUse, Record<Reader, 'role' | 'unclear' | 'accepted'>> = {
  work: { machine: 'role', several: 'role', own: 'role', unclear: 'unclear', one: 'accepted' },
  personal: { machine: 'role', several: 'unclear', own: 'accepted', unclear: 'unclear', one: 'accepted' },
}

/** Returns true if a form with this address must ask whether it is one person's. */
export function mayBeShared(typed: string, use: AddressUse): boolean {
  const checked = normaliseAddress(typed, { use })
  return !checked.ok && checked.reason === 'unclear'
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
  // Compared as people type them: one letter of an internationalized domain changes its ASCII form entirely.
  const slips = (known: string) => isOneSlipAway(domainInWords(typed), domainInWords(known))
  return [...meant, ...oftenMistyped].find(slips) ?? null
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
