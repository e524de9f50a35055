import type { Core } from '../../core.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { Refusal, say } from '../../refusal.ts'
import { isEmployerDomain } from '../../mailbox/employers.ts'
import { addressAtEmployerRefusal } from '../organizer-address.ts'
import { tellOfOwners } from './change-role.ts'
import { joinLetter, publishedDomainsOf, takeInvitation } from './invitation-queries.ts'
import { ownersOf } from '../member-queries.ts'
import { noteActivity } from '../note-activity.ts'
import { organizerById } from '../queries.ts'
import { openOrganizerAddress, tokenFrom, tokenHash } from '../secrets.ts'

export interface Accepted {
  /** Null if the invitation was to the server only. */
  letterId: string | null
}

/**
 * Accepts an invitation for a signed-in organizer.
 * @throws Refusal
 */
export async function acceptInvitation(core: Core, organizerId: string, token: string, now: Date): Promise<Accepted> {
  return core.db.transaction().execute((db) => acceptWithin({ ...core, db }, organizerId, token, now))
}

/**
 * Accepts an invitation within the caller's transaction. An invitation works once.
 * @throws Refusal
 */
export async function acceptWithin(core: Core, organizerId: string, token: string, now: Date): Promise<Accepted> {
  const { db } = core
  const bytes = tokenFrom(token)
  const invitation = bytes ? await takeInvitation(db, tokenHash(bytes), now) : undefined
  if (!invitation) throw invitationGoneRefusal()
  const { letter_id: letterId, role } = invitation
  if (letterId === null || role === null) return { letterId: null }
  // Locks the letter, so that its people and roles do not change until the end of the transaction.
  const letter = await lockLetter(db, letterId)
  if (!letter) throw invitationGoneRefusal()
  await refuseEmployees(core, organizerId, letter)
  const owners = await ownersOf(db, letterId)
  const joined = await joinLetter(db, letterId, organizerId, role, now)
  await tellOfOwners(db, letterId, owners.length)
  await noteActivity(db, letterId, organizerId, 'joined', { role: joined }, now)
  return { letterId }
}

export function invitationGoneRefusal(): Refusal {
  return new Refusal('gone', 'invitation-gone', say('refusal-invitation-gone'))
}

/** Refuses organizers whose mailbox an employer of the letter can read. */
async function refuseEmployees(core: Core, organizerId: string, letter: LetterRow): Promise<void> {
  const organizer = await organizerById(core.db, organizerId)
  if (!organizer) throw invitationGoneRefusal()
  const address = openOrganizerAddress(core, organizer.address_tag, organizer.address_sealed)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  // Employers that are only in the draft count too.
  const drafted = openDraft(core, letter).employers.flatMap(({ domains }) => domains)
  const domains = [...(await publishedDomainsOf(core.db, letter.id)), ...drafted]
  if (isEmployerDomain(domain, domains)) throw addressAtEmployerRefusal(domain)
}
