import jwt from '@fastify/jwt'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Core } from '../core.ts'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { Refusal, say } from '../refusal.ts'
import type { App, Parts } from './app-types.ts'
import { field } from './form.ts'

export interface SignedIn {
  id: string
  name: string
  sessionId: string
  /** When the session last proved its person, with a mailed code or a passkey. */
  provedAt: Date | null
  /** When it last did so with a mailed code. */
  mailboxProvedAt: Date | null
}
export interface Session {
  organizer: SignedIn
  refreshToken: string
}
/** Finds and renews sessions. A token is worthless without its session. app.ts provides the implementation. */
export interface SessionStore {
  find: (core: Core, sessionId: string, now: Date) => Promise<SignedIn | undefined>
  renew: (core: Core, refreshToken: string, now: Date) => Promise<Session | undefined>
}

/** A token for pages is not valid for the API, and vice versa. */
type Audience = 'page' | 'api'

const accessSeconds = 15 * 60
const renewalSeconds = 15 * 86_400

export async function registerSessions(app: App, parts: Parts, store: SessionStore): Promise<void> {
  const iss = parts.config.origin
  await app.register(jwt, {
    secret: parts.keys.server('jwt'),
    sign: { algorithm: 'HS256', iss },
    verify: { algorithms: ['HS256'], allowedIss: iss, requiredClaims: ['aud', 'exp', 'iss', 'sid'], cache: false },
  })
  app.decorate('sessionStore', store)
  app.decorateRequest('organizer', undefined)
}

/** Issues a short-lived token. A stolen token works for minutes, and stops at once when its session ends. */
export function accessToken(app: App, { clock }: Parts, organizer: SignedIn, aud: Audience): string {
  const iat = Math.floor(clock().getTime() / 1000)
  return app.jwt.sign({ sub: organizer.id, sid: organizer.sessionId, aud, iat, exp: iat + accessSeconds })
}

export const accessTokenSeconds = accessSeconds

async function holderOf(request: FastifyRequest, parts: Parts, token: string, aud: Audience) {
  const now = parts.clock()
  let sid: unknown
  try {
    const options = { ...request.server.jwt.options.verify, allowedAud: aud, clockTimestamp: now.getTime() }
    sid = request.server.jwt.verify<{ sid?: unknown }>(token, options).sid
  } catch {
    return undefined
  }
  return typeof sid === 'string' ? request.server.sessionStore.find(parts, sid, now) : undefined
}

/** Returns the organizer of the bearer token in the Authorization header. Ignores cookies. */
export async function bearerOf(request: FastifyRequest, parts: Parts): Promise<SignedIn | undefined> {
  const token = /^Bearer ([\w.-]{1,2000})$/i.exec(request.headers.authorization ?? '')?.[1]
  return token === undefined ? undefined : holderOf(request, parts, token, 'api')
}

/** Finds the page's session by the session cookie. If that cookie has expired, renews the session by the renewal cookie. */
export async function recognise(request: FastifyRequest, reply: FastifyReply, parts: Parts): Promise<void> {
  const names = cookieNames(parts)
  const { [names.session]: token, [names.renewal]: refresh } = request.cookies
  const known = token === undefined ? undefined : await holderOf(request, parts, token, 'page')
  if (known) {
    note(request, parts, known)
    return
  }
  if (refresh === undefined) return
  const session = await request.server.sessionStore.renew(parts, refresh, parts.clock())
  if (!session) {
    dropSession(reply, parts)
    return
  }
  keepSession(reply, parts, session)
  note(request, parts, session.organizer)
}

function note(request: FastifyRequest, parts: Parts, organizer: SignedIn): void {
  request.organizer = organizer
  request.signedIn = { name: organizer.name }
  request.csrf = csrfToken(parts, organizer.sessionId)
}

/** SameSite is Lax instead of Strict, because organizers follow links in their mail. */
export function keepSession(reply: FastifyReply, parts: Parts, { organizer, refreshToken }: Session): void {
  const names = cookieNames(parts)
  const token = accessToken(reply.server, parts, organizer, 'page')
  const flags = cookieFlags(parts)
  reply.setCookie(names.session, token, { ...flags, maxAge: accessSeconds })
  reply.setCookie(names.renewal, refreshToken, { ...flags, maxAge: renewalSeconds })
}

export function dropSession(reply: FastifyReply, parts: Parts): void {
  const names = cookieNames(parts)
  for (const name of [names.session, names.renewal]) reply.clearCookie(name, cookieFlags(parts))
}

function cookieFlags({ config }: Parts) {
  return { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/' } as const
}

/** The prefix __Host- requires Secure, which localhost over plain HTTP cannot provide. */
function cookieNames({ config }: Parts): { session: string; renewal: string } {
  const prefix = config.secure ? '__Host-' : ''
  return { session: `${prefix}session`, renewal: `${prefix}renewal` }
}

export function csrfToken({ keys }: Pick<Parts, 'keys'>, sessionId: string): string {
  return keyedHash(keys.server('csrf'), sessionId).toString('base64url')
}

/**
 * Compares the CSRF token of the header `x-csrf-token` or of the form with the session's token.
 * @throws Refusal if they differ
 */
export function checkCsrf(request: FastifyRequest): void {
  const header = request.headers['x-csrf-token']
  const given = typeof header === 'string' ? header : field(request.body, '_csrf')
  if (request.csrf !== undefined && sameBytes(Buffer.from(given), Buffer.from(request.csrf))) return
  throw new Refusal('forbidden', 'form-out-of-date', say('refusal-form-out-of-date'))
}

/**
 * Second defence against CSRF: refuses requests that the browser marks as coming from another origin.
 * Forms send `Origin: null` because of our referrer policy, so `null` is accepted.
 * @throws Refusal
 */
export function refuseForeign(request: FastifyRequest, { config }: Parts): void {
  const site = request.headers['sec-fetch-site']
  const { origin, host = '' } = request.headers
  const elsewhere =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && origin !== 'null' && origin !== config.origin && hostOf(origin) !== host
  if (elsewhere) throw new Refusal('forbidden', 'from-elsewhere', say('refusal-from-elsewhere'))
}

export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in organizer, within the organizers' scopes. */
    organizer: SignedIn | undefined
  }
  interface FastifyInstance {
    sessionStore: SessionStore
  }
}
