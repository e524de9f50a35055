/**
 * Commitments to names that wait. When enough people stand together, the log gets one for each name, so that exactly these names can
 * be revealed later. Nobody can guess a name from its commitment without the salt. The browser bundle includes this file.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { joined } from '../crypto/credential.ts'
import { compareBytes } from './names-list.ts'

export const HELD_SALT_BYTES = 32

/**
 * The salt of a name's commitment in a round. Each round has a salt of its own, so that nobody can follow a name from one round to
 * the next.
 * @param salt of the signature, from its slip
 * @param round how often the number was reached, from 1 on
 */
export function commitmentSalt(salt: Uint8Array, round: number): Uint8Array {
  if (salt.length !== HELD_SALT_BYTES) throw new RangeError(`the salt has ${HELD_SALT_BYTES} bytes`)
  return hkdf(sha256, salt, undefined, utf8ToBytes(['commitment', round].join(' ')), HELD_SALT_BYTES)
}

/** SHA-256(salt of the round || name). The name is hashed in UTF-8. */
export function commitmentOf(roundSalt: Uint8Array, name: string): Uint8Array {
  if (roundSalt.length !== HELD_SALT_BYTES) throw new RangeError(`the salt has ${HELD_SALT_BYTES} bytes`)
  return sha256(joined(roundSalt, utf8ToBytes(name)))
}

/** The hash of the list of openings: SHA-256 of the commitments, sorted as bytes, one after another. */
export function hashOfOpenings(commitments: readonly Uint8Array[]): Uint8Array {
  const hash = sha256.create()
  for (const commitment of [...commitments].sort(compareBytes)) hash.update(commitment)
  return hash.digest()
}
