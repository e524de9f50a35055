import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { aboveKeptForm, field, formWithErrors, formOf } from '../../http/form.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { acceptUploads, chooseAgain, readUpload, type Upload } from '../../http/uploads.ts'
import { Refusal, say, type FieldMessage } from '../../refusal.ts'
import { answer } from './answer.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { fetchFrozenCopy } from './fetch-frozen-copy.ts'
import { findRecipientPage, showRecipientPage } from './show-recipient-page.ts'
import { answerCodePage, recipientPage } from './recipient-view.ts'
import { largestAnswerPdf } from '../rules.ts'

const ByToken = { params: Type.Object({ token: Type.String({ maxLength: 40 }) }) }
const AnswerForm = { ...ByToken, body: formOf('text', 'by', 'challenge', 'pdf', 'code') }
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
    return sendPage(
      reply,
      'delivery/responses/recipient',
      recipientPage(facts, token),
      shellOf('responses-letter-title'),
    )
  })

  scope.get('/r/:token/letter.pdf', { schema: ByToken }, async (request, reply) => {
    const pdf = await fetchFrozenCopy(parts, request.params.token)
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="letter.pdf"')
      .type('application/pdf')
      .send(pdf)
  })

  scope.post('/r/:token/receipt', { schema: ByToken }, async (request, reply) => {
    await confirmReceipt(parts, request.params.token, parts.clock())
    return reply.redirect(`/r/${request.params.token}`, 303)
  })
}

function answering(scope: App, parts: Parts): void {
  /**
   * Shows the form with the typed answer again after a database crash lost the code. A PDF that waited for the code is lost too.
   */
  const startOver = async (
    reply: FastifyReply,
    token: string,
    { sentence }: Refusal,
    typed: { text: string; by: string },
    pdf: boolean,
  ) => {
    const lost: FieldMessage[] = [{ field: 'text', message: sentence }]
    if (pdf) lost.push({ field: 'pdf', message: say('responses-pdf-lost') })
    const facts = await showRecipientPage(parts, token, parts.clock())
    const form = formWithErrors(Refusal.fields(lost), { ...typed, pdf: '' })
    return sendPage(
      reply,
      'delivery/responses/recipient',
      recipientPage(facts, token, form),
      shellOf('responses-letter-title'),
      409,
    )
  }

  scope.post('/r/:token/answers/codes', { schema: ByToken }, async (request, reply) => {
    const { token } = request.params
    // Checks the token before it reads the body, so that strangers cannot make the server read megabytes.
    await findRecipientPage(parts, token)
    const { body, file } = await readUpload(request)
    const typed = { text: field(body, 'text'), by: field(body, 'by') }
    const instead = field(body, 'challenge').slice(0, 40)
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const asked = await askToAnswer(parts, token, { ...typed, pdf: file, instead }, parts.clock())
      return await sendPage(
        reply,
        'delivery/responses/answer-code',
        answerCodePage(token, { ...typed, ...asked }),
        shellOf('responses-code-title'),
      )
    } catch (error) {
      if (error instanceof Refusal && error.code === 'code-lost') return startOver(reply, token, error, typed, true)
      const facts = await showRecipientPage(parts, token, parts.clock())
      const form = formWithErrors(asFields(error, file), { ...typed, pdf: '' })
      return sendPage(
        reply,
        'delivery/responses/recipient',
        recipientPage(facts, token, form),
        shellOf('responses-letter-title'),
        422,
      )
    }
  })

  scope.post('/r/:token/answers', { schema: AnswerForm }, async (request, reply) => {
    const { token } = request.params
    const typed = { text: field(request.body, 'text'), by: field(request.body, 'by') }
    const challenge = field(request.body, 'challenge').slice(0, 40)
    const pdf = field(request.body, 'pdf') === 'waits'
    try {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await answer(parts, token, { challenge, code: field(request.body, 'code'), ...typed }, parts.clock())
      return await sendPage(
        reply,
        'delivery/responses/answered',
        { path: `/r/${token}`, pdf },
        shellOf('responses-sent-title'),
      )
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'gone') throw error
      if (error.code === 'code-lost') return startOver(reply, token, error, typed, pdf)
      const page = answerCodePage(token, { ...typed, challenge, pdf }, error.sentence)
      return sendPage(reply, 'delivery/responses/answer-code', page, shellOf('responses-code-title'), 422)
    }
  })
}

/** Turns a refusal into faults of the form's fields, so that the form keeps the typed text. Rethrows all other errors. */
function asFields(error: unknown, file: Upload['file']): unknown {
  if (!(error instanceof Refusal) || (error.kind !== 'too-many' && error.kind !== 'invalid')) throw error
  const said = error.fields.length > 0 ? error : Refusal.fields([{ field: 'text', message: aboveKeptForm(error) }])
  return chooseAgain(said, file, { field: 'pdf', message: say('responses-pdf-choose-again') })
}
