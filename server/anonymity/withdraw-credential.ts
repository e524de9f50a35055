import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { PROOF_BYTES, withdrawalStatement } from '../crypto/credential.ts'
import { signatureIsBy } from '../crypto/signing-key.ts'
import type { Db } from '../db/pool.ts'
import { Refusal } from '../refusal.ts'
import { withLetter } from '../signatures/change-mine.ts'
import { changeSignature, withdrawnNow } from '../signatures/mine-queries.ts'
import { findCredential, type MyCredential } from './find-credential.ts'
import { changeCredential, changePending } from './queries.ts'
import { bytesFrom } from './rules.ts'

/** Takes an anonymous signature back, by a statement of its key alone. The count follows with a batch; its address stays used. */
export async function withdrawCredential(
  core: Core,
  letter: LetterRow,
  { verifier, proof }: { verifier: string; proof: string },
  now: Date,
): Promise<void> {
  await withLetter(core, letter.id, now, async (trx, locked) => {
    const mine = await findCredential(trx, locked, verifier)
    const withdrawal = readWithdrawal(locked, mine, proof)
    // Once more is as good as once.
    if (mine.row.withdrawal === null) await takeBack(trx, mine, withdrawal)
    return 'unseen'
  })
}

/** @throws Refusal where it is not by the credential's key */
export function readWithdrawal(letter: LetterRow, { row }: MyCredential, proof: string): Buffer {
  const bytes = bytesFrom(proof, PROOF_BYTES)
  const statement = Buffer.from(withdrawalStatement(letter.id, row.id))
  if (!bytes || !signatureIsBy(row.public_key, statement, bytes)) throw notByItsKey()
  return bytes
}

export async function takeBack(trx: Db, mine: MyCredential, withdrawal: Buffer): Promise<void> {
  if (!mine.inBatch) {
    await changePending(trx, mine.row.id, { withdrawal })
    return
  }
  await changeCredential(trx, mine.row.id, { withdrawal })
  await changeSignature(trx, mine.signatureId, withdrawnNow)
}

export function notByItsKey(): Refusal {
  return new Refusal(
    'invalid',
    'proof-not-valid',
    'That was not signed with the signing key of this signature. Type the key once more.',
    'proof',
  )
}
