import { judgeRefusal, longestSaid, type Refusal } from './judge-refusal.ts'
import { meansGone } from './reasons.ts'
import type { Outcome } from './returned-mail.ts'

export function outcome(verdict: Outcome['verdict'], refusal: Refusal): Outcome {
  const { status, reply, reason } = judgeRefusal(refusal)
  return {
    verdict,
    status,
    reply,
    said: refusal.said.slice(0, longestSaid),
    reason,
    gone: verdict === 'failed' && meansGone(reason),
  }
}
