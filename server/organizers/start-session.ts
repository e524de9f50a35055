import { dayOf } from '../common/day-rules.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { sessionEnd, sessionLabel } from './rules.ts'
import { newToken, tokenHash } from './secrets.ts'
import { insertSession } from './session-queries.ts'

export interface StartedSession {
  organizer: { id: string; name: string; sessionId: string }
  /** Good for one renewal. */
  refreshToken: string
}

/** A new session, whatever session the browser had before. */
export async function startSession(
  { db }: Pick<Core, 'db'>,
  organizer: { id: string; name: string },
  label: string,
  now: Date,
): Promise<StartedSession> {
  const secret = newToken()
  const sessionId = await insertFor(db, organizer.id, label, secret, now)
  return {
    organizer: { id: organizer.id, name: organizer.name, sessionId },
    refreshToken: refreshTokenOf(sessionId, secret),
  }
}

export function refreshTokenOf(sessionId: string, secret: Buffer): string {
  return `${sessionId}.${secret.toString('base64url')}`
}

async function insertFor(db: Db, organizerId: string, label: string, secret: Buffer, now: Date): Promise<string> {
  return insertSession(db, {
    organizer_id: organizerId,
    label: sessionLabel(label),
    created_on: dayOf(now),
    last_used_on: dayOf(now),
    expires_at: sessionEnd(now),
    refresh_hash: tokenHash(secret),
  })
}
