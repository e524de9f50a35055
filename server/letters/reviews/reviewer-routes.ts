import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { isSafe, refuseForeign } from '../../http/sessions.ts'
import { say } from '../../refusal.ts'
import { beginReview } from './begin-review.ts'
import { findReview, type ReviewKeys } from './find-review.ts'
import { leaveReview } from './leave-review.ts'
import { beginPage, reviewPage, type NameForm } from './reviewer-view.ts'

const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 60 }) }) }
const BeginForm = formOf('name', 'press')
const EmptyForm = formOf()
const shell: Shell = { title: say('reviews-reviewer-title'), robots: 'noindex, nofollow, noarchive' }

const names = new FormPage<NameForm>((token) => `/review/${token}`)

/**
 * A reviewer's pages. GET changes nothing, because link scanners follow the link too, and shows nothing of the letter before a browser
 * is bound. The cookie alone gives access after that.
 */
export function reviewerRoutes(app: App, parts: Parts): void {
  void app.register((scope, _options, done) => {
    slowGuesses(scope, parts)
    beginning(scope, parts)
    ending(scope, parts)
    done()
  })
}

function beginning(scope: App, parts: Parts): void {
  scope.get('/review/:token', { schema: ByToken }, async (request, reply) => {
    const review = await findReview(parts, keysOf(request, parts), parts.clock())
    const { token } = request.params
    return review.isMine
      ? sendPage(reply, 'letters/reviews/review', reviewPage(token, review), shell)
      : sendPage(reply, 'letters/reviews/begin', beginPage(token, names.stateOf(request)), shell)
  })

  scope.post('/review/:token', { schema: { ...ByToken, body: BeginForm } }, async (request, reply) => {
    await parts.limits.beforeTry(request.ip, parts.clock())
    const { token } = request.params
    const name = field(request.body, 'name')
    try {
      const beginning = { ...keysOf(request, parts), name, press: field(request.body, 'press') }
      keepBrowser(reply, parts, token, await beginReview(parts, beginning, parts.clock()))
      return await reply.redirect(`/review/${token}`, 303)
    } catch (error) {
      return names.show(reply, parts, { of: token }, formWithErrors(error, { name }), 422)
    }
  })
}

function ending(scope: App, parts: Parts): void {
  scope.post('/review/:token/end', { schema: { ...ByToken, body: EmptyForm } }, async (request, reply) => {
    await leaveReview(parts, keysOf(request, parts), parts.clock())
    reply.clearCookie(cookieName(parts), cookieFlags(parts, request.params.token))
    return reply.redirect('/review-ended', 303)
  })
  scope.get('/review-ended', { schema: { hide: true } }, (_request, reply) =>
    sendPage(reply, 'letters/reviews/ended', {}, shell),
  )
}

/** Slows networks that guess links, like those that guess quiet links. Unknown, ended and expired links get the same answer. */
function slowGuesses(scope: App, parts: Parts): void {
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
    reply.header('cache-control', 'no-store')
    if (!isSafe(request.method)) refuseForeign(request, parts)
    await parts.limits.beforeQuietLink(request.ip, parts.clock())
  })
  scope.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 404) await parts.limits.countUnknownQuietLink(request.ip, parts.clock())
  })
}

function keysOf(request: FastifyRequest, parts: Parts): ReviewKeys {
  const { token } = request.params as { token: string }
  return { token, browser: request.cookies[cookieName(parts)] ?? '' }
}

/**
 * Keeps the browser's secret until the link's last day. A cookie without an end would go when a phone closes its browser; the reviewer
 * would then be refused like a second browser. Its path is the link's, so it is sent with no other request, and one browser can hold
 * several reviews.
 */
function keepBrowser(
  reply: FastifyReply,
  parts: Parts,
  token: string,
  { browser, lastDay }: { browser: string; lastDay: string },
): void {
  const end = new Date(`${lastDay}T00:00:00Z`).getTime() + 86_400_000
  const maxAge = Math.max(0, Math.floor((end - parts.clock().getTime()) / 1000))
  reply.setCookie(cookieName(parts), browser, { ...cookieFlags(parts, token), maxAge })
}

/** SameSite is Lax instead of Strict, because reviewers follow the link in a chat. */
function cookieFlags({ config }: Parts, token: string) {
  return { httpOnly: true, sameSite: 'lax', secure: config.secure, path: `/review/${token}` } as const
}

/** The prefix __Secure- requires Secure. __Host- would require the path /. */
function cookieName({ config }: Parts): string {
  return config.secure ? '__Secure-review' : 'review'
}
