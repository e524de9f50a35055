import { ISSUER_ID_BYTES, RSA_BYTES } from '../crypto/credential.ts'
import type { LetterState } from '../letter/rules.ts'

/** Hours after closing in which an issued credential may still be redeemed, for example from another network. */
export const redeemsForHours = 48

export interface Issuing {
  state: LetterState
  paused: boolean
  closes_at: Date | null
  redeems_until: Date | null
}

/** Returns true while the letter takes signatures, and for `redeemsForHours` after closing: a credential may be redeemed then. */
export function mayRedeem(letter: Issuing, now: Date): 'yes' | 'not-open' | 'paused' | 'ended' {
  if (letter.state === 'draft') return 'not-open'
  if (letter.state === 'purged') return 'ended'
  if (letter.state === 'closed') return letter.redeems_until && letter.redeems_until > now ? 'yes' : 'ended'
  // The closing date has passed, but the job that closes the letter has not run. From closing on, a pause no longer matters.
  if (letter.closes_at && letter.closes_at <= now) return 'yes'
  return letter.paused ? 'paused' : 'yes'
}

/** Sorts the requests in the order of the issuers. Returns null unless each issuer, and nobody else, is asked exactly once. */
export function inIssuersOrder<Asked extends { issuer: Buffer }>(
  issuers: readonly { id: Buffer }[],
  asked: readonly Asked[],
): Asked[] | null {
  if (issuers.length === 0 || asked.length !== issuers.length) return null
  const found = issuers.map(({ id }) => asked.find(({ issuer }) => issuer.equals(id)))
  return found.every((each) => each !== undefined) ? found : null
}

/** Decodes base64url of exactly `length` bytes. Returns null for any other text. */
export function bytesFrom(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null
}

/** Decodes the messages for the issuers, or their answers: 384 bytes each. Returns null when an entry is malformed. */
export function listFrom(
  list: readonly { issuer: string; bytes: string }[],
): { issuer: Buffer; bytes: Buffer }[] | null {
  const read = list.map(({ issuer, bytes }) => ({
    issuer: bytesFrom(issuer, ISSUER_ID_BYTES),
    bytes: bytesFrom(bytes, RSA_BYTES),
  }))
  return read.every((each): each is { issuer: Buffer; bytes: Buffer } => each.issuer !== null && each.bytes !== null)
    ? read
    : null
}

/** The average minimum of signatures in a bucket of the published list. */
const bucketHolds = 1000
const mostBuckets = 4096
/** Signatures beyond this number do not split the list further. */
export const mostCounted = mostBuckets * bucketHolds

/** The number of buckets for a list of this length. It is a power of two, so the first bits of an id determine its bucket. */
export function bucketsFor(listed: number): number {
  let buckets = 1
  while (buckets < mostBuckets && listed >= 2 * buckets * bucketHolds) buckets *= 2
  return buckets
}

/** The range of ids in a bucket: at least `from`, below `before`, two bytes each. Returns null when no such bucket exists. */
export function bucketRange(buckets: number, bucket: number): { from: Buffer; before: Buffer | null } | null {
  const width = 65_536 / buckets
  if (buckets > mostBuckets || !Number.isInteger(Math.log2(buckets)) || bucket >= buckets) return null
  const bytes = (value: number) => Buffer.of(value >> 8, value & 0xff)
  return { from: bytes(bucket * width), before: bucket + 1 === buckets ? null : bytes((bucket + 1) * width) }
}

/** When this many credentials of a letter are pending, its batch closes early, because each rewrite of the table takes longer. */
export const fullBatch = 5000
