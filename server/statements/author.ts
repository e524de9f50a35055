import { findCredential } from '../anonymity/find-credential.ts'
import { isCounted } from '../anonymity/queries.ts'
import { bytesFrom } from '../anonymity/rules.ts'
import { wrongKeyRefusal } from '../anonymity/shared-refusals.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { credentialId } from '../crypto/credential-secrets.ts'
import { credentialClasses, credentialMessage } from '../crypto/credential.ts'
import { earlierStatement, firstSending, publicStatement } from '../crypto/public-statement.ts'
import { foreignPublicKey, signatureIsBy } from '../crypto/signing-key.ts'
import type { Db } from '../db/pool.ts'
import type { CredentialClass } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import type { Handle } from './queries.ts'
import type { SignedJson } from './schemas.ts'
import { earlierAuthor } from './secrets.ts'

/** Verifies that the statement's own key signed this request and returns the key. No database query. @throws Refusal */
export function statementKey(
  letterId: string,
  { key = '', proof }: { key?: string | undefined; proof: string },
  purpose: 'publish' | 'withdraw' | 'ask',
  text = '',
): Buffer {
  const publicKey = foreignPublicKey(key)
  const bytes = bytesFrom(proof, 64)
  if (!publicKey || !bytes) throw wrongKeyRefusal()
  if (!signatureIsBy(publicKey, Buffer.from(publicStatement(purpose, letterId, publicKey, text)), bytes))
    throw wrongKeyRefusal()
  return publicKey
}

/**
 * Verifies a question about a statement or its withdrawal, and returns the value to find the statement by. No database query.
 * @throws Refusal when the proof is not by that key
 */
export function handleOf(
  core: Pick<Core, 'keys'>,
  letterId: string,
  signed: SignedJson,
  purpose: 'withdraw' | 'ask',
): Handle {
  if (signed.verifier === undefined) return { by: 'public_key', value: statementKey(letterId, signed, purpose) }
  const publicKey = foreignPublicKey(signed.verifier)
  const bytes = bytesFrom(signed.proof, 64)
  if (!publicKey || !bytes) throw wrongKeyRefusal()
  // Key and class determine the credential id. The proof is valid for the id of one class.
  const id = credentialClasses
    .map((verification) => credentialId(credentialMessage({ letterId, verification, publicKey })))
    .find((each) => signatureIsBy(publicKey, Buffer.from(earlierStatement(purpose, letterId, each)), bytes))
  if (!id) throw wrongKeyRefusal()
  return { by: 'earlier_author', value: earlierAuthor(core, letterId, id) }
}

export interface Author {
  credentialId: Buffer
  class: CredentialClass
}

/** Finds the anonymous signature that makes its one statement under this key. @throws Refusal unless it stands and is counted */
export async function authorOf(
  db: Db,
  letter: LetterRow,
  { verifier, proof }: { verifier: string; proof: string },
  publicKey: Buffer,
  text: string,
): Promise<Author> {
  const mine = await findCredential(db, letter, verifier)
  const bytes = bytesFrom(proof, 64)
  const statement = Buffer.from(firstSending(letter.id, mine.row.id, publicKey, text))
  if (!bytes || !signatureIsBy(mine.row.public_key, statement, bytes)) throw wrongKeyRefusal()
  if (!mine.inBatch || mine.row.withdrawal !== null || !(await isCounted(db, mine.signatureId)))
    throw notCountedRefusal()
  return { credentialId: mine.row.id, class: mine.row.class }
}

function notCountedRefusal(): Refusal {
  return new Refusal('conflict', 'not-counted', say('statements-signature-not-counted-refusal'))
}
