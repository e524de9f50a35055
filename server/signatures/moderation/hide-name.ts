import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { letterToModerate, signatureToModerate, type ModeratorOf } from './letter-to-moderate.ts'
import { isHidden, noteHiding } from '../hidden-name-queries.ts'
import { addHidden } from '../moderation-queries.ts'
import { hidingIsPublic } from '../invalid-and-hidden.ts'
import { moveNames } from '../move-names.ts'

/** Handles "my name, not my signature": hides a name in every output at once. The signature stands and counts. */
export async function hideName(
  core: Core,
  input: ModeratorOf & { signatureId: string },
  now: Date,
): Promise<'hidden' | 'already'> {
  return core.db.transaction().execute(async (trx) => {
    await letterToModerate(trx, input.letterId)
    return hideWithin(core, trx, input, now)
  })
}

/**
 * The caller's transaction must hold the letter's lock. The hiding is recorded even where a proof of the mailbox has hidden the
 * name already. An objection with the signing key then undoes only the mailbox's hiding.
 */
export async function hideWithin(
  core: Core,
  trx: Db,
  { letterId, organizerId, signatureId }: ModeratorOf & { signatureId: string },
  now: Date,
): Promise<'hidden' | 'already'> {
  const row = await signatureToModerate(trx, letterId, signatureId)
  if (await isHidden(trx, row.id, 'not-mine')) return 'already'
  await noteHiding(trx, { letterId, signatureId: row.id, reason: 'not-mine' }, dayOf(now))
  if (!row.name_hidden) await moveNames(core, trx, letterId, [row], { name_hidden: true })
  if (hidingIsPublic(row)) await addHidden(trx, letterId, 1)
  await noteActivity(trx, letterId, organizerId, 'name-hidden', {}, now)
  return 'hidden'
}
