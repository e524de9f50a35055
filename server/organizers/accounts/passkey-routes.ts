import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf } from '../../http/form.ts'
import { keepSession } from '../../http/sessions.ts'
import { askForPasskey } from '../passkeys/ask-for-passkey.ts'
import { readCredential } from '../passkeys/read-credential.ts'
import { passkeyMinutes, relyingPartyOf } from '../passkeys/rules.ts'
import { CredentialSchema } from '../passkeys/schemas.ts'
import { newBrowserSecret } from '../passkeys/secrets.ts'
import { safeNext } from '../rules.ts'
import { signInWithPasskey } from './sign-in-with-passkey.ts'

const page = '/organizers/sign-in'

/**
 * Registers signing in with a passkey.
 * @param refuse shows the sign-in page again, or throws what it cannot show
 */
export function passkeySignInRoutes(
  scope: App,
  parts: Parts,
  refuse: (reply: FastifyReply, error: unknown, next: string) => Promise<FastifyReply>,
): void {
  scope.post(`${page}/passkey`, { schema: { body: formOf('credential', 'next') } }, async (request, reply) => {
    const now = parts.clock()
    const next = safeNext(field(request.body, 'next'))
    try {
      await parts.limits.beforeTry(request.ip, now)
      const credential = readCredential(CredentialSchema, field(request.body, 'credential'))
      const browser = request.cookies[cookieName(parts)] ?? ''
      keepSession(reply, parts, await signInWithPasskey(parts, { browser, credential }, now))
    } catch (error) {
      return refuse(reply, error, next)
    }
    reply.clearCookie(cookieName(parts), flags(parts))
    return reply.redirect(next, 303)
  })
}

/**
 * What the sign-in page hands to the browser's passkeys, as JSON. Gives the browser a secret that the challenge is bound to, so that
 * nobody can sign another person's browser in with an answer of their own. Null if the server's address has no host name.
 */
export async function passkeyOptions(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts,
): Promise<string | null> {
  if (relyingPartyOf(parts.config.origin) === null) return null
  const known = request.cookies[cookieName(parts)] ?? ''
  // Two tabs share the secret, so that neither page loses its challenge.
  const to = /^[\w-]{43}$/.test(known) ? known : newBrowserSecret()
  reply.setCookie(cookieName(parts), to, { ...flags(parts), maxAge: passkeyMinutes * 60 })
  return JSON.stringify(await askForPasskey(parts, { use: 'sign-in', to }, null, parts.clock()))
}

function cookieName({ config }: Parts): string {
  return config.secure ? '__Secure-passkey' : 'passkey'
}

/** Lax, because a link in a mail can lead to the page, and another secret would end the challenges of other tabs. */
function flags({ config }: Parts) {
  return { httpOnly: true, sameSite: 'lax', secure: config.secure, path: page } as const
}
