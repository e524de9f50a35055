import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
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
    const { letter } = await authorizeLetter({ db }, organizerId, letterId, 'change-owner')
    if (!isId(proposal)) throw notFoundRefusal('proposal')
    const act = await settle(db, letter.id, proposal, { state, by: organizerId })
    if (!act)
      throw new Refusal(
        'conflict',
        'proposal-settled',
        'This proposal is not open any more, or is not yours to settle in this way. Load the page again.',
      )
    await noteActivity(
      db,
      letter.id,
      organizerId,
      state === 'refused' ? 'refused a proposal' : 'withdrew a proposal',
      { act },
      now,
    )
  })
}
