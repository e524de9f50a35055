import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { ed25519Keys, type SignatoryKeys } from '../crypto/signing-key.ts'

/**
 * The key pair that signs checkpoints and receipts in the letter's name. The server's key derives it, so it survives closing and
 * purging.
 */
export function logKeys({ keys }: Pick<Core, 'keys'>, letterId: string): SignatoryKeys {
  return ed25519Keys(keyedHash(keys.server('log key'), letterId))
}
