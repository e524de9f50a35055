import { refuseUnlessIssuing } from '../anonymity/ask-for-credential.ts'
import { answerTo, readRequest } from '../anonymity/issue.ts'
import { takeClaim } from '../anonymity/queries.ts'
import type { IssuedJson } from '../anonymity/schemas.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import { RepeatLimit } from '../concurrency/repeat-limit.ts'
import type { Core } from '../core.ts'
import { Refusal, say } from '../refusal.ts'
import { tagOfVouch } from './tag-of-vouch.ts'

/**
 * Limits the answers to each code in an hour, because each costs an RSA signature. A vouching code has no challenge in which to
 * count them.
 */
const answers = new RepeatLimit(10)

/**
 * Spends a vouching code on a credential, in place of an address and its code. Idempotent: a repeated request gets the same
 * answer. The code stays valid when the letter no longer offers anonymous signatures.
 * @throws Refusal
 */
export async function issueVouched(
  core: Core,
  letter: LetterRow,
  { vouch, blinded }: { vouch: string; blinded: readonly { issuer: string; message: string }[] },
  now: Date,
): Promise<IssuedJson['signatures']> {
  await refuseUnlessIssuing(core, letter, 'vouched')
  refuseUnlessOpen(letter, now)
  const request = await readRequest(core, letter.id, 'vouched', blinded)
  const tag = await tagOfVouch(core, letter, vouch)
  if (!answers.take(tag, now)) throw vouchAnsweredRefusal()
  const claim = { letterId: letter.id, tag, requestHash: request.hash, challengeId: null }
  return answerTo(core, letter.id, request, await takeClaim(core.db, claim, now))
}

function vouchAnsweredRefusal(): Refusal {
  return new Refusal('too-many', 'vouch-answered', say('refusal-vouch-answered'), 'vouch')
}
