import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { countFollows, letterToModerate, signatureToModerate, type ModeratorOf } from './letter-to-moderate.ts'
import { moveNames } from '../move-names.ts'
import { invalidationById, signaturesById } from '../moderation-queries.ts'

/**
 * Undoes an invalidation of one signature, or of all signatures of one act. The names return at once if no batch has removed the
 * signatures from the count yet. Otherwise they return with the next batch.
 */
export async function reinstate(
  core: Core,
  { letterId, organizerId, ...which }: ModeratorOf & ({ signatureId: string } | { activityId: string }),
  now: Date,
): Promise<{ count: number }> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await letterToModerate(trx, letterId)
    const rows =
      'signatureId' in which
        ? [await signatureToModerate(trx, letterId, which.signatureId)]
        : await signaturesById(trx, letterId, (await invalidationById(trx, letterId, which.activityId)) ?? refuse())
    const invalid = rows.filter((row) => row.invalid_reason !== null)
    if (invalid.length === 0) return { count: 0 }
    await moveNames(core, trx, letterId, invalid, { invalid_reason: null })
    await countFollows(core, trx, letter, now)
    await noteActivity(trx, letterId, organizerId, 'reinstated', { count: invalid.length }, now)
    return { count: invalid.length }
  })
}

function refuse(): never {
  throw notFoundRefusal('entry')
}
