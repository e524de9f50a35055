import { lockLetter } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { checkUpdate, mayAsk } from './rules.ts'
import { sealUpdate } from './secrets.ts'
import { changeDraftUpdate, draftUpdateOf, insertDraftUpdate } from './text-queries.ts'

/**
 * Writes the next update, or changes it while it is not published.
 * @param version the version that the organizer has seen, 0 if there was no draft
 */
export async function draftUpdate(
  core: Core,
  organizerId: string,
  letterId: string,
  { text: typed, version }: { text: string; version: number },
  now: Date,
): Promise<{ id: string; version: number }> {
  await authorizeLetter(core, organizerId, letterId, 'edit')
  const checked = checkUpdate(typed)
  if ('message' in checked) throw Refusal.fields([checked])
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!mayAsk(letter.state)) throw notNowRefusal(letter.state)
    const draft = await draftUpdateOf(trx, letterId)
    if ((draft?.version ?? 0) !== version) throw changedMeanwhileRefusal()
    const sealed = sealUpdate(core, letterId, checked.text)
    const kept = draft
      ? await changeDraftUpdate(trx, draft.id, draft.version + 1, sealed)
      : await insertDraftUpdate(trx, letterId, sealed)
    await noteActivity(trx, letterId, organizerId, 'update-written', {}, now)
    return { id: kept.id, version: kept.version }
  })
}

export function notNowRefusal(state: string): Refusal {
  if (state === 'purged') return new Refusal('gone', 'letter-purged', say('updates-letter-purged'))
  return new Refusal('conflict', 'letter-not-open', say('updates-letter-not-open'))
}

function changedMeanwhileRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('updates-changed-while-writing'), 'text')
}
