import type { Core } from '../../core.ts'
import { isId } from '../rules.ts'
import { ownerOfSession, type SessionOwner } from './session-queries.ts'

/** Whose session this is; undefined once it was ended or has run out, whatever a token says. */
export async function findSession(
  { db }: Pick<Core, 'db'>,
  sessionId: string,
  now: Date,
): Promise<SessionOwner | undefined> {
  return isId(sessionId) ? ownerOfSession(db, sessionId, now) : undefined
}
