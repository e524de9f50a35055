import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal } from '../../refusal.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { newQuietToken } from '../drafting/start-letter.ts'
import { updateLetter } from '../write-queries.ts'

/** From now on the quiet link is another one; whoever has the old one finds nothing there. */
export async function replaceQuietLink(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<LetterRow> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'settings')
  if (letter.public)
    throw new Refusal('conflict', 'letter-public', 'This letter is public: its address is no secret to replace.')
  return core.db.transaction().execute(async (trx) => {
    await notifyLetter(trx, letterId)
    await noteActivity(trx, letterId, organizerId, 'replaced the quiet link', {}, now)
    return updateLetter(trx, letterId, { quiet_token: newQuietToken() })
  })
}
