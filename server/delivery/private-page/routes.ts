import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, formWithErrors, formOf } from '../../http/form.ts'
import { formIdIn, mailedIn, pressNamed } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { acceptUploads, chooseAgain, readUpload, type Upload } from '../../http/uploads.ts'
import { Refusal, say, type FieldMessage } from '../../refusal.ts'
import { answer } from './answer.ts'
import { askForTime } from './ask-for-time.ts'
import { askForTimeCode } from './ask-for-time-code.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { codedActRoutes } from './coded-act-routes.ts'
import { findRecipientPage } from './show-recipient-page.ts'
import { ByToken, pageRoutes, privatePages, shellOf, startOf } from './page-routes.ts'
import { answerCodePage, emptyPageForm, timeCodePage, type AnswerCodeState } from './view.ts'
import { delegationRoutes } from './delegation-routes.ts'
import { revokePage } from './revoke-page.ts'
import { largestAnswerPdf } from '../rules.ts'

const AnswerForm = { ...ByToken, body: formOf('text', 'by', 'challenge', 'pdf', 'code', 'form_id', 'mailed') }

/** A recipient's private page. The link gives access. GET changes nothing, because link scanners follow the link too. */
export function recipientRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => pageEndRoutes(scope, parts))
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
      if (request.method !== 'GET') await parts.limits.beforeTry(request.ip, parts.clock())
    })
    acceptUploads(scope, largestAnswerPdf)
    pageRoutes(scope, parts)
    answering(scope, parts)
    timeRoutes(scope, parts)
    delegationRoutes(scope, parts)
    done()
  })
}

const id = Type.String({ maxLength: 36 })
const ByDelivery = { params: Type.Object({ id, delivery: id }) }

/** An organizer ends a private page. */
function pageEndRoutes(scope: App, parts: Parts): void {
  scope.post('/dashboard/letters/:id/deliveries/:delivery/page-end', { schema: ByDelivery }, async (request, reply) => {
    await revokePage(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
    return reply.redirect(`/dashboard/letters/${request.params.id}/delivery`, 303)
  })
}

const codes = new FormPage<AnswerCodeState>((token) => `/r/${token}/answers/code`)
const done = new FormPage<{ pdf: boolean }>((token) => `/r/${token}/answers/done`)

function answering(scope: App, parts: Parts): void {
  scope.get('/r/:token/answers/code', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    const { delegated } = await findRecipientPage(parts, token)
    return codes.showKept(request, reply, startOf(parts, request, reply, token), (state) => {
      const page = answerCodePage(token, state, formIdOf(request), delegated)
      return sendPage(reply, 'delivery/private-page/answer-code', page, shellOf('responses-code-title'))
    })
  })

  scope.get('/r/:token/answers/done', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    await findRecipientPage(parts, token)
    return done.showKept(request, reply, startOf(parts, request, reply, token), ({ pdf }) => {
      const page = { path: `/r/${token}`, pdf }
      return sendPage(reply, 'delivery/private-page/answered', page, shellOf('responses-sent-title'))
    })
  })

  /**
   * Shows the form with the typed answer again after a database crash lost the code. A PDF that waited for the code is lost too.
   */
  const startOver = (
    reply: FastifyReply,
    token: string,
    { sentence }: Refusal,
    { text, by }: { text: string; by: string },
    pdf: boolean,
  ) => {
    const lost: FieldMessage[] = [{ field: 'text', message: sentence }]
    if (pdf) lost.push({ field: 'pdf', message: say('responses-pdf-lost') })
    const form = formWithErrors(Refusal.fields(lost), { ...emptyPageForm().values, text, by })
    return privatePages.show(reply, parts, { of: token }, form, 409)
  }

  scope.post('/r/:token/answers/codes', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    // Checks the token before it reads the body, so that strangers cannot make the server read megabytes.
    await findRecipientPage(parts, token)
    const { body, file } = await readUpload(request)
    const typed = { text: field(body, 'text'), by: field(body, 'by') }
    const instead = field(body, 'challenge').slice(0, 40)
    const mailed = mailedIn(body)
    const place = { of: token, id: formIdIn(body) }
    const sent = { ...typed, instead, mailed: String(mailed), form_id: place.id }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const asking = { ...typed, pdf: file, instead, once: pressNamed(parts, request, sent, file) }
      const asked = await askToAnswer(parts, token, asking, parts.clock())
      privatePages.forget(reply, parts, place)
      return await codes.show(reply, parts, place, { typed: { ...typed, ...asked, mailed: mailed + 1 } })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'code-lost') return startOver(reply, token, error, typed, true)
      const form = formWithErrors(asFields(error, file), { ...emptyPageForm().values, ...typed })
      return privatePages.show(reply, parts, { of: token }, form, 422)
    }
  })

  scope.post('/r/:token/answers', { schema: AnswerForm }, async (request, reply) => {
    const { token } = request.params
    const { body } = request
    const challenge = field(body, 'challenge').slice(0, 40)
    const pdf = field(body, 'pdf') === 'waits'
    const typed = { text: field(body, 'text'), by: field(body, 'by'), challenge, pdf, mailed: mailedIn(body) }
    const place = { of: token, id: formIdIn(body) }
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const { text, by } = typed
      await answer(parts, token, { challenge, code: field(body, 'code'), text, by }, parts.clock())
      // The organizers have the answer now, so the browser need not keep it.
      codes.forget(reply, parts, place)
      return await done.show(reply, parts, place, { pdf })
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'gone') throw error
      if (error.code === 'code-lost') return startOver(reply, token, error, typed, pdf)
      return codes.show(reply, parts, place, { typed, error: error.sentence }, 422)
    }
  })
}

/** Turns a refusal into faults of the form's fields, so that the form keeps the typed text. Rethrows all other errors. */
function asFields(error: unknown, file: Upload['file']): unknown {
  if (!(error instanceof Refusal) || (error.kind !== 'too-many' && error.kind !== 'invalid')) throw error
  const said = error.fields.length > 0 ? error : Refusal.fields([{ field: 'text', message: aboveKeptForm(error) }])
  return chooseAgain(said, file, { field: 'pdf', message: say('responses-pdf-choose-again') })
}

/** The recipient asks for time, with a code. */
function timeRoutes(scope: App, parts: Parts): void {
  codedActRoutes(scope, parts, {
    name: 'time',
    fields: ['until'],
    ask: (token, typed, now) => askForTimeCode(parts, token, typed, now),
    carryOut: (token, typed, now) => askForTime(parts, token, typed, now),
    showCodePage: (reply, token, state, formId) =>
      sendPage(
        reply,
        'delivery/private-page/time-code',
        timeCodePage(token, state, formId),
        shellOf('responses-time-code-title'),
      ),
  })
}
