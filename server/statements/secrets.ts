import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Under the key of the names: a statement can say as much of its author as a name. */
export function sealStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, text: string): Buffer {
  return seal(keys.names(letterId, 'statement'), id.toString('hex'), text, 16_384)
}

export function openStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, sealed: Buffer): string {
  return unseal(keys.names(letterId, 'statement'), id.toString('hex'), sealed).toString()
}

/**
 * The tag of the signature that made a statement, so that each makes one. Credentials' ids are published: only the key, which is
 * destroyed when the letter closes, keeps a statement apart from its signature. @throws KeyGone
 */
export function statementTag({ keys }: Pick<Core, 'keys'>, letterId: string, credentialId: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'statement tag'), credentialId)
}

/**
 * Finds a statement from before statements had keys of their own for its author, who can prove the credential alone. Under the
 * server's key, because its author may withdraw it until the letter is purged.
 */
export function earlierAuthor({ keys }: Pick<Core, 'keys'>, letterId: string, credentialId: Buffer): Buffer {
  return keyedHash(keys.server('earlier statement'), letterId, credentialId)
}
