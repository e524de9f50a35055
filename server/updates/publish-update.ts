import { dayOf } from '../letter/day-rules.ts'
import { lockLetter } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { enqueue } from '../jobs/queue.ts'
import { requireSecondOwner } from '../organizers/require-second-owner.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, notFoundRefusal } from '../refusal.ts'
import { notNowRefusal } from './draft-update.ts'
import { mayAsk } from './rules.ts'
import { openUpdate, updateHash } from './secrets.ts'
import { draftUpdateOf, publishDraftUpdate, publishedUpdates } from './text-queries.ts'

/**
 * From now on the update stands on the letter's page, and is mailed to those who asked. Where there are two owners or more, a second
 * one agrees to exactly the same text.
 */
export async function publishUpdate(
  core: Core,
  organizerId: string,
  letterId: string,
  version: number,
  now: Date,
): Promise<'published' | 'waits'> {
  await authorizeLetter(core, organizerId, letterId, 'deliver')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!mayAsk(letter.state)) throw notNowRefusal(letter.state)
    const draft = await draftUpdateOf(trx, letterId)
    if (!draft?.draft_sealed)
      throw new Refusal('conflict', 'nothing-to-publish', 'There is no update to publish. Write one first.')
    if (draft.version !== version) throw notLookedAtRefusal()
    const text = openUpdate(core, letterId, draft.draft_sealed)
    const subject = { update: draft.id, version, sha256: updateHash(text) }
    if ((await requireSecondOwner(trx, letter, organizerId, 'update', subject, now)) === 'waits') return 'waits'
    const [newest] = await publishedUpdates(trx, letterId)
    await publishDraftUpdate(trx, draft.id, { text, published_on: dayOf(now), number: (newest?.number ?? 0) + 1 })
    await enqueue(trx, 'send-update', { update: draft.id }, { priority: 10, queue: 'mailings' })
    await noteActivity(trx, letterId, organizerId, 'update published', {}, now)
    await notifyLetter(trx, letterId)
    return 'published'
  })
}

export function notLookedAtRefusal(): Refusal {
  return new Refusal(
    'conflict',
    'changed-meanwhile',
    'The update was changed meanwhile. Load the page again, and look at it first.',
  )
}
