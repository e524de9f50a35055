import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { isId, sessionEnd } from '../rules.ts'
import { isSecretOf, nextSecret, tokenFrom, tokenHash } from '../secrets.ts'
import { deleteSession, isSecret, ownerOfSession, replaceSecret } from './session-queries.ts'
import { refreshTokenOf, type StartedSession } from './start-session.ts'

const windowMs = 30_000

/**
 * Renews a session by its refresh token and replaces that token.
 * A reused token has been copied, so it ends the session, and the organizer must sign in again.
 * A token that never belonged to the session changes nothing, because session ids are not secret.
 */
export async function renewSession(core: Core, token: string, now: Date): Promise<StartedSession | undefined> {
  const [sessionId = '', encoded = ''] = token.split('.')
  const secret = tokenFrom(encoded)
  if (!isId(sessionId) || !secret) return undefined
  const current = await replaced(core, sessionId, secret, now)
  const organizer = current && (await ownerOfSession(core.db, sessionId, now))
  if (!organizer) {
    if (isSecretOf(core, sessionId, secret)) await deleteSession(core.db, sessionId)
    return undefined
  }
  return { organizer, refreshToken: refreshTokenOf(sessionId, current) }
}

async function replaced(core: Core, sessionId: string, secret: Buffer, now: Date): Promise<Buffer | undefined> {
  const window = Math.floor(now.getTime() / windowMs)
  const next = nextSecret(core, sessionId, secret, window)
  const period = { day: dayOf(now), end: sessionEnd(now) }
  if (await replaceSecret(core.db, sessionId, { from: tokenHash(secret), to: tokenHash(next) }, period, now))
    return next
  // Another tab used the same token a moment ago, or its answer was lost. Both get the same successor.
  for (const candidate of [next, nextSecret(core, sessionId, secret, window - 1)])
    if (await isSecret(core.db, sessionId, tokenHash(candidate))) return candidate
  return undefined
}
