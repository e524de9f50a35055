import type { Core } from '../core.ts'
import { addressed, type AddressedLetter } from '../letter/letter-address.ts'
import { Refusal, notFoundRefusal, say } from '../refusal.ts'
import { membershipOf } from './member-queries.ts'
import { isId, may, type OrganizerAct, type Role } from './rules.ts'

/**
 * Returns the letter and the organizer's role, if that role may do this act.
 * Other people get the answer for an unknown letter, so they do not learn that it exists.
 * @throws Refusal
 */
export async function authorizeLetter(
  core: Pick<Core, 'db' | 'keys'>,
  organizerId: string,
  letterId: string,
  act: OrganizerAct,
): Promise<{ letter: AddressedLetter; role: Role }> {
  const found = isId(letterId) ? await membershipOf(core.db, organizerId, letterId) : undefined
  if (!found) throw notFoundRefusal('letter')
  if (!may(found.role, act))
    throw new Refusal('forbidden', 'role-may-not', say('refusal-role-may-not', { role: found.role }))
  return { ...found, letter: addressed(core, found.letter) }
}
