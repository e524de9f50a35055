import { dayOf } from '../letter/days.ts'
import type { LetterRow } from '../letter/queries.ts'
import { notOpenRefusal } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { sameBytes } from '../crypto/keyed-hash.ts'
import { receiptText } from '../crypto/credential.ts'
import { Refusal, say } from '../refusal.ts'
import { refuseUnlessIssuing } from './ask-for-credential.ts'
import { credentialAsSeen, pendingById, type CredentialRow, type PendingRow } from './queries.ts'
import { readRedemption, refuseUnlessOpened } from './read-redemption.ts'
import { mayRedeem } from './rules.ts'
import type { RedeemedJson, RedemptionJson } from './schemas.ts'
import { logKeys } from '../audit/secrets.ts'
import { writePending } from './write-pending.ts'

export interface Redeemed extends Pick<RedeemedJson, 'state' | 'receipt'> {
  /** The time of the next batch, while the signature waits for it. */
  countedFrom: Date | null
}

/**
 * Accepts an anonymous signature. Idempotent: a repeated request gets the same answer. The page repeats the request until the
 * signature is counted, because a crash of the database loses the signatures that wait.
 * @throws Refusal
 */
export async function redeem(core: Core, letter: LetterRow, input: RedemptionJson, now: Date): Promise<Redeemed> {
  await refuseUnlessIssuing(core, letter)
  const row = await readRedemption(core, letter, input)
  const there = await find(core, row)
  if (there) return standingOf(core, letter, there, row, now)
  refuseUnlessRedeemable(letter, now)
  refuseUnlessOpened(row.commitment, row.facets_sealed)
  const written = await writePending(core, row, now)
  if (written === 'ended') throw redemptionEndedRefusal()
  // Not read back, because a batch may count the row as soon as it is written, and its signatory would then get no receipt.
  if (written !== 'counted-already') return standingOf(core, letter, { counted: false, row: written }, row, now)
  const counted = await find(core, row)
  if (!counted) throw new Error('a credential that is counted already is not there')
  return standingOf(core, letter, counted, row, now)
}

type Found = { counted: boolean; row: PendingRow | CredentialRow }

/** Reads `pending` first. Between the two queries a batch can move the row to `credential`, but never back. */
async function find({ db }: Core, { letter_id, id }: PendingRow): Promise<Found | undefined> {
  const pending = await pendingById(db, letter_id, [id])
  if (pending) return { counted: false, row: pending }
  const credential = await credentialAsSeen(db, letter_id, id)
  return credential && { counted: true, row: credential }
}

function standingOf(core: Core, letter: LetterRow, there: Found, sent: PendingRow, now: Date): Redeemed {
  if (there.row.withdrawal) throw credentialWithdrawnRefusal()
  if (!isTheSame(there.row, sent, letter)) throw credentialUsedRefusal()
  if (there.counted) return { state: 'counted', countedFrom: null, receipt: null }
  const text = receiptText(letter.id, sent.id.toString('hex'), dayOf(now))
  const signature = logKeys(core, letter.id).sign(Buffer.from(text)).toString('base64url')
  return { state: 'accepted', countedFrom: letter.next_batch_at, receipt: { text, signature } }
}

/**
 * All bytes must match, except for the proof while the stored revision has the current substance. After a correction, a page that
 * recreates the request from the signing key signs the corrected revision.
 */
function isTheSame(there: Found['row'], sent: PendingRow, letter: LetterRow): boolean {
  return (
    sameBytes(there.prefix, sent.prefix) &&
    sameBytes(there.commitment, sent.commitment) &&
    sameBytes(Buffer.concat(there.signatures), Buffer.concat(sent.signatures)) &&
    (there.revision >= letter.substance_revision || sameBytes(there.proof, sent.proof))
  )
}

function refuseUnlessRedeemable(letter: LetterRow, now: Date): void {
  const verdict = mayRedeem(letter, now)
  if (verdict === 'paused')
    throw new Refusal('conflict', 'letter-paused', say('anonymity-signature-while-paused-refusal'))
  if (verdict === 'not-open') throw notOpenRefusal()
  if (verdict === 'ended') throw redemptionEndedRefusal()
}

function redemptionEndedRefusal(): Refusal {
  return new Refusal('gone', 'redemption-ended', say('refusal-redemption-ended'))
}

function credentialUsedRefusal(): Refusal {
  return new Refusal('conflict', 'credential-used', say('refusal-credential-used'))
}

function credentialWithdrawnRefusal(): Refusal {
  return new Refusal('gone', 'credential-withdrawn', say('anonymity-signed-again-after-withdrawal-refusal'))
}
