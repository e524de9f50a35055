import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { deleteLive } from '../live-text/queries.ts'
import { updateLetter } from '../write-queries.ts'
import { writeTyped } from './save-draft.ts'

/**
 * An owner discards a draft that was never opened. If there are several owners, a second one has to agree. Nobody can open
 * or change the draft from then on. For a day an owner can restore it; then it is erased.
 * @throws Refusal
 */
export async function discardDraft(
  core: Core,
  asker: Asker,
  letterId: string,
  now: Date,
): Promise<'discarded' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'purge')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-was-opened', say('refusal-letter-was-opened'))
    if (
      (await requireSecondOwner(
        { ...core, db: trx },
        letter,
        asker,
        { act: 'purge', subject: { draft: true } },
        now,
      )) === 'waits'
    )
      return 'waits'
    // The draft keeps what people typed together, in case that somebody restores it.
    await writeTyped(core, trx, letter, now)
    await deleteLive(trx, letterId)
    await updateLetter(trx, letterId, { erases_at: dayLater(now, core.config.units) })
    await noteActivity(trx, letterId, asker.id, 'draft-discarded', {}, now)
    return 'discarded'
  })
}

/** A day later, on the next full hour, so that the row does not tell when an organizer was at work. Units are in milliseconds. */
function dayLater(now: Date, { day, hour }: { day: number; hour: number }): Date {
  return new Date(Math.ceil((now.getTime() + day) / hour) * hour)
}
