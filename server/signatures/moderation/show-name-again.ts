import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { letterToModerate, signatureToModerate, type ModeratorOf } from './letter-to-moderate.ts'
import { endHiding } from '../hidden-name-queries.ts'
import { addHidden } from '../moderation-queries.ts'
import { hidingIsPublic } from '../invalid-and-hidden.ts'
import { moveNames } from '../move-names.ts'

/** Undoes the hiding of a name. The name becomes only as visible as the signatory's current choice. */
export async function showNameAgain(
  core: Core,
  { letterId, organizerId, signatureId }: ModeratorOf & { signatureId: string },
  now: Date,
): Promise<'shown' | 'already'> {
  return core.db.transaction().execute(async (trx) => {
    await letterToModerate(trx, letterId)
    const row = await signatureToModerate(trx, letterId, signatureId)
    const byMailbox = row.removal_due !== null
    if (!(await endHiding(trx, row.id, 'not-mine'))) {
      if (!byMailbox) return 'already'
      throw new Refusal('conflict', 'hidden-by-mailbox', say('refusal-hidden-by-mailbox'))
    }
    await moveNames(core, trx, letterId, [row], { name_hidden: byMailbox })
    if (hidingIsPublic(row)) await addHidden(trx, letterId, -1)
    await noteActivity(trx, letterId, organizerId, 'name-shown-again', {}, now)
    return 'shown'
  })
}
