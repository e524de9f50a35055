import { ISSUER_ID_BYTES, RSA_BYTES } from '../crypto/credential.ts'
import type { LetterState } from '../letter/rules.ts'

/** Ways to have been verified that credentials are issued for. Each has issuer keys of its own. */
export const credentialClasses = ['mailbox', 'vouched'] as const
export type CredentialClass = (typeof credentialClasses)[number]

/** From the end of signing: time to redeem what was issued, from another network say. */
export const redeemsForHours = 48

export interface Issuing {
  state: LetterState
  paused: boolean
  closes_at: Date | null
  redeems_until: Date | null
}

/** Whether a credential may be redeemed: as long as the letter is signed, and for some time after. */
export function mayRedeem(letter: Issuing, now: Date): 'yes' | 'not-open' | 'paused' | 'ended' {
  if (letter.state === 'draft') return 'not-open'
  if (letter.state === 'purged') return 'ended'
  if (letter.state === 'closed') return letter.redeems_until && letter.redeems_until > now ? 'yes' : 'ended'
  // Its date has come, and the job that closes it has not: from closing on it may be redeemed, paused or not.
  if (letter.closes_at && letter.closes_at <= now) return 'yes'
  return letter.paused ? 'paused' : 'yes'
}

export interface Blinded {
  issuer: Buffer
  message: Buffer
}

/** The requests put in the order of the issuers, where each of these and nobody else is asked once. */
export function inIssuersOrder<Asked extends { issuer: Buffer }>(
  issuers: readonly { id: Buffer }[],
  asked: readonly Asked[],
): Asked[] | null {
  if (issuers.length === 0 || asked.length !== issuers.length) return null
  const found = issuers.map(({ id }) => asked.find(({ issuer }) => issuer.equals(id)))
  return found.every((each) => each !== undefined) ? found : null
}

/** Bytes from base64url, as many as wanted; null for any other text. */
export function bytesFrom(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null
}

/** What each issuer is sent, or has answered: 384 bytes each; null where one of them is none. */
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

/** So many signatures a bucket of the published list holds at least, on average. */
const bucketHolds = 1000
const mostBuckets = 4096
/** More signatures than that do not split the list any further. */
export const mostCounted = mostBuckets * bucketHolds

/** Into how many buckets a list of so many is split: a power of two, so that the beginning of an id says which one it is in. */
export function bucketsFor(listed: number): number {
  let buckets = 1
  while (buckets < mostBuckets && listed >= 2 * buckets * bucketHolds) buckets *= 2
  return buckets
}

/** Two bytes each: the ids from `from` on, and before `before`. Null where there is no such bucket. */
export function bucketRange(buckets: number, bucket: number): { from: Buffer; before: Buffer | null } | null {
  const width = 65_536 / buckets
  if (buckets > mostBuckets || !Number.isInteger(Math.log2(buckets)) || bucket >= buckets) return null
  const bytes = (value: number) => Buffer.of(value >> 8, value & 0xff)
  return { from: bytes(bucket * width), before: bucket + 1 === buckets ? null : bytes((bucket + 1) * width) }
}

/** So many pending on one letter do not wait for its mark: rewriting them takes longer and longer. */
export const fullBatch = 5000
