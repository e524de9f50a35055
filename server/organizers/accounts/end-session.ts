import type { Core } from '../../core.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { isId } from '../rules.ts'
import { deleteSessionOf, deleteSessionsOf } from './session-queries.ts'

/**
 * Ends a session at once, so that its tokens become worthless.
 * @throws Refusal if the session is not this organizer's
 */
export async function endSession({ db }: Pick<Core, 'db'>, organizerId: string, sessionId: string): Promise<void> {
  if (!isId(sessionId) || !(await deleteSessionOf(db, organizerId, sessionId))) throw notFoundRefusal('session')
}

export async function endSessions({ db }: Pick<Core, 'db'>, organizerId: string): Promise<void> {
  await deleteSessionsOf(db, organizerId)
}
