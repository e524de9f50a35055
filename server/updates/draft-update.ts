import { lockLetter } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, notFoundRefusal } from '../refusal.ts'
import { checkUpdate, mayAsk } from './rules.ts'
import { sealUpdate } from './secrets.ts'
import { changeDraftUpdate, draftUpdateOf, insertDraftUpdate } from './text-queries.ts'

/** Writes the next update, or changes it as long as it is not published. `version` is the one that was looked at; 0 where there was none. */
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
    await noteActivity(trx, letterId, organizerId, 'update written', {}, now)
    return { id: kept.id, version: kept.version }
  })
}

export function notNowRefusal(state: string): Refusal {
  if (state === 'purged')
    return new Refusal('gone', 'letter-purged', 'This letter has been purged. Nobody can be told any more.')
  return new Refusal('conflict', 'letter-not-open', 'Open the letter first. Nobody can have asked for updates yet.')
}

function changedMeanwhileRefusal(): Refusal {
  return new Refusal(
    'conflict',
    'changed-meanwhile',
    'Somebody changed the update meanwhile: it stands above as it is now. What you typed is still here; keep it to put it in its place.',
    'text',
  )
}
