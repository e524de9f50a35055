import { facetsFor, type StatedFacets } from '../facets/facets-for.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { PROOF_BYTES, withdrawalStatement } from '../crypto/credential.ts'
import { signatureIsBy } from '../crypto/signing-key.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { changeSignature, withdrawnNow } from '../signatures/my-signature-queries.ts'
import { findCredential, type MyCredential } from './find-credential.ts'
import { changeCredential, changePending } from './queries.ts'
import { bytesFrom } from './rules.ts'
import { wrongKeyRefusal } from './shared-refusals.ts'

/**
 * Withdraws an anonymous signature. A statement by its key is sufficient. The count follows with a batch, and the address stays
 * used.
 */
export async function withdrawCredential(
  core: Core,
  letter: LetterRow,
  { verifier, proof, facets }: { verifier: string; proof: string; facets?: StatedFacets | undefined },
  now: Date,
): Promise<void> {
  await refuseStrangers(core, letter, verifier, proof)
  await withLetter(core, letter.id, now, async (trx, locked) => {
    await lockPending(trx)
    const mine = await findCredential(trx, locked, verifier)
    const withdrawal = readWithdrawal(locked, mine, proof)
    // Idempotent: a repeated withdrawal changes nothing.
    const stated = statedBy(core, locked, mine, facets)
    if (mine.row.withdrawal === null) await takeBack(trx, mine, withdrawal, stated, false)
    return 'unseen'
  })
}

/**
 * The proof is checked before the letter's lock is taken. Public keys are published, so a request without the signing key could
 * otherwise hold the lock and block others.
 */
export async function refuseStrangers(
  { db }: Core,
  letter: LetterRow,
  verifier: string,
  withdrawal: string,
): Promise<void> {
  readWithdrawal(letter, await findCredential(db, letter, verifier), withdrawal)
}

/** @throws Refusal unless the credential's key signed the withdrawal */
export function readWithdrawal(letter: LetterRow, { row }: MyCredential, proof: string): Buffer {
  const bytes = bytesFrom(proof, PROOF_BYTES)
  const statement = Buffer.from(withdrawalStatement(letter.id, row.id))
  if (!bytes || !signatureIsBy(row.public_key, statement, bytes)) throw wrongKeyRefusal()
  return bytes
}

/**
 * The sealed facets that the counters lose with the batch. Only the holder knows them and states them again. Null also when the
 * key that would seal them is destroyed; the counters then stay unchanged.
 */
export function statedBy(
  core: Core,
  letter: LetterRow,
  mine: MyCredential,
  facets: StatedFacets | undefined,
): Buffer | null {
  return mine.inBatch ? unlessGone(() => facetsFor(core, letter, mine.signatureId, mine.row.commitment, facets)) : null
}

/** `moves`: a named signature replaces this one, and the two must not be counted at the same time. */
export async function takeBack(
  trx: Db,
  mine: MyCredential,
  withdrawal: Buffer,
  stated: Buffer | null,
  moves: boolean,
): Promise<void> {
  if (!mine.inBatch) {
    await changePending(trx, mine.row.id, { withdrawal })
    return
  }
  await changeCredential(trx, mine.row.id, { withdrawal })
  await changeSignature(trx, mine.signatureId, { ...withdrawnNow, facets_sealed: stated, moves })
}
