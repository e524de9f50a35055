import { say } from '../../refusal.ts'
import Type from 'typebox'
import { findLetter } from '../../letter/find-letter.ts'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { sendPage } from '../../http/pages.ts'
import { sendForeignPdf } from '../../http/served-pdf.ts'
import { answerPdfPage } from './answer-view.ts'
import { publishAnswerPdf } from './publish-answer.ts'
import { showAnswers } from './show-answers.ts'
import { fetchAnswerPdf, publishedAnswerPdf, type FetchedPdf } from './fetch-answer-pdf.ts'
import { Pdf } from '../schemas.ts'

const tags = ['delivery']
const id = Type.String({ maxLength: 36 })
const ByAnswer = Type.Object({ id, answer: id })
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }), answer: id })
const nothing = Type.Object({})

const nameOf = ({ answeredOn }: FetchedPdf) => `answer-${answeredOn}.pdf`

/** The organizers' pages for an answer's PDF: first the warning, then the file. */
export function answerPdfRoutes(scope: App, parts: Parts): void {
  const base = '/dashboard/letters/:id/answers/:answer/pdf'
  scope.get(base, { schema: { params: ByAnswer } }, async (request, reply) => {
    const facts = await showAnswers(parts, organizerOf(request).id, request.params.id, parts.clock())
    return sendPage(reply, 'delivery/responses/answer-pdf', answerPdfPage(facts, request.params.answer), {
      title: say('responses-pdf-title'),
    })
  })

  scope.post(base, { schema: { params: ByAnswer } }, async (request, reply) => {
    const { id: letterId, answer: answerId } = request.params
    const asked = { answerId, warned: true }
    const fetched = await fetchAnswerPdf(parts, organizerOf(request).id, letterId, asked, parts.clock())
    return sendForeignPdf(reply, fetched.pdf, nameOf(fetched))
  })

  scope.post(`${base}/publication`, { schema: { params: ByAnswer } }, async (request, reply) => {
    const { id: letterId, answer: answerId } = request.params
    await publishAnswerPdf(parts, organizerOf(request).id, letterId, answerId, parts.clock())
    return reply.redirect(`/dashboard/letters/${letterId}/answers`, 303)
  })
}

export function answerPdfApi(scope: App, parts: Parts): void {
  const base = '/dashboard/letters/:id/answers/:answer/pdf'
  scope.post(
    base,
    {
      schema: {
        tags,
        summary:
          'Get the PDF of an answer, unchanged. Its maker may learn that it is opened, and where. Set `warned` to say that you know this',
        params: ByAnswer,
        body: Type.Object({ warned: Type.Boolean() }, { additionalProperties: false }),
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const { id: letterId, answer: answerId } = request.params
      const asked = { answerId, warned: request.body.warned }
      const fetched = await fetchAnswerPdf(parts, organizerOf(request).id, letterId, asked, parts.clock())
      return sendForeignPdf(reply, fetched.pdf, nameOf(fetched))
    },
  )

  scope.post(
    `${base}/publication`,
    {
      schema: {
        tags,
        summary: 'Publish the PDF of a published answer, unchanged',
        params: ByAnswer,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, answer: answerId } = request.params
      await publishAnswerPdf(parts, organizerOf(request).id, letterId, answerId, parts.clock())
      return {}
    },
  )
}

/** The PDFs that the owners have published, for everybody. */
export function publishedPdfRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/answers/:answer/answer.pdf', { schema: { params: ByKey } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const fetched = await publishedAnswerPdf(parts, letter, request.params.answer)
    return sendForeignPdf(reply, fetched.pdf, nameOf(fetched))
  })
}

export function publishedPdfApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/answers/:answer/answer.pdf',
    {
      schema: {
        tags,
        summary: 'Get the PDF of an answer that the owners have published, unchanged',
        params: ByKey,
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const fetched = await publishedAnswerPdf(parts, letter, request.params.answer)
      return sendForeignPdf(reply, fetched.pdf, nameOf(fetched))
    },
  )
}
