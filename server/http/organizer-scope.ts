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
    sendToProof(scope)
    routes(scope)
    done()
  })
}

/** Codes of refusals to which the page of the proof is the answer. Only a mailed code helps against the second. */
const proofCodes = ['proof-needed', 'mailed-code-needed']
/** Where an organizer proves the mailbox again. */
const proofPage = '/organizers/account/proof'

/** Sends an organizer whose act needs a fresh proof to the page of the proof, which leads back to the page of the act. */
function sendToProof(scope: App): void {
  scope.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Refusal) || !proofCodes.includes(error.code)) throw error
    return reply.redirect(proofAddress(pageOfAct(request.url)), 303)
  })
}

/** @param next the page to which the proof leads */
export function proofAddress(next: string): string {
  return `${proofPage}?next=${encodeURIComponent(next)}`
}

function pageOfAct(url: string): string {
  const account = /^\/organizers\/account\/[a-z-]+/.exec(url)?.[0]
  if (account !== undefined) return account
  const [, letter = '', part = ''] = /^(\/dashboard\/letters\/[\w-]+)\/([a-z-]+)/.exec(url) ?? []
  const pages: Record<string, string> = { exports: 'signatures', invitations: 'people' }
  return letter === '' ? '/dashboard' : `${letter}/${pages[part] ?? part}`
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
