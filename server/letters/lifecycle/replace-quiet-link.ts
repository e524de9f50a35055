import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { newQuietKey, storedQuietKey } from '../../letter/quiet-link.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { updateLetter } from '../write-queries.ts'

/**
 * Replaces the quiet link. The old link stops working at once.
 * @throws Refusal if the letter is public
 */
export async function replaceQuietLink(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<LetterRow> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'settings')
  if (letter.public) throw new Refusal('conflict', 'letter-public', say('refusal-letter-public'))
  return core.db.transaction().execute(async (trx) => {
    await notifyLetter(trx, letterId)
    await noteActivity(trx, letterId, organizerId, 'link-replaced', {}, now)
    return updateLetter(trx, letterId, storedQuietKey(core, letterId, newQuietKey()))
  })
}
