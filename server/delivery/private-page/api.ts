import Type from 'typebox'
import { answers, MailedCode } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { answer } from './answer.ts'
import { askForTime } from './ask-for-time.ts'
import { askForTimeCode } from './ask-for-time-code.ts'
import { askToAnswer } from './ask-to-answer.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { delegate } from './delegate.ts'
import { delegateCode } from './delegate-code.ts'
import { drawReceipt } from './draw-receipt.ts'
import { endDelegation } from './end-delegation.ts'
import { fetchFrozenCopy } from './fetch-frozen-copy.ts'
import { revokePage } from './revoke-page.ts'
import { showRecipientPage } from './show-recipient-page.ts'
import { RecipientSchema } from './schemas.ts'
import { recipientJson } from './view.ts'
import { largestAnswerBody, Pdf, PdfInBase64 } from '../schemas.ts'

const tags = ['delivery']
const ByToken = Type.Object({ token: Type.String({ maxLength: 40 }) })
const text = Type.String({ maxLength: 80_000 })
const strict = { additionalProperties: false }

const by = Type.Optional(
  Type.String({
    maxLength: 1000,
    description: 'The person who answers for the recipient. Not read on a delegate’s page: the recipient gave the name',
  }),
)

const NewAnswer = Type.Object(
  {
    text,
    by,
    pdf: PdfInBase64,
    instead: Type.Optional(
      Type.String({ maxLength: 40, description: 'The earlier challenge. Its waiting PDF moves to the new one' }),
    ),
  },
  strict,
)

export function recipientApi(app: App, parts: Parts): void {
  app.get(
    '/recipients/:token',
    {
      schema: {
        tags,
        summary: 'Get a recipient’s private page: text, hash and count, never a name',
        params: ByToken,
        response: answers({ 200: RecipientSchema }),
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return recipientJson(await showRecipientPage(parts, request.params.token, parts.clock()))
    },
  )

  app.get(
    '/recipients/:token/letter.pdf',
    {
      schema: {
        tags,
        summary: 'Get the PDF of this copy, byte for byte as it was frozen. It is kept for two weeks',
        params: ByToken,
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const pdf = await fetchFrozenCopy(parts, request.params.token)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="letter.pdf"')
        .type('application/pdf')
        .send(pdf)
    },
  )

  app.get(
    '/recipients/:token/receipt.pdf',
    {
      schema: {
        tags,
        summary: 'Get a receipt of this copy: what was delivered on which day, with hashes and counts',
        params: ByToken,
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const pdf = await drawReceipt(parts, request.params.token)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="receipt.pdf"')
        .type('application/pdf')
        .send(pdf)
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
      bodyLimit: largestAnswerBody,
      schema: {
        tags,
        summary:
          'Have a code for the answer mailed to the recipient’s own address, or to the delegate’s own on a delegate’s page',
        params: ByToken,
        body: NewAnswer,
        response: answers({ 202: Type.Object({ challenge: Type.String(), pdf: Type.Boolean() }) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const { text: typed, by: answerer = '', pdf, instead = '' } = request.body
      const asking = { text: typed, by: answerer, pdf: pdf === undefined ? null : Buffer.from(pdf, 'base64'), instead }
      const asked = await askToAnswer(parts, request.params.token, asking, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send(asked)
    },
  )

  app.post(
    '/recipients/:token/answers',
    {
      schema: {
        tags,
        summary: 'Send the answer with its code',
        params: ByToken,
        body: Type.Object({ challenge: Type.String({ maxLength: 40 }), code: MailedCode, text, by }, strict),
        response: answers({ 201: Type.Object({}) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await answer(parts, request.params.token, { by: '', ...request.body }, parts.clock())
      return reply.code(201).send({})
    },
  )
  timeApi(app, parts)
  delegationApi(app, parts)
  organizerApi(app, parts, (scope) => pageEndApi(scope, parts))
}

const id = Type.String({ maxLength: 36 })
const ByDelivery = Type.Object({ id, delivery: id })

function pageEndApi(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/deliveries/:delivery/page-end',
    {
      schema: {
        tags,
        summary: 'End a recipient’s private page',
        params: ByDelivery,
        response: answers({ 200: Type.Object({}) }),
      },
    },
    async (request) => {
      await revokePage(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
      return {}
    },
  )
}

const NewTime = { until: Type.String({ maxLength: 20, description: 'YYYY-MM-DD, after today and within a year' }) }

function timeApi(app: App, parts: Parts): void {
  app.post(
    '/recipients/:token/time/codes',
    {
      schema: {
        tags,
        summary: 'Have a code with which the recipient asks for time mailed to the recipient’s own address',
        params: ByToken,
        body: Type.Object(NewTime, strict),
        response: answers({ 202: Type.Object({ challenge: Type.String() }) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const asked = await askForTimeCode(parts, request.params.token, request.body, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send(asked)
    },
  )

  app.post(
    '/recipients/:token/time',
    {
      schema: {
        tags,
        summary: 'Ask for time until a day, with the code. Everybody sees it. It is no answer: days are counted on',
        params: ByToken,
        body: Type.Object({ ...NewTime, challenge: Type.String({ maxLength: 40 }), code: MailedCode }, strict),
        response: answers({ 201: Type.Object({}) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await askForTime(parts, request.params.token, request.body, parts.clock())
      return reply.code(201).send({})
    },
  )
}

const NewDelegate = {
  name: Type.String({ maxLength: 1000, description: 'With the office, if you like. It stands with the answer' }),
  address: Type.String({ maxLength: 1000 }),
}

function delegationApi(app: App, parts: Parts): void {
  app.post(
    '/recipients/:token/delegation/codes',
    {
      schema: {
        tags,
        summary: 'Have a code with which the recipient lets somebody else answer mailed to the recipient’s own address',
        params: ByToken,
        body: Type.Object(NewDelegate, strict),
        response: answers({ 202: Type.Object({ challenge: Type.String() }) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const asked = await delegateCode(parts, request.params.token, request.body, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send(asked)
    },
  )

  app.post(
    '/recipients/:token/delegation',
    {
      schema: {
        tags,
        summary: 'Let somebody else answer, with the code. They get a link of their own by mail. An earlier one ends',
        params: ByToken,
        body: Type.Object({ ...NewDelegate, challenge: Type.String({ maxLength: 40 }), code: MailedCode }, strict),
        response: answers({ 201: Type.Object({}) }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await delegate(parts, request.params.token, request.body, parts.clock())
      return reply.code(201).send({})
    },
  )

  app.delete(
    '/recipients/:token/delegation',
    {
      schema: {
        tags,
        summary: 'End the link of the person who answers for the recipient. It needs no code',
        params: ByToken,
        response: answers({ 200: Type.Object({}) }),
      },
    },
    async (request) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await endDelegation(parts, request.params.token)
      return {}
    },
  )
}
