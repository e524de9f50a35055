import { dayOf } from '../letter/days.ts'
import { lockLetter } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { enqueue } from '../jobs/queue.ts'
import { requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { notNowRefusal } from './draft-update.ts'
import { mayAsk } from './rules.ts'
import { openUpdate, updateHash } from './secrets.ts'
import { draftUpdateOf, publishDraftUpdate, publishedUpdates } from './text-queries.ts'

/**
 * Publishes the draft on the letter's page and mails it to subscribers. If the letter has two or more owners, a second owner must
 * agree to exactly the same text.
 * @returns `waits` if the second owner has not agreed yet
 */
export async function publishUpdate(
  core: Core,
  asker: Asker,
  letterId: string,
  version: number,
  now: Date,
): Promise<'published' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'deliver')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!mayAsk(letter.state)) throw notNowRefusal(letter.state)
    const draft = await draftUpdateOf(trx, letterId)
    if (!draft?.draft_sealed) throw new Refusal('conflict', 'nothing-to-publish', say('refusal-nothing-to-publish'))
    if (draft.version !== version) throw notLookedAtRefusal()
    const text = openUpdate(core, letterId, draft.draft_sealed)
    const subject = { update: draft.id, version, sha256: updateHash(text) }
    if ((await requireSecondOwner(trx, letter, asker, { act: 'update', subject: subject }, now)) === 'waits')
      return 'waits'
    const [newest] = await publishedUpdates(trx, letterId)
    await publishDraftUpdate(trx, draft.id, { text, published_on: dayOf(now), number: (newest?.number ?? 0) + 1 })
    await enqueue(trx, 'send-update', { update: draft.id }, { priority: 10, queue: 'mailings' })
    await noteActivity(trx, letterId, asker.id, 'update-published', {}, now)
    await notifyLetter(trx, letterId)
    return 'published'
  })
}

export function notLookedAtRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('updates-changed-before-publishing'))
}
