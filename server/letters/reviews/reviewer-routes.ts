import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { field, fieldsIn, fieldsOf, formOf, formWithErrors } from '../../http/form.ts'
import { pressOf } from '../../http/kept-forms/form-id.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { isSafe, refuseForeign } from '../../http/sessions.ts'
import { Refusal, say } from '../../refusal.ts'
import { replacementOf } from '../threads/rules.ts'
import { beginReview } from './begin-review.ts'
import { changeAsReviewer } from './change-as-reviewer.ts'
import { commentAsReviewer } from './comment-as-reviewer.ts'
import type { ReviewKeys } from './find-review.ts'
import { leaveReview } from './leave-review.ts'
import { beginPage, reviewPage, type ReviewState } from './reviewer-view.ts'
import { showReview } from './show-review.ts'

const Token = Type.String({ maxLength: 60 })
const ByToken = { params: Type.Object({ token: Token }) }
const ByNumber = { params: Type.Object({ token: Token, number: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) }) }
const BeginForm = formOf('name', 'press')
const CommentForm = formOf('quote', 'kind', 'replacement', 'words', 'form_id')
const WordsForm = formOf('words')
const EmptyForm = formOf()
const shell: Shell = { title: say('reviews-reviewer-title'), robots: 'noindex, nofollow, noarchive' }

const pages = new FormPage<ReviewState>((token) => `/review/${token}`)

/**
 * A reviewer's pages. GET changes nothing, because link scanners follow the link too, and shows nothing of the letter before a browser
 * is bound. The cookie alone gives access after that.
 */
export function reviewerRoutes(app: App, parts: Parts): void {
  void app.register((scope, _options, done) => {
    slowGuesses(scope, parts)
    beginning(scope, parts)
    commenting(scope, parts)
    ending(scope, parts)
    done()
  })
}

/** Slows networks that guess links, like those that guess quiet links. Unknown, ended and expired links get the same answer. */
function slowGuesses(scope: App, parts: Parts): void {
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
    reply.header('cache-control', 'no-store')
    if (!isSafe(request.method)) refuseForeign(request, parts)
    await parts.limits.beforeGuess('quiet-link', request.ip, parts.clock())
  })
  scope.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 404) await parts.limits.countWrongGuess('quiet-link', request.ip, parts.clock())
  })
}

function beginning(scope: App, parts: Parts): void {
  scope.get('/review/:token', { schema: ByToken }, async (request, reply) => {
    const review = await showReview(parts, keysOf(request, parts), parts.clock())
    const { token } = request.params
    const state = pages.stateOf(request)
    if (!review.isMine) return sendPage(reply, 'letters/reviews/begin', beginPage(token, state?.name), shell)
    const looks = { ...shell, scripts: ['review'], styles: ['review'] }
    return sendPage(reply, 'letters/reviews/review', reviewPage(token, review, state), looks)
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
      return pages.show(reply, parts, { of: token }, { name: formWithErrors(error, { name }) }, 422)
    }
  })
}

function commenting(scope: App, parts: Parts): void {
  scope.post('/review/:token/comments', { schema: { ...ByToken, body: CommentForm } }, async (request, reply) => {
    const { token } = request.params
    const typed = fieldsIn(request.body, ['quote', 'kind', 'replacement', 'words'])
    const comment = { ...typed, replacement: replacementOf(typed.kind, typed.replacement) }
    try {
      const asked = { ...comment, once: pressOf(parts, request) }
      await commentAsReviewer(parts, keysOf(request, parts), asked, parts.clock())
      return await reply.redirect(`/review/${token}#comments`, 303)
    } catch (error) {
      return pages.show(reply, parts, { of: token }, { comment: formWithErrors(error, typed) }, 422)
    }
  })

  scope.post(
    '/review/:token/comments/:number',
    { schema: { ...ByNumber, body: WordsForm } },
    async (request, reply) => {
      const { token } = request.params
      const number = Number(request.params.number)
      const words = field(request.body, 'words')
      try {
        await changeAsReviewer(parts, keysOf(request, parts), number, words, parts.clock())
        return await reply.redirect(`/review/${token}#comment-${String(number)}`, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
        return pages.show(reply, parts, { of: token }, { change: { number, words, errors: fieldsOf(error) } }, 422)
      }
    },
  )

  scope.post(
    '/review/:token/comments/:number/removal',
    { schema: { ...ByNumber, body: EmptyForm } },
    async (request, reply) => {
      const { token, number } = request.params
      try {
        await changeAsReviewer(parts, keysOf(request, parts), Number(number), null, parts.clock())
      } catch (error) {
        // The button was pressed twice.
        if (!(error instanceof Refusal) || error.code !== 'not-found') throw error
      }
      return reply.redirect(`/review/${token}#comments`, 303)
    },
  )
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
