import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { mayKeepDrafting, type Drafted } from '../life.ts'
import { updateLetter } from '../write-queries.ts'

/** The exact content that a second owner approves. */
export const whatKeeps = { drafting: 'kept' }

/**
 * Keeps versions and comments of an open letter until the purge, instead of erasing them some days after the opening. Needs a second
 * owner if there is one, and otherwise a day of waiting.
 * @throws Refusal
 */
export async function keepDrafting(core: Core, asker: Asker, letterId: string, now: Date): Promise<'kept' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'close')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    refuseUnlessKept(letter, now, core.config.units.day)
    const proposed = { act: 'keep', subject: whatKeeps } as const
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, proposed, now)) === 'waits') return 'waits'
    await updateLetter(trx, letterId, { drafting_kept: true })
    await noteActivity(trx, letterId, asker.id, 'drafting-kept', {}, now)
    return 'kept'
  })
}

/**
 * Keeps nothing of the drafting any longer. One owner is enough, because it takes away what could harm people. What is due is erased by
 * the next look at what is due.
 * @throws Refusal
 */
export async function endKeeping(core: Core, organizerId: string, letterId: string, now: Date): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'close')
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!letter.drafting_kept) return
    await updateLetter(trx, letterId, { drafting_kept: false })
    await noteActivity(trx, letterId, organizerId, 'drafting-not-kept', {}, now)
  })
}

/** @throws Refusal */
function refuseUnlessKept(letter: Drafted, now: Date, day: number): void {
  switch (mayKeepDrafting(letter, now, day)) {
    case 'draft':
      throw new Refusal('conflict', 'letter-not-open', say('versions-keeping-draft'))
    case 'erased':
      throw new Refusal('gone', 'drafting-erased', say('refusal-drafting-erased'))
    case 'kept':
      throw new Refusal('conflict', 'drafting-kept', say('refusal-drafting-kept'))
    case 'yes':
  }
}
