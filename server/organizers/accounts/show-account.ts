import type { Core } from '../../core.ts'
import { openInvitations } from '../people/invitation-queries.ts'
import { sessionsOf } from './session-queries.ts'

/** Returns an organizer's sessions, with label and days only, and the open invitations that the organizer made to this server. */
export async function showAccount({ db }: Pick<Core, 'db'>, organizerId: string, now: Date) {
  const [sessions, invitations] = await Promise.all([
    sessionsOf(db, organizerId, now),
    openInvitations(db, null, organizerId, now),
  ])
  return { sessions, invitations }
}

export type AccountFacts = Awaited<ReturnType<typeof showAccount>>
