import { randomUUID } from 'node:crypto'
import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { sessionEnd, sessionLabel } from '../rules.ts'
import { sessionSecret, tokenHash } from '../secrets.ts'
import { insertSession } from './session-queries.ts'

export interface StartedSession {
  organizer: { id: string; name: string; sessionId: string; provedAt: Date | null }
  /** Valid for one renewal. */
  refreshToken: string
}

/**
 * Starts a new session, regardless of any session that the browser had before.
 * @param provedAt set if a mailed code has just proved the account's mailbox
 * @param recoversUntil set if a recovery code proves the account: the session may then replace the address without the old mailbox
 */
export async function startSession(
  core: Pick<Core, 'db' | 'keys'>,
  organizer: { id: string; name: string },
  label: string,
  now: Date,
  recoversUntil: Date | null = null,
  provedAt: Date | null = null,
): Promise<StartedSession> {
  const sessionId = randomUUID()
  const secret = sessionSecret(core, sessionId)
  await insertSession(core.db, {
    id: sessionId,
    organizer_id: organizer.id,
    label: sessionLabel(label),
    created_on: dayOf(now),
    last_used_on: dayOf(now),
    expires_at: sessionEnd(now),
    refresh_hash: tokenHash(secret),
    recovers_until: recoversUntil,
    proved_at: provedAt,
  })
  return {
    organizer: { id: organizer.id, name: organizer.name, sessionId, provedAt },
    refreshToken: refreshTokenOf(sessionId, secret),
  }
}

export function refreshTokenOf(sessionId: string, secret: Buffer): string {
  return `${sessionId}.${secret.toString('base64url')}`
}
