import Type, { type Static } from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { idempotent } from '../http/idempotency.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { announce } from './announce.ts'
import { cancelDelivery } from './cancel-delivery.ts'
import { confirmDelivery } from './confirm-delivery.ts'
import { answerApi } from './answer-api.ts'
import { previewCopy, showDelivery, type DeskDeliveryFacts } from './desk.ts'
import { draftStage } from './draft-stage.ts'
import { revokePage } from './revoke-page.ts'
import { sendAgain } from './send-again.ts'

const tags = ['delivery']
const id = Type.String({ maxLength: 36 })
const orNull = Type.Union([Type.String(), Type.Null()])
const ByLetter = Type.Object({ id })
const ByStage = Type.Object({ id, stage: id })
const ByCopy = Type.Object({ id, stage: id, recipient: id })
const ByDelivery = Type.Object({ id, delivery: id })
const strict = { additionalProperties: false }
const nothing = Type.Object({})

const Delivery = Type.Object({
  id,
  name: Type.String(),
  office: Type.String(),
  state: Type.String(),
  tries: Type.Integer(),
  last_answer: orNull,
  next_try_at: orNull,
  accepted_at: orNull,
  version: Type.Union([Type.Integer(), Type.Null()]),
  content_hash: orNull,
  names: Type.Union([Type.Integer(), Type.Null()]),
  received_at: orNull,
})

const Stage = Type.Object({
  id,
  number: Type.Integer(),
  state: Type.String(),
  version: Type.Integer(),
  disclosure: Type.String(),
  note: Type.String(),
  notice_until: orNull,
  recipients: Type.Array(Type.Object({ id, name: Type.String(), office: Type.String() })),
  deliveries: Type.Array(Delivery),
})

/** For the documentation: bytes go out as they are. */
const Pdf = Type.Unsafe<Buffer>({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })

const NewStage = Type.Object(
  {
    recipients: Type.Array(id, { maxItems: 5000 }),
    disclosure: Type.String({ maxLength: 20, description: '`count` or `names`' }),
    note: Type.Optional(Type.String({ maxLength: 40_000, description: 'Markdown; nothing else in it has a meaning' })),
  },
  strict,
)

export function deliveryApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    stageApi(scope, parts)
    copyApi(scope, parts)
    answerApi(scope, parts)
  })
}

function stageApi(scope: App, parts: Parts): void {
  const base = '/desk/letters/:id/stages'
  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'The deliveries of a letter, and whom it can go to',
        params: ByLetter,
        response: answers({
          200: Type.Object({
            recipients: Type.Array(
              Type.Object({ id, name: Type.String(), office: Type.String(), reachable: Type.String() }),
            ),
            stages: Type.Array(Stage),
          }),
        }),
      },
    },
    async (request) => stagesJson(await showDelivery(parts, organizerOf(request).id, request.params.id)),
  )

  scope.put(
    `${base}/draft`,
    {
      schema: {
        tags,
        summary: 'Prepare the next delivery, or change it before it is announced',
        params: ByLetter,
        body: NewStage,
        response: answers({ 200: Type.Object({ id }) }),
      },
    },
    async (request) => {
      const { note = '', ...rest } = request.body
      const input = { ...rest, note }
      return { id: await draftStage(parts, organizerOf(request).id, request.params.id, input, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/announcement`,
    {
      schema: {
        tags,
        summary: 'Announce it on the letter’s page; `version` is the one that was looked at',
        params: ByStage,
        body: Type.Object({ version: Type.Integer() }, strict),
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const { version } = request.body
      await announce(parts, organizerOf(request).id, letterId, { stageId, version }, parts.clock())
      return {}
    },
  )

  scope.post(
    `${base}/:stage/confirmation`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Send it, once the notice is over; `waits` until a second owner confirms the same',
        params: ByStage,
        response: answers({ 200: Type.Object({ outcome: Type.String() }) }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      return { outcome: await confirmDelivery(parts, organizerOf(request).id, letterId, stage, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/cancellation`,
    { schema: { tags, summary: 'Send nothing more', params: ByStage, response: answers({ 200: nothing }) } },
    async (request) => {
      await cancelDelivery(parts, organizerOf(request).id, request.params.id, request.params.stage, parts.clock())
      return {}
    },
  )

  const deliveries = '/desk/letters/:id/deliveries/:delivery'
  scope.post(
    `${deliveries}/repetition`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Send a copy that was refused or is unsure again, under the same Message-ID',
        params: ByDelivery,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      await sendAgain(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
      return {}
    },
  )

  scope.post(
    `${deliveries}/page-end`,
    {
      schema: {
        tags,
        summary: 'End a recipient’s private page',
        params: ByDelivery,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      await revokePage(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
      return {}
    },
  )
}

function copyApi(scope: App, parts: Parts): void {
  const base = '/desk/letters/:id/stages/:stage/copies/:recipient'
  const preview = (organizer: string, { id: letter, stage, recipient }: Static<typeof ByCopy>) =>
    previewCopy(parts, organizer, letter, { stageId: stage, recipientId: recipient }, parts.clock())

  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'What one recipient gets, exactly',
        params: ByCopy,
        response: answers({
          200: Type.Object({
            to: Type.String(),
            subject: Type.String(),
            text: Type.String(),
            html: Type.String(),
            names: Type.Array(Type.String()),
          }),
        }),
      },
    },
    async (request) => {
      const { message, copy } = await preview(organizerOf(request).id, request.params)
      const { to, subject, text, html = '' } = message
      return { to, subject, text, html, names: copy.names }
    },
  )

  scope.get(
    `${base}/letter.pdf`,
    { schema: { tags, summary: 'The PDF that one recipient gets', params: ByCopy, response: answers({ 200: Pdf }) } },
    async (request, reply) => {
      const { pdf } = await preview(organizerOf(request).id, request.params)
      return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
    },
  )
}

function stagesJson({ choices, stages }: DeskDeliveryFacts) {
  return {
    recipients: choices.map(({ recipient: { id: recipient, name, office }, reachable }) => ({
      id: recipient,
      name,
      office,
      reachable,
    })),
    stages: stages.map(({ stage, recipients, deliveries }) => ({
      id: stage.id,
      number: stage.number,
      state: stage.state,
      version: stage.version,
      disclosure: stage.disclosure,
      note: stage.covering_note,
      notice_until: stage.notice_until?.toISOString() ?? null,
      recipients,
      deliveries: deliveries.map((each) => ({
        ...each,
        next_try_at: each.next_try_at?.toISOString() ?? null,
        accepted_at: each.accepted_at?.toISOString() ?? null,
        version: each.snapshot_version,
        content_hash: each.content_hash?.toString('hex') ?? null,
        received_at: each.confirmed_at?.toISOString().slice(0, 10) ?? null,
      })),
    })),
  }
}
