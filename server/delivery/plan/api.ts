import Type, { type Static } from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { Refusal } from '../../refusal.ts'
import { announce } from '../announce.ts'
import { cancelDelivery } from '../cancel-delivery.ts'
import { confirmDelivery } from '../confirm-delivery.ts'
import { ByStage, NewStage, nothing, Outcome, Pdf, PlanSchema, strict, tags, id } from './schemas.ts'
import { approveStage } from './approve-stage.ts'
import { largestPhoto } from './clean-photo.ts'
import { endCall } from './end-call.ts'
import { fetchPrint } from './fetch-print.ts'
import { planJson } from './json-view.ts'
import { liftStop } from './lift-stop.ts'
import { moveStage } from './move-stage.ts'
import { previewCopy } from './preview-copy.ts'
import type { StageInput } from './read-stage.ts'
import { recordHandOver } from './record-hand-over.ts'
import { removeStage } from './remove-stage.ts'
import { addStage, agreeToChange, changeStage, dropChange } from './save-stage.ts'
import { showPlan } from './show-plan.ts'

const base = '/desk/letters/:id/stages'
const ByLetter = Type.Object({ id })
const ByCopy = Type.Object({ id, stage: id, recipient: id })
const Looked = Type.Object({ version: Type.Integer({ description: 'The version that was looked at' }) }, strict)

export function planApi(scope: App, parts: Parts): void {
  editApi(scope, parts)
  actApi(scope, parts)
  handApi(scope, parts)
  copyApi(scope, parts)
}

