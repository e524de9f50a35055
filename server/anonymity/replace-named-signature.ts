import type { Core } from '../core.ts'
import { replacementStatement } from '../crypto/credential.ts'
import { foreignPublicKey, signatureIsBy } from '../crypto/signing-key.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import type { CredentialClass } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import { lockLetter } from '../letter/queries.ts'
import { LEAF_ID_BYTES, randomForLog, sealForLog } from '../signatures/for-log.ts'
import { changeSignature, forgetWaiting, mySignatureBy, withdrawnNow } from '../signatures/my-signature-queries.ts'
import { claimOf, replaceClaim } from './queries.ts'
import { bytesFrom } from './rules.ts'

/** In base64url: the named signature's public key, and its signature on the statement that gives it up for this request. */
export interface NamedSignatureProof {
  verifier: string
  proof: string
  /** The id of the signature's leaves in the log, in base64url. With it, the log does not tell this from any other withdrawal. */
  leaf_id?: string | undefined
}

/**
 * Turns a named signature into an anonymous one, in the transaction that issues: withdraws the named signature and sets the
 * proved claim to this request. Nothing links a signature to its claim, so the claim may belong to another person. The exchange
 * still succeeds, because one signature replaces one signature and the count does not change.
 * @throws Refusal
 */
export async function replaceNamedSignature(
  { keys }: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  tag: Buffer,
  request: { hash: Buffer; verification: CredentialClass },
  { verifier, proof, leaf_id }: NamedSignatureProof,
): Promise<void> {
  await lockLetter(trx, letterId)
  // A repeated request: the named signature is already gone, and the claim records this request.
  if ((await claimOf(trx, letterId, tag))?.equals(request.hash) === true) return
  const key = foreignPublicKey(verifier)
  const signature = bytesFrom(proof, 64)
  const statement = Buffer.from(replacementStatement(letterId, request.hash))
  if (!key || !signature || !signatureIsBy(key, statement, signature)) throw unknownSignatureRefusal()
  const mine = await mySignatureBy(trx, letterId, 'verifier', key)
  if (mine?.row.class !== request.verification) throw unknownSignatureRefusal()
  if (mine.inBatch && (mine.row.pending_withdrawal || mine.row.invalid_reason !== null)) throw unknownSignatureRefusal()
  const for_log_sealed = forLog({ keys }, mine.row, leaf_id)
  if (mine.inBatch) await changeSignature(trx, mine.row.id, { ...withdrawnNow, for_log_sealed, moves: true })
  else await forgetWaiting(trx, mine.row.id)
  await replaceClaim(trx, letterId, tag, request.hash)
  if (mine.inBatch && mine.row.visibility === 'public') await notifyLetter(trx, letterId)
}

function forLog(keys: Pick<Core, 'keys'>, place: { id: Buffer; letter_id: string }, typed = ''): Buffer | null {
  const leafId = bytesFrom(typed, LEAF_ID_BYTES)
  return leafId && sealForLog(keys, place, { ...randomForLog(), leafId })
}

function unknownSignatureRefusal(): Refusal {
  return new Refusal('invalid', 'named-unknown', say('refusal-named-unknown'), 'from_named')
}
