import type { Core } from '../../core.ts'
import { letterById } from '../../letter/queries.ts'
import { linksFor } from '../../letters/reviews/show-review-links.ts'
import type { Sentence } from '../../refusal.ts'
import { titleOf } from '../../letter/title-of.ts'
import { openProposals } from '../approval-queries.ts'
import { invitationByHash, openInvitations } from './invitation-queries.ts'
import { authorizeLetter } from '../authorize-letter.ts'
import { peopleOf } from '../member-queries.ts'
import type { Role } from '../rules.ts'
import { tokenFrom, tokenHash } from '../secrets.ts'

/** Returns a letter's organizers and, for owners, the open invitations. Also the review links of a draft that this organizer may see. */
export async function showPeople(core: Core, organizerId: string, letterId: string, now: Date) {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const [title, people, invitations, reviewLinks] = await Promise.all([
    titleOf(core, letter),
    peopleOf(core.db, letter.id),
    role === 'owner' ? openInvitations(core.db, letter.id, organizerId, now) : [],
    letter.state === 'draft' ? linksFor(core, { letterId: letter.id, organizerId, role }, now) : [],
  ])
  return { letter, role, title, people, invitations, reviewLinks }
}

export type PeopleFacts = Awaited<ReturnType<typeof showPeople>>

/** Returns the open proposals about deliveries, for the plan. The caller has checked that the organizer may read the letter. */
export async function openDeliveryProposals({ db }: Pick<Core, 'db'>, letterId: string) {
  return (await openProposals(db, letterId)).filter(({ act }) => act === 'deliver')
}

export interface InvitationShown {
  title: Sentence | null
  role: Role | null
  invitedBy: string | null
  expiresAt: Date
}

/** Returns the content of an invitation. Does not use it up. */
export async function showInvitation(core: Core, token: string, now: Date): Promise<InvitationShown | undefined> {
  const bytes = tokenFrom(token)
  const row = bytes ? await invitationByHash(core.db, tokenHash(bytes), now) : undefined
  if (!row) return undefined
  const letter = row.letter_id === null ? undefined : await letterById(core.db, row.letter_id)
  const title = letter ? await titleOf(core, letter) : null
  return { title, role: row.role, invitedBy: row.invited_by, expiresAt: row.expires_at }
}
