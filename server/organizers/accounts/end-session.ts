import type { Core } from '../../core.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { isId } from '../rules.ts'
import { deleteSessionOf, deleteSessionsOf } from './session-queries.ts'

/** Its tokens are worthless from this moment. @throws Refusal where it is not this organizer's */
export async function endSession({ db }: Pick<Core, 'db'>, organizerId: string, sessionId: string): Promise<void> {
  if (!isId(sessionId) || !(await deleteSessionOf(db, organizerId, sessionId))) throw notFoundRefusal('session')
}

export async function endSessions({ db }: Pick<Core, 'db'>, organizerId: string): Promise<void> {
  await deleteSessionsOf(db, organizerId)
}
