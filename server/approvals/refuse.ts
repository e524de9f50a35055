import { dayOf } from '../letter/days.ts'
import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { lockPeople, ownersOf } from '../organizers/member-queries.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { isId } from '../organizers/rules.ts'
import { tellOwner } from '../organizers/tell-organizers.ts'
import { Refusal, say } from '../refusal.ts'
import { settledRefusal } from './agree.ts'
import { endProposal, keepRefusal, openProposal, refusalsOf } from './queries.ts'
import { faultInReason, isRefusedByAll } from './rules.ts'
import { sealReason } from './secrets.ts'

/**
 * Refuses another owner's proposal, with a reason that all owners can read. The proposal stays open for the other owners. It ends once
 * every other owner has refused it.
 * @throws Refusal
 */
export async function refuse(
  core: Core,
  organizerId: string,
  letterId: string,
  { proposal, reason }: { proposal: string; reason: string },
  now: Date,
): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const { letter } = await authorizeLetter({ ...core, db }, organizerId, letterId, 'change-owner')
    await lockPeople(db, letter.id)
    const row = isId(proposal) ? await openProposal(db, letter.id, proposal) : undefined
    if (!row) throw settledRefusal()
    if (row.proposed_by === organizerId) throw new Refusal('forbidden', 'own-proposal', say('refusal-own-proposal'))
    const fault = faultInReason(reason)
    if (fault !== null) throw new Refusal('invalid', 'reason-unusable', fault, 'reason')
    const reason_sealed = sealReason(core, letter.id, row.id, reason.trim())
    await keepRefusal(db, {
      approval_id: row.id,
      organizer_id: organizerId,
      reason_sealed,
      refused_on: dayOf(now),
    })
    const refusedBy = (await refusalsOf(db, letter.id)).filter(({ approval_id }) => approval_id === row.id)
    const by = refusedBy.map(({ organizer_id }) => organizer_id)
    if (isRefusedByAll(await ownersOf(db, letter.id), row.proposed_by, by))
      await endProposal(db, row.id, { state: 'refused', by: organizerId })
    await noteActivity(db, letter.id, organizerId, 'proposal-refused', { act: row.act }, now)
    await tellOwner(db, letter.id, row.proposed_by)
  })
}
