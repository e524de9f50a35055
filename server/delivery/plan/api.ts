import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { announce } from '../announce.ts'
import { cancelDelivery } from '../cancel-delivery.ts'
import { confirmDelivery } from '../confirm-delivery.ts'
import {
  ByStage,
  id,
  NewStage,
  newStage,
  nothing,
  Outcome,
  PlanSchema,
  strict,
  tags,
  type NewStageBody,
} from './schemas.ts'
import { approveStage } from './approve-stage.ts'
import { noConditions, type TypedConditions } from './conditions-rules.ts'
import { copyApi } from './copy-api.ts'
import { endCall } from './end-call.ts'
import { planJson } from './json-view.ts'
import { liftStop } from './lift-stop.ts'
import { moveStage } from './move-stage.ts'
import type { StageInput } from './read-stage.ts'
import { removeStage } from './remove-stage.ts'
import { addStage, agreeToChange, changeStage, dropChange } from './save-stage.ts'
import { showPlan } from './show-plan.ts'

const base = '/desk/letters/:id/stages'
const ByLetter = Type.Object({ id })
const Looked = Type.Object({ version: Type.Integer({ description: 'The version that was looked at' }) }, strict)

export function planApi(scope: App, parts: Parts): void {
  editApi(scope, parts)
  actApi(scope, parts)
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
        body: newStage(),
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

function inputOf({
  kind = 'mail',
  recipients = [],
  press = '',
  note = '',
  disclosure = '',
  conditions,
}: NewStageBody): StageInput {
  return { kind, recipients, press, note, disclosure, conditions: conditionsOf(conditions) }
}

function conditionsOf({ date, count, silence }: NonNullable<NewStageBody['conditions']> = {}): TypedConditions {
  return {
    ...noConditions,
    ...(date && { date: date.local, zone: date.zone }),
    ...(count && { least: String(count.least), class: count.class }),
    ...(silence && { after: silence.after, days: String(silence.days) }),
  }
}
