import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { AnswersSchema, MailsQuery } from './schemas.ts'
import { answersJson } from './answer-view.ts'
import { answerPdfApi } from './answer-pdf-routes.ts'
import { publishAnswer } from './publish-answer.ts'
import { judgeAnswer } from './judge-answer.ts'
import { showAnswers } from './show-answers.ts'
import { recordAnswer } from './record-answer.ts'
import { largestAnswerBody, PdfInBase64, VerdictSchema } from '../schemas.ts'

const tags = ['delivery']
const id = Type.String({ maxLength: 36 })
const ByLetter = Type.Object({ id })
const ByAnswer = Type.Object({ id, answer: id })
const strict = { additionalProperties: false }
const nothing = Type.Object({})

const NewAnswer = Type.Object(
  {
    recipient: id,
    way: Type.String({ maxLength: 20, description: '`mail` or `other`' }),
    answered_on: Type.String({ maxLength: 20 }),
    text: Type.String({ maxLength: 80_000 }),
    by: Type.Optional(Type.String({ maxLength: 1000, description: 'The person who answered for the recipient' })),
    pdf: PdfInBase64,
  },
  strict,
)

export function responseApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    answerPdfApi(scope, parts)
    const base = '/dashboard/letters/:id/answers'
    scope.get(
      base,
      {
        schema: {
          tags,
          summary: 'Get the answers. Only owners and moderators read unpublished ones',
          params: ByLetter,
          querystring: MailsQuery,
          response: answers({
            200: AnswersSchema,
          }),
        },
      },
      async (request) => {
        const { params, query } = request
        const facts = await showAnswers(
          parts,
          organizerOf(request).id,
          params.id,
          parts.clock(),
          Number(query.mails ?? 1),
        )
        return answersJson(facts)
      },
    )

    scope.post(
      base,
      {
        ...idempotent(parts),
        bodyLimit: largestAnswerBody,
        schema: {
          tags,
          summary: 'Record an answer that came by mail or in another way, word for word, with its PDF',
          params: ByLetter,
          body: NewAnswer,
          response: answers({ 201: Type.Object({ id }) }),
        },
      },
      async (request, reply) => {
        const { pdf, ...text } = request.body
        const typed = { by: '', ...text, pdf: pdf === undefined ? null : Buffer.from(pdf, 'base64') }
        const answer = await recordAnswer(parts, organizerOf(request).id, request.params.id, typed, parts.clock())
        return reply.code(201).send({ id: answer })
      },
    )

    scope.post(
      `${base}/:answer/publication`,
      {
        schema: { tags, summary: 'Publish an answer, unedited', params: ByAnswer, response: answers({ 200: nothing }) },
      },
      async (request) => {
        await publishAnswer(parts, organizerOf(request).id, request.params.id, request.params.answer, parts.clock())
        return {}
      },
    )

    scope.post(
      `${base}/:answer/verdict`,
      {
        schema: {
          tags,
          summary: 'Say whether this answers the letter. `answers` stops the days without an answer',
          params: ByAnswer,
          body: Type.Object({ verdict: VerdictSchema }, strict),
          response: answers({ 200: nothing }),
        },
      },
      async (request) => {
        const { id: letterId, answer: answerId } = request.params
        await judgeAnswer(
          parts,
          organizerOf(request).id,
          letterId,
          { answerId, chosen: request.body.verdict },
          parts.clock(),
        )
        return {}
      },
    )
  })
}
