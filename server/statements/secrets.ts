import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Uses the key of sealed names, because a statement can reveal as much about its author as a name. */
export function sealStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, text: string): Buffer {
  return seal(keys.names(letterId, 'statement'), id.toString('hex'), text, 16_384)
}

export function openStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, sealed: Buffer): string {
  return unseal(keys.names(letterId, 'statement'), id.toString('hex'), sealed).toString()
}

/**
 * The tag of the signature that made a statement. It limits each signature to one statement. Credential ids are published, so
 * only the claims key hides which signature made a statement. That key is destroyed when the letter closes.
 * @throws KeyGone
 */
export function statementTag({ keys }: Pick<Core, 'keys'>, letterId: string, credentialId: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'statement tag'), credentialId)
}

/**
 * Finds a statement that was sent before statements had their own keys. Its author can prove only the credential. It uses the
 * server's key, because the author may withdraw the statement until the letter is purged.
 */
export function earlierAuthor({ keys }: Pick<Core, 'keys'>, letterId: string, credentialId: Buffer): Buffer {
  return keyedHash(keys.server('earlier statement'), letterId, credentialId)
}
