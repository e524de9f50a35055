import type { FastifyReply } from 'fastify'
import type { App, Parts } from '../../http/app-types.ts'
import { field, formWithErrors, formOf } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { say } from '../../refusal.ts'
import { readForm, fileWith, chooseAgain, acceptUploads } from '../../http/uploads.ts'
import { type AnswerForm, answersPage, emptyAnswerForm } from './answer-view.ts'
import { publicationPage } from './publication-view.ts'
import { publishAnswer } from './publish-answer.ts'
import { judgeAnswer } from './judge-answer.ts'
import { recordAnswer } from './record-answer.ts'
import { showAnswers } from './show-answers.ts'
import Type from 'typebox'
import { MailsQuery } from './schemas.ts'
import { largestAnswerPdf } from '../rules.ts'
import { publishedPdfRoutes, answerPdfRoutes } from './answer-pdf-routes.ts'

const id = Type.String({ maxLength: 36 })
const ByLetter = { params: Type.Object({ id }) }
const ByAnswer = { params: Type.Object({ id, answer: id }) }

export function responseRoutes(app: App, parts: Parts): void {
  publishedPdfRoutes(app, parts)
  organizerPages(app, parts, (scope) => {
    void scope.register((uploads, _options, done) => {
      acceptUploads(uploads, largestAnswerPdf)
      answerRoutes(uploads, parts)
      done()
    })
    answerPdfRoutes(scope, parts)
  })
}

const recordings = new FormPage<AnswerForm>((letter) => `/dashboard/letters/${letter}/answers`)

function answerRoutes(scope: App, parts: Parts): void {
  const back = (reply: FastifyReply, letterId: string) => reply.redirect(`/dashboard/letters/${letterId}/answers`, 303)

  const schema = { ...ByLetter, querystring: MailsQuery }
  scope.get('/dashboard/letters/:id/answers', { schema }, async (request, reply) => {
    const { params, query } = request
    const facts = await showAnswers(parts, organizerOf(request).id, params.id, parts.clock(), Number(query.mails ?? 1))
    const page = answersPage(facts, recordings.stateOf(request) ?? emptyAnswerForm())
    return sendPage(reply, 'delivery/responses/answers', page, { title: say('responses-title'), wide: true })
  })

  const recording = {
    preValidation: readForm,
    schema: { ...ByLetter, body: formOf('recipient', 'way', 'answered_on', 'text', 'by', 'pdf') },
  }
  scope.post('/dashboard/letters/:id/answers', recording, async (request, reply) => {
    const pdf = fileWith(request)
    const typed = {
      recipient: field(request.body, 'recipient'),
      way: field(request.body, 'way'),
      answered_on: field(request.body, 'answered_on'),
      text: field(request.body, 'text'),
      by: field(request.body, 'by'),
    }
    try {
      await recordAnswer(parts, organizerOf(request).id, request.params.id, { ...typed, pdf }, parts.clock())
      return await back(reply, request.params.id)
    } catch (error) {
      const again = chooseAgain(error, pdf, { field: 'pdf', message: say('responses-pdf-choose-again') })
      return recordings.show(reply, parts, { of: request.params.id }, formWithErrors(again, { ...typed, pdf: '' }), 422)
    }
  })

  scope.get('/dashboard/letters/:id/answers/:answer/publication', { schema: ByAnswer }, async (request, reply) => {
    const facts = await showAnswers(parts, organizerOf(request).id, request.params.id, parts.clock())
    const page = publicationPage(facts, request.params.answer, parts.clock())
    return sendPage(reply, 'delivery/responses/publication', page, { title: say('responses-publication-title') })
  })

  scope.post('/dashboard/letters/:id/answers/:answer/publication', { schema: ByAnswer }, async (request, reply) => {
    await publishAnswer(parts, organizerOf(request).id, request.params.id, request.params.answer, parts.clock())
    return back(reply, request.params.id)
  })

  scope.post(
    '/dashboard/letters/:id/answers/:answer/verdict',
    { schema: { ...ByAnswer, body: formOf('verdict') } },
    async (request, reply) => {
      const { id: letterId, answer: answerId } = request.params
      const chosen = field(request.body, 'verdict')
      await judgeAnswer(parts, organizerOf(request).id, letterId, { answerId, chosen }, parts.clock())
      return back(reply, letterId)
    },
  )
}
