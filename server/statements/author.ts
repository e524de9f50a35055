import { findCredential } from '../anonymity/find-credential.ts'
import { isCounted } from '../anonymity/queries.ts'
import { bytesFrom } from '../anonymity/rules.ts'
import type { LetterRow } from '../common/letter-queries.ts'
import { publicStatement } from '../crypto/public-statement.ts'
import { signatureIsBy } from '../crypto/signing-key.ts'
import type { Db } from '../db/pool.ts'
import type { CredentialClass } from '../db/schema.ts'
import { Refusal } from '../refusal.ts'
import { statementId } from './rules.ts'

export interface Author {
  id: Buffer
  class: CredentialClass
  publicKey: Buffer
  /** The anonymous signature stands and has been in a batch. */
  counted: boolean
}

/** Who says this, by the key of an anonymous signature. @throws Refusal where it is not by that key */
export async function author(
  trx: Db,
  letter: LetterRow,
  { verifier, proof }: { verifier: string; proof: string },
  purpose: 'publish' | 'withdraw' | 'ask',
  text = '',
): Promise<Author> {
  const mine = await findCredential(trx, letter, verifier)
  const bytes = bytesFrom(proof, 64)
  const statement = Buffer.from(publicStatement(purpose, letter.id, mine.row.id, text))
  if (!bytes || !signatureIsBy(mine.row.public_key, statement, bytes))
    throw new Refusal(
      'invalid',
      'proof-not-valid',
      'That was not signed with the signing key of this signature. Type the key once more.',
      'proof',
    )
  const counted = mine.inBatch && mine.row.withdrawal === null && (await isCounted(trx, mine.signatureId))
  return { id: statementId(mine.row.id), class: mine.row.class, publicKey: mine.row.public_key, counted }
}
