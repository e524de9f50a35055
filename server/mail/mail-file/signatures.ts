import { domainToASCII } from 'node:url'
import { addressParser } from 'postal-mime'
import { getDomain } from 'tldts'
import type { HeaderField } from './header-fields.ts'

/** A DKIM signature that is worth a look at its key. */
export interface Signature {
  domain: string
  /** The name in DNS under which the key stands. */
  keyName: string
  /** The header field, as it stands in the mail. */
  raw: string
}

export interface Signatures {
  /** The address From. Null if there is not exactly one. */
  from: string | null
  /** At most `mostSignatures`. Those of the domain of the address From come first. */
  sound: Signature[]
  /** The domain of a signature that proves too little, whatever its key. Null if there is none. */
  weak: string | null
}

/** Each signature costs a look-up. A mail has one or two. */
export const mostSignatures = 3
/** Clocks differ. In milliseconds. */
const tolerance = 3_600_000
/** Header fields that may stand only once. With two, readers and verifiers could each choose another one (RFC 6376, section 8.15). */
const onlyOnce = ['from', 'date', 'content-type', 'content-transfer-encoding', 'mime-version']

/** Reads the signatures of a mail. A signature that proves too little is not looked up. */
export function signaturesOf(fields: readonly HeaderField[], now: Date): Signatures {
  const from = authorOf(fields)
  const ambiguous = from === null || onlyOnce.some((name) => fields.filter((field) => field.name === name).length > 1)
  const read = fields.filter(({ name }) => name === 'dkim-signature').map((field) => readSignature(field, now))
  const sound = ambiguous ? [] : read.flatMap((each) => (typeof each === 'object' ? [each] : []))
  const domain = from === null ? '' : domainOf(from)
  const ordered = [
    ...sound.filter((each) => signsFor(each.domain, domain)),
    ...sound.filter((each) => !signsFor(each.domain, domain)),
  ]
  const weak = read.length > sound.length ? read.map((each) => (typeof each === 'string' ? each : each.domain)) : []
  return { from, sound: ordered.slice(0, mostSignatures), weak: weak[0] ?? null }
}

/**
 * Returns true if a signature of `signing` counts for addresses at `domain`: the same domain, or one above it. A domain below does not
 * count, because a company that sends newsletters may hold it. A public suffix, such as co.uk, belongs to everybody.
 */
export function signsFor(signing: string, domain: string): boolean {
  if (signing === domain) return true
  return domain.endsWith(`.${signing}`) && getDomain(signing, { allowPrivateDomains: true }) !== null
}

/** The domain of an address, in lower case (IDNA). */
export function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1)).toLowerCase()
}

function authorOf(fields: readonly HeaderField[]): string | null {
  const [first, second] = fields.filter(({ name }) => name === 'from')
  if (!first || second || first.value.length > 2000) return null
  const [author, another] = addressParser(Buffer.from(first.value, 'latin1').toString())
  if (!author || another || author.address === undefined) return null
  return /^[^\s@]+@[^\s@]+$/.test(author.address) && domainOf(author.address) !== '' ? author.address : null
}

/** @returns the domain alone if the signature proves too little; '' if it names none */
function readSignature({ value, raw }: HeaderField, now: Date): Signature | string {
  const tags = readTags(value)
  if (!tags) return ''
  const domain = hostIn(tags.get('d'))
  const selector = hostIn(tags.get('s'))
  if (domain === '' || selector === '') return domain
  return isSound(tags, domain, now) ? { domain, keyName: `${selector}._domainkey.${domain}`, raw } : domain
}

const algorithms = ['rsa-sha256', 'ed25519-sha256']

/** Section 3.5. `l` would cover the beginning of the text alone, and anybody could add to it. */
function isSound(tags: ReadonlyMap<string, string>, domain: string, now: Date): boolean {
  const signed = (tags.get('h') ?? '').toLowerCase().split(':')
  const identity = domainOf(tags.get('i') ?? `@${domain}`)
  const [begins, ends] = [secondsIn(tags.get('t'), 0), secondsIn(tags.get('x'), Infinity)]
  return (
    tags.get('v') === '1' &&
    algorithms.includes((tags.get('a') ?? '').toLowerCase()) &&
    signed.includes('from') &&
    !tags.has('l') &&
    (tags.get('q') ?? 'dns/txt').toLowerCase() === 'dns/txt' &&
    (identity === domain || identity.endsWith(`.${domain}`)) &&
    begins * 1000 <= now.getTime() + tolerance &&
    ends * 1000 > now.getTime()
  )
}

/** NaN, which no comparison accepts, if the tag holds no number. */
function secondsIn(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  return /^\d{1,12}$/.test(text) ? Number(text) : NaN
}

function hostIn(text = ''): string {
  const host = domainToASCII(text).toLowerCase()
  return host.length <= 200 && /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/.test(host) ? host : ''
}

const longestSignature = 10_000

/** Reads a list of tags (section 3.2). Null if it is malformed: a tag that stands twice could be read in two ways. */
export function readTags(text: string): Map<string, string> | null {
  const tags = new Map<string, string>()
  if (text.length > longestSignature || /["'\\()]/.test(text)) return null
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const [, name, value = ''] = /^\s*([a-z][a-z0-9_]*)\s*=([^]*)$/i.exec(part) ?? []
    if (name === undefined || tags.has(name)) return null
    tags.set(name, value.replace(/\s+/g, ''))
  }
  return tags
}
