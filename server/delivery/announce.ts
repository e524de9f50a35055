import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal } from '../refusal.ts'
import { stageRecipients, updateStage } from './queries.ts'
import { noticeEnds } from './rules.ts'
import { asOwner, refuseUnlessDeliverable, stageIn } from './stage-for.ts'

/** Says on the letter's page what will be shown to whom, and until when anybody can withdraw. `version` is what the owner looked at. */
export async function announce(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx, letter) => {
    refuseUnlessDeliverable(letter)
    const stage = await stageIn(trx, letterId, stageId)
    if (stage.state !== 'draft')
      throw new Refusal(
        'conflict',
        'announced-already',
        'This delivery has been announced already. Load the page again.',
      )
    if (stage.version !== version)
      throw new Refusal('conflict', 'changed-meanwhile', 'The delivery was changed meanwhile. Look at it again first.')
    if ((await stageRecipients(trx, stage.id)).length === 0)
      throw new Refusal('invalid', 'nobody-chosen', 'Choose at least one recipient.', 'recipients')
    await updateStage(trx, stage.id, {
      state: 'announced',
      announced_at: now,
      notice_until: noticeEnds(stage.disclosure, letter.notice_hours, now, core.config.units.hour),
    })
    await noteActivity(trx, letterId, organizerId, 'delivery announced', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
  })
}
