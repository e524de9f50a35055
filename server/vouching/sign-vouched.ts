import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { Refusal, say } from '../refusal.ts'
import { textChangedRefusal } from '../signatures/signing/confirm.ts'
import { claimIs, spendClaim } from '../signatures/queries.ts'
import { sealSignatory } from '../signatures/seal-signatory.ts'
import { readSignatory, resemblanceOf, visibilityChosen, type TypedSignatory } from '../signatures/signatory.ts'
import { keysFor } from '../signatures/signing/sign.ts'
import { tagOfVouch, vouchedRequestHash, vouchUsedRefusal } from './tag-of-vouch.ts'

export interface VouchedSigning extends TypedSignatory {
  vouch: string
  verifier?: string | undefined
  signingKey?: string | undefined
}

/**
 * Signs with a vouching code in place of an address, with any visibility except `anonymous`, which needs a credential. Nothing
 * links the signature to the code, or the code to the person who gave it. Idempotent: a repeated request with the same signing
 * key succeeds again and counts once.
 * @throws Refusal
 */
export async function signVouched(
  core: Core,
  letter: LetterRow,
  input: VouchedSigning,
  now: Date,
): Promise<{ signingKey: string | null }> {
  refuseUnlessOpen(letter, now)
  const read = readSignatory({ ...letter, visibilities: withName(letter) }, input)
  if ('errors' in read) throw Refusal.fields(read.errors)
  const tag = await tagOfVouch(core, letter, input.vouch)
  const { signingKey, verifier } = keysFor(letter.id, input)
  const key = Buffer.from(verifier, 'base64url')
  const requestHash = vouchedRequestHash(core, letter.id, input.vouch, key)
  const place = { id: randomId(), letter_id: letter.id }
  const outcome = await spendClaim(
    core.db,
    { letterId: letter.id, tag, requestHash, challengeId: null },
    {
      ...place,
      ...sealSignatory(core, place, read.signatory),
      revision: letter.revision,
      class: 'vouched',
      verifier: key,
      resemblance: resemblanceOf(read.signatory.person, null),
    },
    now,
  )
  if (outcome === 'not-open') throw new Refusal('gone', 'letter-closed', say('refusal-vouched-signing-ended'))
  if (outcome === 'other-text') throw textChangedRefusal()
  if (outcome === 'used' && !(await claimIs(core.db, letter.id, tag, requestHash))) throw vouchUsedRefusal()
  return { signingKey }
}

/** Checks the code and the visibility before anything is spent. @throws Refusal */
export async function checkVouch(
  core: Core,
  letter: LetterRow,
  { vouch, visibility }: Pick<VouchedSigning, 'vouch' | 'visibility'>,
  now: Date,
): Promise<void> {
  refuseUnlessOpen(letter, now)
  const choice = visibilityChosen(visibility, withName(letter))
  if (!choice.ok) throw Refusal.fields([choice.error])
  await tagOfVouch(core, letter, vouch)
}

/** Without `anonymous`, which has its own pages. */
export function withName({ visibilities }: Pick<LetterRow, 'visibilities'>) {
  return visibilities.filter((each) => each !== 'anonymous')
}
