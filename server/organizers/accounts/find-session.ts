import type { Core } from '../../core.ts'
import { isId } from '../rules.ts'
import { ownerOfSession, type SessionOwner } from './session-queries.ts'

/** Returns the owner of a session. Undefined if the session has ended or expired, even if its token is still valid. */
export async function findSession(
  { db }: Pick<Core, 'db'>,
  sessionId: string,
  now: Date,
): Promise<SessionOwner | undefined> {
  return isId(sessionId) ? ownerOfSession(db, sessionId, now) : undefined
}
