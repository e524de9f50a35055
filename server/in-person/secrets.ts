import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'

/**
 * The tag under which an organizer's number of codes is stored. Without the letter's claims key, it leads to nobody.
 * @throws KeyGone once the letter is closed
 */
export function organizerTag({ keys }: Pick<Core, 'keys'>, letterId: string, organizerId: string): Buffer {
  return keyedHash(keys.claims(letterId, 'in-person organizer'), organizerId)
}

/** The hash by which a repeated request is recognized. */
export function handingOverHash({ keys }: Pick<Core, 'keys'>, letterId: string, blinded: readonly Buffer[]): Buffer {
  return keyedHash(keys.claims(letterId, 'in-person handing over'), ...blinded)
}
