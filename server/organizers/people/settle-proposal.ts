import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { settleProposal as settle } from '../approval-queries.ts'
import { authorizeLetter } from '../authorize-letter.ts'
import { noteActivity } from '../note-activity.ts'
import { isId } from '../rules.ts'

/**
 * Refuses another owner's proposal, or withdraws one's own. An owner agrees to a proposal by requesting the same act.
 * @throws Refusal
 */
export async function settleProposal(
  core: Core,
  organizerId: string,
  letterId: string,
  { proposal, state }: { proposal: string; state: 'refused' | 'withdrawn' },
  now: Date,
): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const { letter } = await authorizeLetter({ ...core, db }, organizerId, letterId, 'change-owner')
    if (!isId(proposal)) throw notFoundRefusal('proposal')
    const act = await settle(db, letter.id, proposal, { state, by: organizerId })
    if (!act) throw new Refusal('conflict', 'proposal-settled', say('refusal-proposal-settled'))
    const what = state === 'refused' ? 'proposal-refused' : 'proposal-withdrawn'
    await noteActivity(db, letter.id, organizerId, what, { act }, now)
  })
}