function editApi(scope: App, parts: Parts): void {
  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'The plan of a letter, what became of each stage, and whom it can go to',
        params: ByLetter,
        response: answers({ 200: PlanSchema }),
      },
    },
    async (request) => planJson(await showPlan(parts, organizerOf(request).id, request.params.id, parts.clock())),
  )

  scope.post(
    base,
    {
      schema: {
        tags,
        summary: 'Add a stage at the end of the plan',
        params: ByLetter,
        body: Type.Object(NewStage, strict),
        response: answers({ 200: Type.Object({ id }) }),
      },
    },
    async (request) => ({
      id: await addStage(parts, organizerOf(request).id, request.params.id, inputOf(request.body), parts.clock()),
    }),
  )

  scope.put(
    `${base}/:stage`,
    {
      schema: {
        tags,
        summary: 'Change a stage that has not started; an approved one `waits` for a second owner',
        params: ByStage,
        body: Type.Object({ ...NewStage, version: Type.Integer() }, strict),
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const { version, ...typed } = request.body
      const organizer = organizerOf(request).id
      const looked = { stageId, version }
      return { outcome: await changeStage(parts, organizer, letterId, looked, inputOf(typed), parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/removal`,
    {
      schema: {
        tags,
        summary: 'Take a stage that has not started out of the plan',
        params: ByStage,
        body: Looked,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const looked = { stageId, version: request.body.version }
      return { outcome: await removeStage(parts, organizerOf(request).id, letterId, looked, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/place`,
    {
      schema: {
        tags,
        summary: 'Change places with the stage before or after',
        params: ByStage,
        body: Type.Object({ to: Type.Union([Type.Literal('earlier'), Type.Literal('later')]) }, strict),
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      await moveStage(parts, organizerOf(request).id, letterId, { stageId, to: request.body.to }, parts.clock())
      return {}
    },
  )

  scope.post(
    `${base}/:stage/change/agreement`,
    {
      schema: {
        tags,
        summary: 'Agree to the change that another owner has proposed',
        params: ByStage,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      return { outcome: await agreeToChange(parts, organizerOf(request).id, letterId, stage, parts.clock()) }
    },
  )

  scope.delete(
    `${base}/:stage/change`,
    {
      schema: {
        tags,
        summary: 'Drop a proposed change: the stage stays as it was approved',
        params: ByStage,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      await dropChange(parts, organizerOf(request).id, request.params.id, request.params.stage, parts.clock())
      return {}
    },
  )
}

function actApi(scope: App, parts: Parts): void {
  scope.post(
    `${base}/:stage/approval`,
    {
      schema: {
        tags,
        summary: 'Approve a stage: it then starts by itself; `waits` until a second owner approves the same',
        params: ByStage,
        body: Looked,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const looked = { stageId, version: request.body.version }
      return { outcome: await approveStage(parts, organizerOf(request).id, letterId, looked, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/announcement`,
    {
      schema: {
        tags,
        summary:
          'Start it by hand: announce it on the letter’s page. Before its conditions hold that `waits` for a second owner',
        params: ByStage,
        body: Looked,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const looked = { stageId, version: request.body.version }
      return { outcome: await announce(parts, organizerOf(request).id, letterId, looked, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/confirmation`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Carry it out, once the notice is over; `waits` until a second owner confirms the same',
        params: ByStage,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      return { outcome: await confirmDelivery(parts, organizerOf(request).id, letterId, stage, parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/cancellation`,
    {
      schema: {
        tags,
        summary: 'Send nothing more: `stopped` for 72 hours by one of several owners, `cancelled` with a second one',
        params: ByStage,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      return { outcome: await cancelDelivery(parts, organizerOf(request).id, letterId, stage, parts.clock()) }
    },
  )

  scope.delete(
    `${base}/:stage/stop`,
    { schema: { tags, summary: 'Take one’s own stop back', params: ByStage, response: answers({ 200: nothing }) } },
    async (request) => {
      await liftStop(parts, organizerOf(request).id, request.params.id, request.params.stage, parts.clock())
      return {}
    },
  )

  scope.delete(
    `${base}/:stage/call`,
    { schema: { tags, summary: 'End a call to write', params: ByStage, response: answers({ 200: nothing }) } },
    async (request) => {
      await endCall(parts, organizerOf(request).id, request.params.id, request.params.stage, parts.clock())
      return {}
    },
  )
}

function handApi(scope: App, parts: Parts): void {
  const HandedOver = Type.Object(
    {
      handed_on: Type.String({ maxLength: 20, description: 'YYYY-MM-DD' }),
      photo: Type.Optional(
        Type.String({ contentEncoding: 'base64', description: 'JPEG, PNG or WebP; kept without metadata' }),
      ),
    },
    strict,
  )
  scope.post(
    `${base}/:stage/hand-over`,
    {
      bodyLimit: Math.ceil((largestPhoto * 4) / 3) + 10_000,
      schema: {
        tags,
        summary: 'Say that what was printed has been handed over',
        params: ByStage,
        body: HandedOver,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      const { handed_on: on, photo } = request.body
      const bytes = photo === undefined ? null : Buffer.from(photo, 'base64')
      await recordHandOver(parts, organizerOf(request).id, letterId, stage, { on, photo: bytes }, parts.clock())
      return {}
    },
  )

  scope.get(
    `${base}/:stage/prints/:recipient/letter.pdf`,
    { schema: { tags, summary: 'The frozen PDF to print and carry', params: ByCopy, response: answers({ 200: Pdf }) } },
    async (request, reply) => {
      const { id: letterId, stage: stageId, recipient: recipientId } = request.params
      const looked = { stageId, recipientId }
      const { pdf } = await fetchPrint(parts, organizerOf(request).id, letterId, looked, parts.clock())
      return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
    },
  )
}

function copyApi(scope: App, parts: Parts): void {
  const copies = `${base}/:stage/copies/:recipient`
  const Proposed = Type.Object({ proposed: Type.Optional(Type.Literal('yes')) }, strict)
  const preview = (
    organizer: string,
    { id: letter, stage, recipient }: Static<typeof ByCopy>,
    { proposed }: Static<typeof Proposed>,
  ) => {
    const looked = { stageId: stage, recipientId: recipient, proposed: proposed !== undefined }
    return previewCopy(parts, organizer, letter, looked, parts.clock())
  }

  scope.get(
    copies,
    {
      schema: {
        tags,
        summary: 'What one recipient gets, exactly; empty where nothing is mailed',
        params: ByCopy,
        querystring: Proposed,
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
      const { message, copy } = await preview(organizerOf(request).id, request.params, request.query)
      const { to = '', subject = '', text = '', html = '' } = message ?? {}
      return { to, subject, text, html, names: copy.names }
    },
  )

  scope.get(
    `${copies}/letter.pdf`,
    {
      schema: {
        tags,
        summary: 'The PDF that one recipient gets',
        params: ByCopy,
        querystring: Proposed,
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const { pdf } = await preview(organizerOf(request).id, request.params, request.query)
      if (!pdf) throw new Refusal('not-found', 'not-found', 'The press gets no PDF.')
      return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
    },
  )
}

function inputOf(typed: Static<ReturnType<typeof Type.Object<typeof NewStage>>>): StageInput {
  const { date, count, silence } = typed.conditions ?? {}
  return {
    kind: typed.kind ?? 'mail',
    recipients: typed.recipients ?? [],
    press: typed.press ?? '',
    note: typed.note ?? '',
    disclosure: typed.disclosure ?? '',
    conditions: {
      date: date?.local ?? '',
      zone: date?.zone ?? '',
      least: count ? String(count.least) : '',
      class: count?.class ?? '',
      after: silence?.after ?? '',
      days: silence ? String(silence.days) : '',
    },
  }
}
