import { facetsFor, type StatedFacets } from '../facets/facets-for.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { PROOF_BYTES, withdrawalStatement } from '../crypto/credential.ts'
import { signatureIsBy } from '../crypto/signing-key.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import { Refusal } from '../refusal.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { changeSignature, withdrawnNow } from '../signatures/my-signature-queries.ts'
import { findCredential, type MyCredential } from './find-credential.ts'
import { changeCredential, changePending } from './queries.ts'
import { bytesFrom } from './rules.ts'

/** Takes an anonymous signature back, by a statement of its key alone. The count follows with a batch; its address stays used. */
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
    // Once more is as good as once.
    const stated = statedBy(core, locked, mine, facets)
    if (mine.row.withdrawal === null) await takeBack(trx, mine, withdrawal, stated, false)
    return 'unseen'
  })
}

/** Before the letter's lock is taken: public keys are published, and whoever has no signing key is to hold nobody up. */
export async function refuseStrangers(
  { db }: Core,
  letter: LetterRow,
  verifier: string,
  withdrawal: string,
): Promise<void> {
  readWithdrawal(letter, await findCredential(db, letter, verifier), withdrawal)
}

/** @throws Refusal where it is not by the credential's key */
export function readWithdrawal(letter: LetterRow, { row }: MyCredential, proof: string): Buffer {
  const bytes = bytesFrom(proof, PROOF_BYTES)
  const statement = Buffer.from(withdrawalStatement(letter.id, row.id))
  if (!bytes || !signatureIsBy(row.public_key, statement, bytes)) throw wrongKeyRefusal()
  return bytes
}

/**
 * What the counters are to lose with its batch: known to nobody but the holder, who says it again. Null too where the key that it would
 * be sealed with is destroyed: the counters stay as they are then, whoever withdraws.
 */
export function statedBy(
  core: Core,
  letter: LetterRow,
  mine: MyCredential,
  facets: StatedFacets | undefined,
): Buffer | null {
  return mine.inBatch ? unlessGone(() => facetsFor(core, letter, mine.signatureId, mine.row.commitment, facets)) : null
}

/** `moves`: for a signature with a name, beside which it must not be counted. */
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

export function wrongKeyRefusal(): Refusal {
  return new Refusal(
    'invalid',
    'proof-not-valid',
    'That was not signed with the signing key of this signature. Type the key once more.',
    'proof',
  )
}
