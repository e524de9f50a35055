import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { lockLetter } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { changeTogether, setNeeded, togetherOf } from './queries.ts'
import { faultInRaise, neededBounds } from './rules.ts'

/**
 * Raises the number of people that a letter waits for, while it waits. It is never lowered, because people signed relying on it. The
 * log says so with the next batch.
 * @throws Refusal
 */
export async function raiseNeeded(
  core: Core,
  organizerId: string,
  letterId: string,
  { needed }: { needed: number },
  now: Date,
): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  await core.db.transaction().execute(async (trx) => {
    const waiting = (await lockLetter(trx, letterId)) && (await togetherOf(trx, letterId))
    if (!waiting) throw notFoundRefusal('letter')
    const fault = faultInRaise(waiting, needed)
    if (fault === 'not-waiting') throw new Refusal('conflict', 'not-waiting', say('refusal-together-not-waiting'))
    const message =
      fault === 'wrong'
        ? say('together-needed-wrong', neededBounds)
        : fault && say('together-needed-not-higher', { needed: waiting.needed })
    if (message) throw Refusal.fields([{ field: 'needed', message }])
    await changeTogether(trx, letterId, { needed })
    await setNeeded(trx, letterId, needed)
    await noteActivity(trx, letterId, organizerId, 'together-raised', { count: needed }, now)
    await notifyLetter(trx, letterId)
  })
}
