import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { field, fieldList, formAgain } from '../http/forms.ts'
import { organizerOf, organizerPages } from '../http/organizer-scope.ts'
import { sendPage } from '../http/pages.ts'
import { announce } from './announce.ts'
import { answersPage, emptyAnswerForm, type AnswerForm } from './answer-view.ts'
import { cancelDelivery } from './cancel-delivery.ts'
import { confirmDelivery } from './confirm-delivery.ts'
import { countAsAnswer, publishAnswer } from './decide-answer.ts'
import { previewCopy, showAnswers, showDelivery } from './desk.ts'
import { copyPage } from './copy-view.ts'
import { draftStage } from './draft-stage.ts'
import { recordAnswer } from './record-answer.ts'
import { revokePage } from './revoke-page.ts'
import { sendAgain } from './send-again.ts'
import { deliveryPage, type StageForm } from './view.ts'

const id = Type.String({ maxLength: 36 })
const Form = { body: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])) }
const ByLetter = { params: Type.Object({ id }) }
const ByStage = { params: Type.Object({ id, stage: id }) }
const ByCopy = { params: Type.Object({ id, stage: id, recipient: id }) }
const ByDelivery = { params: Type.Object({ id, delivery: id }) }
const ByAnswer = { params: Type.Object({ id, answer: id }) }

export function deliveryRoutes(app: App, parts: Parts): void {
  organizerPages(app, parts, (scope) => {
    stageRoutes(scope, parts)
    copyRoutes(scope, parts)
    answerRoutes(scope, parts)
  })
}

