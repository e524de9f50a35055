import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import type { RemovalPayload, SigningPayload } from './rules.ts'

/**
 * The tag under which an address's claim is stored: 32 bytes. When the letter's claims key is destroyed, nobody can compute it
 * again.
 */
export function addressTag({ keys }: Pick<Core, 'keys'>, letterId: string, normal: string): Buffer {
  return keyedHash(keys.claims(letterId, 'address tag'), normal)
}

/** Identifies an address over all letters for the limit on mails. It changes every hour. */
export function mailBucket({ keys }: Pick<Core, 'keys'>, normal: string, now: Date): Buffer {
  const hour = String(Math.floor(now.getTime() / 3_600_000))
  return keyedHash(keys.server('mail allowance'), hour, normal)
}

export function sealPayload(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  challengeId: Buffer,
  payload: SigningPayload | RemovalPayload,
): Buffer {
  return seal(keys.claims(letterId, 'challenge'), challengeContext(challengeId), JSON.stringify(payload), 4096)
}

/** @returns null when the payload was erased, which happens once the code was right */
export function openPayload(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  challengeId: Buffer,
  sealed: Buffer,
): SigningPayload | RemovalPayload | null {
  if (sealed.length === 0) return null
  const opened = unseal(keys.claims(letterId, 'challenge'), challengeContext(challengeId), sealed)
  return JSON.parse(opened.toString()) as SigningPayload | RemovalPayload
}

/** Associated data of the seal, so that a payload opens only in its own challenge. */
function challengeContext(challengeId: Buffer): string {
  return `challenge ${challengeId.toString('hex')}`
}

export interface NameClaim {
  name: string
  message: string
}

/** Uses the server's key, because public names outlive the letter's key of sealed names, and so do requests to remove them. */
export function sealNameClaim({ keys }: Pick<Core, 'keys'>, letterId: string, claim: NameClaim): Buffer {
  return seal(keys.server('name claim'), letterId, JSON.stringify(claim), 4096)
}

export function openNameClaim({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): NameClaim {
  return JSON.parse(unseal(keys.server('name claim'), letterId, sealed).toString()) as NameClaim
}
