import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { lockLetter } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { enqueueEnding } from './enqueue-ending.ts'
import { changeTogether, togetherOf, type TogetherRow } from './queries.ts'

/**
 * An owner finds that the count is no flood of fakes, so that the names can be shown. Needs a second owner if there is one, and
 * otherwise a day of waiting. It holds as long as the number stays reached.
 * @throws Refusal
 */
export async function agreeToReveal(
  core: Core,
  asker: Asker,
  letterId: string,
  now: Date,
): Promise<'agreed' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'close')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    const waiting = letter && (await togetherOf(trx, letterId))
    if (!waiting) throw notFoundRefusal('letter')
    const subject = whatReveals(waiting)
    if (!subject) throw new Refusal('conflict', 'not-reached', say('refusal-together-not-reached'))
    const proposed = { act: 'reveal-together', subject } as const
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, proposed, now)) === 'waits') return 'waits'
    await changeTogether(trx, letterId, { agreed: true })
    await noteActivity(trx, letterId, asker.id, 'together-agreed', {}, now)
    await enqueueEnding(trx, letterId, waiting.reveals_at ?? now)
    await notifyLetter(trx, letterId)
    return 'agreed'
  })
}

/** The exact content that a second owner approves. Null unless the number is reached and nobody has agreed. */
export function whatReveals({ state, agreed, needed, round }: TogetherRow): object | null {
  return state === 'reached' && !agreed ? { needed, round } : null
}
