import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { answer } from './answer.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { showRecipientPage } from './recipient-page.ts'
import { recipientJson } from './recipient-view.ts'

const tags = ['delivery']
const ByToken = Type.Object({ token: Type.String({ maxLength: 40 }) })
const orNull = Type.Union([Type.String(), Type.Null()])
const text = Type.String({ maxLength: 80_000 })
const strict = { additionalProperties: false }

const RecipientSchema = Type.Object({
  recipient: Type.Object({ name: Type.String(), office: Type.String() }),
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  language: Type.String(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String() }),
  content_hash: orNull,
  tally: Type.Object({
    as_of: orNull,
    classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  }),
  received_on: orNull,
})

export function recipientApi(app: App, parts: Parts): void {
  app.get(
    '/recipients/:token',
    {
      schema: {
        tags,
        summary: 'A recipient’s private page: text, hash and count, never a name',
        params: ByToken,
        response: answers({ 200: RecipientSchema }),
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return recipientJson(await showRecipientPage(parts, request.params.token))
    },
  )

  app.post(
    '/recipients/:token/receipt',
    { schema: { tags, summary: 'Confirm receipt', params: ByToken, response: answers({ 200: Type.Object({}) }) } },
    async (request) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await confirmReceipt(parts, request.params.token, parts.clock())
      return {}
    },
  )

  app.post(
    '/recipients/:token/answers/codes',
    {
      schema: {
        tags,
        summary: 'Have a code mailed to the recipient’s own address, to answer with',
        params: ByToken,
        body: Type.Object({ text }, strict),
        response: answers({ 202: Type.Object({ challenge: Type.String() }) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const asked = await askToAnswer(parts, request.params.token, request.body.text, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send(asked)
    },
  )

  app.post(
    '/recipients/:token/answers',
    {
      schema: {
        tags,
        summary: 'Answer, with the code',
        params: ByToken,
        body: Type.Object(
          { challenge: Type.String({ maxLength: 40 }), code: Type.String({ maxLength: 40 }), text },
          strict,
        ),
        response: answers({ 201: Type.Object({}) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await answer(parts, request.params.token, request.body, parts.clock())
      return reply.code(201).send({})
    },
  )
}
