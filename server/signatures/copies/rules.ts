import type { Visibility } from '../../letter/rules.ts'
import type { InvalidReason } from '../invalid-and-hidden.ts'

interface SignatureColumns {
  visibility: Visibility
  pending_visibility: Exclude<Visibility, 'public'> | null
  revision: number
  pending_revision: number | null
  counted: boolean
  invalid_reason: InvalidReason | null
  name_hidden: boolean
  withdrawn: boolean
  pending_withdrawal: boolean
  moves: boolean
  removal_due: string | null
  /** Absent in copies of an earlier release. */
  revealed?: boolean
}

/** The state of a signature that changed, without its name. A signature that waits for its batch has only some of the columns. */
export type CopiedState =
  | ({ place: 'counted'; form: 'clear' | 'sealed' | 'held' | 'none'; tagged: boolean } & SignatureColumns)
  | ({ place: 'waiting'; named: boolean; tagged: boolean } & Pick<SignatureColumns, 'visibility' | 'removal_due'>)
  /** It waited for its batch and was withdrawn before it. */
  | { place: 'gone' }

export type CopiedSignature = { id: Buffer } & CopiedState

/** The text that is sealed. Sorted by the random ids, so that the order tells nothing. */
export function changesText(signatures: readonly CopiedSignature[]): string {
  const sorted = [...signatures].sort((a, b) => a.id.compare(b.id))
  return JSON.stringify(sorted.map(({ id, ...state }) => [id.toString('base64url'), state]))
}

/** @throws SyntaxError for a text that `changesText` did not write */
export function readChanges(text: string): CopiedSignature[] {
  const entries = JSON.parse(text) as [string, CopiedState][]
  return entries.map(([id, state]) => ({ id: Buffer.from(id, 'base64url'), ...state }))
}

/** A claim, as the copy holds it. */
export interface CopiedClaim {
  tag: Buffer
  request_hash: Buffer
  drawn_hash: Buffer | null
}

const HASH_BYTES = 32
const CLAIM_BYTES = 3 * HASH_BYTES
const none = Buffer.alloc(HASH_BYTES)
/** A bucket of the table holds 128 claims on average, and twice as many at most, as long as the hash spreads them evenly. */
const bucketsInPart = 8
const claimsInPart = 128 * bucketsInPart
/** Up to so many parts, each copy writes all of them. So the files do not tell in which part a claim is new. */
export const allPartsUpTo = 16

/** Into how many parts so many claims in buckets are divided: a power of two. One more part has the claims that are in no bucket yet. */
export function partsFor(claims: number): number {
  let parts = 1
  while (parts * claimsInPart < claims) parts *= 2
  return parts
}

/** The numbers of the first bucket of a part, and of the first one after it. */
export function bucketsOfPart(part: number): { from: number; before: number } {
  return { from: part * bucketsInPart, before: (part + 1) * bucketsInPart }
}

/** The claims of a part, each in 96 bytes: the tag, the request's hash, and the hash of drawn codes or zeros. */
export function readClaims(part: Buffer): CopiedClaim[] {
  return Array.from({ length: part.length / CLAIM_BYTES }, (_, index) => {
    const [tag, request_hash, drawn] = [0, 1, 2].map((at) => {
      const from = index * CLAIM_BYTES + at * HASH_BYTES
      return part.subarray(from, from + HASH_BYTES)
    }) as [Buffer, Buffer, Buffer]
    return { tag, request_hash, drawn_hash: drawn.equals(none) ? null : drawn }
  })
}

/** What the copy says about itself and its letter. None of it is secret. */
export interface CopyState {
  /** Counts the copies of the letter. */
  number: number
  as_of: string | null
  checkpoint_at: string | null
  collecting: boolean
  /** The parts of the claims. 0 where the letter is closed. */
  claim_parts: number
  revisions: { number: number; kind: 'first' | 'correction' | 'substance'; published_on: string; hash: string }[]
}
