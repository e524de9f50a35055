import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { idempotent } from '../http/idempotency.ts'
import { organizerOf } from '../http/organizer-scope.ts'
import { countAsAnswer, publishAnswer } from './decide-answer.ts'
import { showAnswers } from './desk.ts'
import { recordAnswer } from './record-answer.ts'

const tags = ['delivery']
const id = Type.String({ maxLength: 36 })
const orNull = Type.Union([Type.String(), Type.Null()])
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
  },
  strict,
)

const Answer = Type.Object({
  id,
  name: orNull,
  office: orNull,
  way: Type.String(),
  answered_on: Type.String(),
  published_on: orNull,
  counts_as_answer: Type.Boolean(),
  text: orNull,
})

/** Within the organizers' scope. */
export function answerApi(scope: App, parts: Parts): void {
  const base = '/desk/letters/:id/answers'
  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'Answers; unpublished ones are read by owners and moderators',
        params: ByLetter,
        response: answers({ 200: Type.Object({ answers: Type.Array(Answer) }) }),
      },
    },
    async (request) => {
      const facts = await showAnswers(parts, organizerOf(request).id, request.params.id)
      return {
        answers: facts.answers.map(({ published_at, ...answer }) => ({
          ...answer,
          published_on: published_at?.toISOString().slice(0, 10) ?? null,
        })),
      }
    },
  )

  scope.post(
    base,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Record an answer that came by mail or otherwise, word for word',
        params: ByLetter,
        body: NewAnswer,
        response: answers({ 201: Type.Object({ id }) }),
      },
    },
    async (request, reply) => {
      const answer = await recordAnswer(parts, organizerOf(request).id, request.params.id, request.body, parts.clock())
      return reply.code(201).send({ id: answer })
    },
  )

  scope.post(
    `${base}/:answer/publication`,
    { schema: { tags, summary: 'Publish it, unedited', params: ByAnswer, response: answers({ 200: nothing }) } },
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
        summary: 'Whether it counts as an answer: that alone stops the clock',
        params: ByAnswer,
        body: Type.Object({ counts: Type.Boolean() }, strict),
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, answer: answerId } = request.params
      const { counts } = request.body
      await countAsAnswer(parts, organizerOf(request).id, letterId, { answerId, counts }, parts.clock())
      return {}
    },
  )
}
