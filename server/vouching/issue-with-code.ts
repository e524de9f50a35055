import { refuseUnlessIssuing } from '../anonymity/ask-for-credential.ts'
import { answerTo, readRequest } from '../anonymity/issue.ts'
import { claimOf, takeClaim } from '../anonymity/queries.ts'
import type { IssuedJson } from '../anonymity/schemas.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import { RepeatLimit } from '../concurrency/repeat-limit.ts'
import type { Core } from '../core.ts'
import { Refusal, say } from '../refusal.ts'
import { checkCodeOf, codeEndedRefusal } from './check-code-of.ts'

/**
 * Limits the answers to each code in an hour, because each costs an RSA signature. A one-time code has no challenge in which to
 * count them.
 */
const answers = new RepeatLimit(10)

/**
 * Spends a one-time code on a credential of its class, in place of an address and its code. Idempotent: a repeated request gets the
 * same answer. The code stays valid when the letter no longer offers anonymous signatures.
 * @throws Refusal
 */
export async function issueWithCode(
  core: Core,
  letter: LetterRow,
  { vouch, blinded }: { vouch: string; blinded: readonly { issuer: string; message: string }[] },
  now: Date,
): Promise<IssuedJson['signatures']> {
  refuseUnlessOpen(letter, now)
  const { verification, tag, ended } = await checkCodeOf(core, letter, vouch)
  await refuseUnlessIssuing(core, letter, verification)
  const request = await readRequest(core, letter.id, verification, blinded)
  if (!answers.take(tag, now)) throw vouchAnsweredRefusal()
  if (ended) {
    const held = await claimOf(core.db, letter.id, tag)
    if (!held?.equals(request.hash)) throw codeEndedRefusal()
    return answerTo(core, letter.id, request, { open: true, held })
  }
  const claim = { letterId: letter.id, tag, requestHash: request.hash, challengeId: null }
  return answerTo(core, letter.id, request, await takeClaim(core.db, claim, now))
}

function vouchAnsweredRefusal(): Refusal {
  return new Refusal('too-many', 'vouch-answered', say('refusal-vouch-answered'), 'vouch')
}
