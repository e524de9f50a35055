import type { FastifyRequest } from 'fastify'
import { Refusal, say, type Sentence } from '../refusal.ts'
import type { App, Parts } from './app-types.ts'
import { bearerOf, checkCsrf, isSafe, recognise, refuseForeign, type SignedIn } from './sessions.ts'

/**
 * Registers pages for signed-in organizers. Redirects others to the sign-in page, which leads back. Every change needs the
 * session's CSRF token.
 */
export function organizerPages(app: App, parts: Parts, routes: (scope: App) => void): void {
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!isSafe(request.method)) refuseForeign(request, parts)
      await recognise(request, reply, parts)
      if (request.organizer) return
      if (isSafe(request.method))
        return reply.redirect(`/organizers/sign-in?next=${encodeURIComponent(request.url)}`, 303)
      throw signedOutRefusal(say('http-session-ended'))
    })
    scope.addHook('preHandler', async (request) => {
      if (!isSafe(request.method)) checkCsrf(request)
    })
    routes(scope)
    done()
  })
}

/** Registers API routes that need a bearer token. */
export function organizerApi(app: App, parts: Parts, routes: (scope: App) => void): void {
  void app.register((scope, _options, done) => {
    scope.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, security: [{ organizer: [] }] }
    })
    scope.addHook('onRequest', async (request, reply) => {
      request.organizer = await bearerOf(request, parts)
      if (request.organizer) return
      reply.header('www-authenticate', 'Bearer')
      throw signedOutRefusal(say('http-bearer-token-needed'))
    })
    routes(scope)
    done()
  })
}

/** Registers pages that everybody can read and that know whether the reader is signed in: sign-in, accepting an invitation. */
export function semiPublicPages(app: App, parts: Parts, routes: (scope: App) => void): void {
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!isSafe(request.method)) refuseForeign(request, parts)
      await recognise(request, reply, parts)
    })
    routes(scope)
    done()
  })
}

export function organizerOf(request: FastifyRequest): SignedIn {
  if (!request.organizer) throw new Error('asked for the organizer outside their scopes')
  return request.organizer
}

function signedOutRefusal(message: Sentence): Refusal {
  return new Refusal('unauthenticated', 'not-signed-in', message)
}
