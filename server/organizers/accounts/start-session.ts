import { randomUUID } from 'node:crypto'
import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { sessionEnd, sessionLabel } from '../rules.ts'
import { sessionSecret, tokenHash } from '../secrets.ts'
import { insertSession } from './session-queries.ts'

export interface StartedSession {
  organizer: { id: string; name: string; sessionId: string; provedAt: Date | null; mailboxProvedAt: Date | null }
  /** Valid for one renewal. */
  refreshToken: string
}

export interface Proof {
  at: Date
  /** The hash of the passkey. Without one, a mailed code proved the mailbox. */
  passkey?: Buffer
}

/**
 * Starts a new session, regardless of any session that the browser had before.
 * @param recoversUntil set if a recovery code proves the account: the session may then replace the address without the old mailbox
 * @param proof set if a mailed code or a passkey has just proved the account
 */
export async function startSession(
  core: Pick<Core, 'db' | 'keys'>,
  organizer: { id: string; name: string },
  label: string,
  now: Date,
  recoversUntil: Date | null = null,
  proof: Proof | null = null,
): Promise<StartedSession> {
  const sessionId = randomUUID()
  const passkey = proof?.passkey ?? null
  const provedAt = proof?.at ?? null
  const mailboxProvedAt = passkey === null ? provedAt : null
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
    mailbox_proved_at: mailboxProvedAt,
    passkey_hash: passkey,
  })
  return {
    organizer: { id: organizer.id, name: organizer.name, sessionId, provedAt, mailboxProvedAt },
    refreshToken: refreshTokenOf(sessionId, secret),
  }
}

export function refreshTokenOf(sessionId: string, secret: Buffer): string {
  return `${sessionId}.${secret.toString('base64url')}`
}
