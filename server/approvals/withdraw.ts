import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { lockPeople } from '../organizers/member-queries.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { isId } from '../organizers/rules.ts'
import { settledRefusal } from './agree.ts'
import { withdrawOwn } from './queries.ts'

/**
 * Withdraws one's own proposal.
 * @throws Refusal
 */
export async function withdraw(
  core: Core,
  organizerId: string,
  letterId: string,
  proposal: string,
  now: Date,
): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const { letter } = await authorizeLetter({ ...core, db }, organizerId, letterId, 'change-owner')
    // Before the proposal, as agreeing does. In the other order, the two could wait for each other.
    await lockPeople(db, letter.id)
    const act = isId(proposal) ? await withdrawOwn(db, letter.id, proposal, organizerId) : undefined
    if (!act) throw settledRefusal()
    await noteActivity(db, letter.id, organizerId, 'proposal-withdrawn', { act }, now)
  })
}
