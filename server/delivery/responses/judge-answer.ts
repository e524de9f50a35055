import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { asOwner } from '../as-owner.ts'
import { checkVerdict, givenAs } from '../verdicts.ts'
import { setVerdict } from './answer-queries.ts'
import { responseIn } from './publish-answer.ts'

/**
 * Records what the owners say of an answer. They can change it.
 * @throws Refusal if the answer or the verdict is unknown
 */
export async function judgeAnswer(
  core: Core,
  organizerId: string,
  letterId: string,
  { answerId, chosen }: { answerId: string; chosen: string },
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const row = await responseIn(trx, letterId, answerId)
    const verdict = checkVerdict(chosen)
    await setVerdict(trx, row.id, verdict)
    await noteActivity(trx, letterId, organizerId, givenAs(verdict).activity, {}, now)
    await notifyLetter(trx, letterId)
  })
}
