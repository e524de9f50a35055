import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, formWithErrors, formOf } from '../../http/form.ts'
import { formIdIn, mailedIn, pressNamed } from '../../http/kept-forms/form-id.ts'
import { FormPage, formIdOf } from '../../http/kept-forms/form-page.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { acceptUploads, chooseAgain, readUpload, type Upload } from '../../http/uploads.ts'
import { Refusal, say, type FieldMessage } from '../../refusal.ts'
import { answer } from './answer.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { drawReceipt } from './draw-receipt.ts'
import { fetchFrozenCopy } from './fetch-frozen-copy.ts'
import { findRecipientPage, showRecipientPage } from './show-recipient-page.ts'
import { answerCodePage, recipientPage, type AnswerCodeState, type ReplyForm } from './recipient-view.ts'
import { largestAnswerPdf } from '../rules.ts'

const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 40 }) }) }
const AnswerForm = { ...ByToken, body: formOf('text', 'by', 'challenge', 'pdf', 'code', 'form_id', 'mailed') }
type Title = 'responses-letter-title' | 'responses-code-title' | 'responses-sent-title'

function shellOf(title: Title): Shell {
  return {
    title: say(title),
    robots: 'noindex, nofollow, noarchive',
  }
}

/** A recipient's private page. The link gives access. GET changes nothing, because link scanners follow the link too. */
export function recipientRoutes(app: App, parts: Parts): void {
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
      if (request.method !== 'GET') await parts.limits.beforeTry(request.ip, parts.clock())
    })
    acceptUploads(scope, largestAnswerPdf)
    pages(scope, parts)
    answering(scope, parts)
    done()
  })
}

function pages(scope: App, parts: Parts): void {
  scope.get('/r/:token', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    const facts = await showRecipientPage(parts, token, parts.clock())
    const page = recipientPage(facts, token, formIdOf(request), letters.stateOf(request))
    return sendPage(reply, 'delivery/responses/recipient', page, shellOf('responses-letter-title'))
  })

  scope.get('/r/:token/answers/code', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    await findRecipientPage(parts, token)
    return codes.showKept(request, reply, startOf(parts, request, reply, token), (state) => {
      const page = answerCodePage(token, state, formIdOf(request))
      return sendPage(reply, 'delivery/responses/answer-code', page, shellOf('responses-code-title'))
    })
  })

  scope.get('/r/:token/answers/done', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    await findRecipientPage(parts, token)
    return done.showKept(request, reply, startOf(parts, request, reply, token), ({ pdf }) => {
      const page = { path: `/r/${token}`, pdf }
      return sendPage(reply, 'delivery/responses/answered', page, shellOf('responses-sent-title'))
    })
  })

  scope.get('/r/:token/letter.pdf', { schema: ByToken }, async (request, reply) => {
    return sendPdf(reply, await fetchFrozenCopy(parts, request.params.token), 'letter')
  })

  scope.get('/r/:token/receipt.pdf', { schema: ByToken }, async (request, reply) => {
    return sendPdf(reply, await drawReceipt(parts, request.params.token), 'receipt')
  })

  scope.post('/r/:token/receipt', { schema: ByToken }, async (request, reply) => {
    await confirmReceipt(parts, request.params.token, parts.clock())
    return reply.redirect(`/r/${request.params.token}`, 303)
  })
}

function sendPdf(reply: FastifyReply, pdf: Buffer, name: 'letter' | 'receipt') {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.pdf"`)
    .type('application/pdf')
    .send(pdf)
}

function startOf(parts: Parts, request: FastifyRequest, reply: FastifyReply, token: string) {
  const send = async () => {
    const page = recipientPage(await showRecipientPage(parts, token, parts.clock()), token, formIdOf(request))
    return sendPage(reply, 'delivery/responses/recipient', page, shellOf('responses-letter-title'))
  }
  return { path: `/r/${token}`, send }
}

const letters = new FormPage<ReplyForm>((token) => `/r/${token}`)
const codes = new FormPage<AnswerCodeState>((token) => `/r/${token}/answers/code`)
const done = new FormPage<{ pdf: boolean }>((token) => `/r/${token}/answers/done`)

function answering(scope: App, parts: Parts): void {
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
    const form = formWithErrors(Refusal.fields(lost), { text, by, pdf: '' })
    return letters.show(reply, parts, { of: token }, form, 409)
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
      letters.forget(reply, parts, place)
      return await codes.show(reply, parts, place, { typed: { ...typed, ...asked, mailed: mailed + 1 } })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'code-lost') return startOver(reply, token, error, typed, true)
      const form = formWithErrors(asFields(error, file), { ...typed, pdf: '' })
      return letters.show(reply, parts, { of: token }, form, 422)
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
