import type { Core } from '../../core.ts'
import { openInvitations } from '../people/invitation-queries.ts'
import { sessionsOf } from './session-queries.ts'

/** An organizer's sessions, by label and day alone, and whom they have asked to this server. */
export async function showAccount({ db }: Pick<Core, 'db'>, organizerId: string, now: Date) {
  const [sessions, invitations] = await Promise.all([
    sessionsOf(db, organizerId, now),
    openInvitations(db, null, organizerId, now),
  ])
  return { sessions, invitations }
}

export type AccountFacts = Awaited<ReturnType<typeof showAccount>>
