import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { Refusal, say } from '../refusal.ts'
import { textChangedRefusal } from '../signatures/signing/confirm.ts'
import { claimIs } from '../signatures/queries.ts'
import { readSignatory, resemblanceOf, visibilityChosen, type TypedSignatory } from '../signatures/signatory.ts'
import { keysFor } from '../signatures/signing/sign.ts'
import { spendOnName } from '../signatures/signing/spend-on-name.ts'
import { checkCodeOf, codeEndedRefusal, codeRequestHash, codeUsedRefusal } from './check-code-of.ts'

export interface SigningWithCode extends TypedSignatory {
  /** The code, of any class. */
  vouch: string
  verifier?: string | undefined
  signingKey?: string | undefined
}

/**
 * Signs with a one-time code in place of an address, with any visibility except `anonymous`, which needs a credential. The signature has
 * the class of the code. Nothing links the signature to the code, or the code to the person who gave it. Idempotent: a repeated request
 * with the same signing key succeeds again and counts once.
 * @throws Refusal
 */
export async function signWithCode(
  core: Core,
  letter: LetterRow,
  input: SigningWithCode,
  now: Date,
): Promise<{ signingKey: string | null }> {
  refuseUnlessOpen(letter, now)
  const read = readSignatory({ ...letter, visibilities: withName(letter) }, input)
  if ('errors' in read) throw Refusal.fields(read.errors)
  const code = await checkCodeOf(core, letter, input.vouch)
  const { tag } = code
  const { signingKey, verifier, forLog } = keysFor(letter.id, input)
  const key = Buffer.from(verifier, 'base64url')
  const requestHash = codeRequestHash(core, letter.id, code, key)
  if (code.ended) {
    if (await claimIs(core.db, letter.id, tag, requestHash)) return { signingKey }
    throw codeEndedRefusal()
  }
  const place = { id: randomId(), letter_id: letter.id }
  const { outcome } = await spendOnName(
    core,
    { letterId: letter.id, tag, requestHash, challengeId: null },
    {
      place,
      signatory: read.signatory,
      forLog,
      rest: {
        revision: letter.revision,
        class: code.verification,
        verifier: key,
        resemblance: resemblanceOf(read.signatory.person, null),
      },
    },
    now,
  )
  if (outcome === 'not-open') throw new Refusal('gone', 'letter-closed', say('refusal-vouched-signing-ended'))
  if (outcome === 'other-text') throw textChangedRefusal()
  if (outcome === 'used' && !(await claimIs(core.db, letter.id, tag, requestHash))) throw codeUsedRefusal()
  return { signingKey }
}

/** Checks the code and the visibility before anything is spent. @throws Refusal */
export async function checkCodeAndChoice(
  core: Core,
  letter: LetterRow,
  { vouch, visibility }: Pick<SigningWithCode, 'vouch' | 'visibility'>,
  now: Date,
): Promise<void> {
  refuseUnlessOpen(letter, now)
  const choice = visibilityChosen(visibility, withName(letter))
  if (!choice.ok) throw Refusal.fields([choice.error])
  const { ended } = await checkCodeOf(core, letter, vouch)
  if (ended) throw codeEndedRefusal()
}

/** Without `anonymous`, which has its own pages. */
export function withName({ visibilities }: Pick<LetterRow, 'visibilities'>) {
  return visibilities.filter((each) => each !== 'anonymous')
}