function stageRoutes(scope: App, parts: Parts): void {
  const show = async (reply: FastifyReply, letterId: string, form: StageForm | null, asked: boolean) => {
    const facts = await showDelivery(parts, organizerOf(reply.request).id, letterId)
    const page = deliveryPage(facts, form, asked, parts.clock())
    return sendPage(reply, 'delivery/desk', page, { title: 'Delivery', wide: true }, form ? 422 : 200)
  }
  const back = (reply: FastifyReply, letterId: string, query = '') =>
    reply.redirect(`/desk/letters/${letterId}/delivery${query}`, 303)

  const Asked = { querystring: Type.Object({ asked: Type.Optional(Type.String({ maxLength: 10 })) }) }
  scope.get('/desk/letters/:id/delivery', { schema: { ...ByLetter, ...Asked } }, (request, reply) =>
    show(reply, request.params.id, null, request.query.asked !== undefined),
  )

  scope.post('/desk/letters/:id/delivery', { schema: { ...ByLetter, ...Form } }, async (request, reply) => {
    const recipients = fieldList(request.body, 'recipients')
    const typed = { disclosure: field(request.body, 'disclosure'), note: field(request.body, 'note') }
    try {
      await draftStage(parts, organizerOf(request).id, request.params.id, { recipients, ...typed }, parts.clock())
      return await back(reply, request.params.id)
    } catch (error) {
      return show(reply, request.params.id, formAgain(error, { recipients: recipients.join(' '), ...typed }), false)
    }
  })

  scope.post(
    '/desk/letters/:id/delivery/:stage/announcement',
    { schema: { ...ByStage, ...Form } },
    async (request, reply) => {
      const { id: letterId, stage: stageId } = request.params
      const version = Number(field(request.body, 'version'))
      await announce(parts, organizerOf(request).id, letterId, { stageId, version }, parts.clock())
      return back(reply, letterId)
    },
  )

  scope.post('/desk/letters/:id/delivery/:stage/confirmation', { schema: ByStage }, async (request, reply) => {
    const { id: letterId, stage } = request.params
    const outcome = await confirmDelivery(parts, organizerOf(request).id, letterId, stage, parts.clock())
    return back(reply, letterId, outcome === 'waits' ? '?asked=yes' : '')
  })

  scope.post('/desk/letters/:id/delivery/:stage/cancellation', { schema: ByStage }, async (request, reply) => {
    await cancelDelivery(parts, organizerOf(request).id, request.params.id, request.params.stage, parts.clock())
    return back(reply, request.params.id)
  })

  scope.post('/desk/letters/:id/deliveries/:delivery/repetition', { schema: ByDelivery }, async (request, reply) => {
    await sendAgain(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
    return back(reply, request.params.id)
  })

  scope.post('/desk/letters/:id/deliveries/:delivery/page-end', { schema: ByDelivery }, async (request, reply) => {
    await revokePage(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
    return back(reply, request.params.id)
  })
}

/** The mail is shown as what it is: a document with styles of its own that runs nothing and asks nobody. */
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

function copyRoutes(scope: App, parts: Parts): void {
  const base = '/desk/letters/:id/delivery/:stage/copies/:recipient'
  const preview = (
    organizer: string,
    { id: letter, stage, recipient }: { id: string; stage: string; recipient: string },
  ) => previewCopy(parts, organizer, letter, { stageId: stage, recipientId: recipient }, parts.clock())

  scope.get(base, { schema: ByCopy }, async (request, reply) => {
    const { id: letter, stage, recipient } = request.params
    const copy = await preview(organizerOf(request).id, request.params)
    const page = copyPage({ id: letter, title: copy.copy.revision.title }, stage, recipient, copy)
    return sendPage(reply, 'delivery/copy', page, { title: `What ${page.name} gets`, wide: true })
  })

  scope.get(`${base}/mail.html`, { schema: ByCopy }, async (request, reply) => {
    const { message } = await preview(organizerOf(request).id, request.params)
    return reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', mailPolicy)
      .type('text/html; charset=utf-8')
      .send(message.html)
  })

  scope.get(`${base}/letter.pdf`, { schema: ByCopy }, async (request, reply) => {
    const { pdf } = await preview(organizerOf(request).id, request.params)
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="letter.pdf"')
      .type('application/pdf')
      .send(pdf)
  })
}

function answerRoutes(scope: App, parts: Parts): void {
  const show = async (reply: FastifyReply, letterId: string, form: AnswerForm, status: number) => {
    const facts = await showAnswers(parts, organizerOf(reply.request).id, letterId)
    return sendPage(reply, 'delivery/answers', answersPage(facts, form), { title: 'Answers', wide: true }, status)
  }
  const back = (reply: FastifyReply, letterId: string) => reply.redirect(`/desk/letters/${letterId}/answers`, 303)

  scope.get('/desk/letters/:id/answers', { schema: ByLetter }, (request, reply) =>
    show(reply, request.params.id, emptyAnswerForm(), 200),
  )

  scope.post('/desk/letters/:id/answers', { schema: { ...ByLetter, ...Form } }, async (request, reply) => {
    const typed = {
      recipient: field(request.body, 'recipient'),
      way: field(request.body, 'way'),
      answered_on: field(request.body, 'answered_on'),
      text: field(request.body, 'text'),
    }
    try {
      await recordAnswer(parts, organizerOf(request).id, request.params.id, typed, parts.clock())
      return await back(reply, request.params.id)
    } catch (error) {
      return show(reply, request.params.id, formAgain(error, typed), 422)
    }
  })

  scope.post('/desk/letters/:id/answers/:answer/publication', { schema: ByAnswer }, async (request, reply) => {
    await publishAnswer(parts, organizerOf(request).id, request.params.id, request.params.answer, parts.clock())
    return back(reply, request.params.id)
  })

  scope.post(
    '/desk/letters/:id/answers/:answer/verdict',
    { schema: { ...ByAnswer, ...Form } },
    async (request, reply) => {
      const { id: letterId, answer: answerId } = request.params
      const counts = field(request.body, 'counts') === 'yes'
      await countAsAnswer(parts, organizerOf(request).id, letterId, { answerId, counts }, parts.clock())
      return back(reply, letterId)
    },
  )
}
