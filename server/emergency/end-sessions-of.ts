import type { Core } from '../core.ts'
import { deleteSessionsOf } from '../organizers/accounts/session-queries.ts'
import { deletePasskeysOf } from '../organizers/passkeys/queries.ts'
import { membershipOf } from '../organizers/member-queries.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { isId } from '../organizers/rules.ts'
import { notFoundRefusal } from '../refusal.ts'
import { asOwnerOf } from './as-owner-of.ts'

/**
 * Ends every session of another organizer of the letter, and removes the account's passkeys, because somebody else may use the account
 * or have its device. The person signs in again with a mailed code.
 * @throws Refusal
 */
export async function endSessionsOf(
  core: Core,
  organizerId: string,
  letterId: string,
  person: string,
  now: Date,
): Promise<void> {
  await asOwnerOf(core, organizerId, letterId, async (trx) => {
    if (!isId(person) || !(await membershipOf(trx, person, letterId))) throw notFoundRefusal('person')
    await deleteSessionsOf(trx, person)
    await deletePasskeysOf(trx, person, null)
    await noteActivity(trx, letterId, organizerId, 'sessions-ended', {}, now)
  })
}
