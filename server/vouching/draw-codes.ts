import { createHash } from 'node:crypto'
import { answeredOftenRefusal, blindedMalformedRefusal } from '../anonymity/shared-refusals.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { Refusal, say } from '../refusal.ts'
import { tryOrRefuse } from '../signatures/signing/confirm.ts'
import { noVouchingRefusal } from './ask-to-vouch.ts'
import { codeKeyOf, drawOnce } from './queries.ts'
import { openSigningKey, readBlindedCodes, signBlindedCodes } from './sign-blinded-codes.ts'

export interface Drawing {
  challenge: string
  code: string
  /** The blinded messages, 384 bytes each in base64url. */
  blinded: readonly string[]
}

/**
 * Signs several vouching codes for a verified person, all at once, and records that the address has drawn. Idempotent: a repeated
 * request gets the same answer, so a lost response costs nothing. The codes contain nothing that appears in this request.
 * @throws Refusal
 */
export async function drawCodes(core: Core, letter: LetterRow, drawing: Drawing, now: Date): Promise<string[]> {
  refuseUnlessOpen(letter, now)
  const key = await codeKeyOf(core.db, letter.id, 'vouched')
  if (!key && letter.vouches_each === 0) throw noVouchingRefusal()
  const privateKey = key && openSigningKey(core, key)
  if (!key || !privateKey) throw nothingToDrawRefusal()
  const blinded = readBlindedCodes(key, drawing.blinded)
  const { tag, challengeId } = await tryOrRefuse(core, letter.id, drawing, 'vouch', now)
  const drawnHash = createHash('sha256').update('vouch').update(Buffer.concat(blinded)).digest()
  // A request for more codes than each may draw now can only repeat a drawing from before the owners lowered the number.
  const first = blinded.length <= letter.vouches_each
  const claim = { letterId: letter.id, tag, drawnHash, challengeId, first }
  const outcome = await core.db.transaction().execute((trx) => drawOnce(trx, claim, now))
  if (outcome === 'not-open') throw drawingEndedRefusal()
  if (outcome === 'answered-often') throw answeredOftenRefusal()
  if (outcome === 'nothing')
    throw first ? nothingToDrawRefusal() : letter.vouches_each === 0 ? noVouchingRefusal() : blindedMalformedRefusal()
  return signBlindedCodes(key, privateKey, blinded)
}

function drawingEndedRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('refusal-drawing-ended'))
}

/** The same sentence for both cases, so that the answer reveals as little as possible about the address. */
function nothingToDrawRefusal(): Refusal {
  return new Refusal('conflict', 'nothing-to-draw', say('refusal-nothing-to-draw'))
}
