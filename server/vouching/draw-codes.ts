import { createHash } from 'node:crypto'
import { signBlinded } from '../anonymity/blind-signing/pool.ts'
import { answeredOftenRefusal, blindedMalformedRefusal } from '../anonymity/shared-refusals.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { isBlindable } from '../crypto/blind-rsa.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { tryOrRefuse } from '../signatures/signing/confirm.ts'
import { noVouchingRefusal } from './ask-to-vouch.ts'
import { drawOnce, vouchKeyOf } from './queries.ts'
import { openVouchKey } from './secrets.ts'

/** The most codes that a letter's owners may allow for each person. */
const mostVouches = 10

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
  const key = await vouchKeyOf(core.db, letter.id)
  if (!key && letter.vouches_each === 0) throw noVouchingRefusal()
  const privateKey = key && unlessGone(() => openVouchKey(core, letter.id, key.private_sealed))
  if (!key || !privateKey) throw nothingToDrawRefusal()
  const blinded = readBlinded(key.public_key, drawing.blinded)
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
  const signed = await Promise.all(blinded.map((each) => signBlinded({ n: key.public_key, privateKey }, each)))
  return signed.map((signature) => signature.toString('base64url'))
}

function readBlinded(n: Buffer, sent: readonly string[]): Buffer[] {
  const blinded = sent.map((text) => Buffer.from(text, 'base64url'))
  const fits = blinded.length > 0 && blinded.length <= mostVouches
  if (fits && blinded.every((each) => isBlindable(n, each))) return blinded
  throw blindedMalformedRefusal()
}

function drawingEndedRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('refusal-drawing-ended'))
}

/** The same sentence for both cases, so that the answer reveals as little as possible about the address. */
function nothingToDrawRefusal(): Refusal {
  return new Refusal('conflict', 'nothing-to-draw', say('refusal-nothing-to-draw'))
}
