import type { Core } from '../core.ts'
import { lockLetter } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { destroyHeldKey } from './destroy-held-key.ts'
import { lapse } from './lapse.ts'
import { togetherOf, type TogetherRow } from './queries.ts'

/**
 * Ends the waiting before its day, for an owner: the held names are erased and never shown. Needs a second owner if there is one, and
 * otherwise a day of waiting.
 * @throws Refusal
 */
export async function endWaiting(core: Core, asker: Asker, letterId: string, now: Date): Promise<'ended' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'close')
  const outcome = await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    const waiting = letter && (await togetherOf(trx, letterId))
    if (!waiting) throw notFoundRefusal('letter')
    const subject = whatEnds(waiting)
    if (!subject) throw new Refusal('conflict', 'together-ended', say('refusal-together-ended'))
    const proposed = { act: 'end-together', subject } as const
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, proposed, now)) === 'waits') return 'waits'
    if (!(await lapse(core, trx, letter, now)))
      throw new Refusal('unavailable', 'log-behind', say('refusal-together-log-behind'))
    await noteActivity(trx, letterId, asker.id, 'together-ended', {}, now)
    return 'ended'
  })
  if (outcome === 'ended') await destroyHeldKey(core, letterId)
  return outcome
}

/** The exact content that a second owner approves. Null if the waiting has ended. */
export function whatEnds({ state, needed }: TogetherRow): object | null {
  return state === 'waiting' || state === 'reached' ? { needed } : null
}
