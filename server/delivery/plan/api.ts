import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
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
import { noConditions, type TypedConditions } from '../stages/conditions.ts'
import { copyApi } from './copy-api.ts'
import { planJson } from './json-view.ts'
import { moveStage } from './move-stage.ts'
import { noEmbargo } from '../embargo.ts'
import type { StageInput } from './read-stage.ts'
import { addStage, changeStage } from './change-stage.ts'
import { showPlan } from './show-plan.ts'
import { endings, lookedActs, plainActs, type StageAct } from './stage-acts.ts'

const base = '/dashboard/letters/:id/stages'
const ByLetter = Type.Object({ id })
const Looked = Type.Object(
  { version: Type.Integer({ description: 'The version of the stage that the owner has seen' }) },
  strict,
)

export function planApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    editApi(scope, parts)
    actApi(scope, parts)
    copyApi(scope, parts)
  })
}

function editApi(scope: App, parts: Parts): void {
  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'Get the plan of a letter, the state of each stage, and the possible recipients',
        params: ByLetter,
        response: answers({ 200: PlanSchema }),
      },
    },
    async (request) =>
      planJson(
        await showPlan(parts, organizerOf(request).id, request.params.id, parts.clock()),
        catalogueOf(request.language),
      ),
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
        summary:
          'Change a stage that has not started. For an approved stage, the outcome is `waits` until a second owner agrees',
        params: ByStage,
        body: Type.Object({ ...NewStage, version: Type.Integer() }, strict),
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => {
      const { id: letterId, stage: stageId } = request.params
      const { version, ...typed } = request.body
      const organizer = organizerOf(request)
      const looked = { stageId, version }
      return { outcome: await changeStage(parts, organizer, letterId, looked, inputOf(typed), parts.clock()) }
    },
  )

  scope.post(
    `${base}/:stage/place`,
    {
      schema: {
        tags,
        summary: 'Swap a stage with the one before or after it',
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
}

const summaries: Record<StageAct, string> = {
  removal: 'Remove a stage that has not started from the plan',
  approval: 'Approve a stage, so that it starts by itself. The outcome is `waits` until a second owner agrees',
  announcement:
    'Start a stage by hand: announce it on the letter’s page. Before its conditions hold, the outcome is `waits` until a second owner agrees',
  confirmation: 'Carry out a stage whose notice is over. The outcome is `waits` until a second owner agrees',
  cancellation:
    'Stop sending. One of several owners stops it for 72 hours (`stopped`). A second owner who agrees ends it (`cancelled`)',
  change: 'Drop a proposed change. The stage stays as it was approved',
  stop: 'Take back your own stop',
  call: 'End a call to write',
}

function actApi(scope: App, parts: Parts): void {
  for (const [path, act] of lookedActs)
    scope.post(
      `${base}/:stage/${path}`,
      {
        schema: { tags, summary: summaries[path], params: ByStage, body: Looked, response: answers({ 200: Outcome }) },
      },
      async (request) => {
        const { id: letterId, stage: stageId } = request.params
        const looked = { stageId, version: request.body.version }
        return { outcome: await act(parts, organizerOf(request), letterId, looked, parts.clock()) }
      },
    )

  for (const [path, act] of plainActs)
    scope.post(
      `${base}/:stage/${path}`,
      {
        ...idempotent(parts),
        schema: { tags, summary: summaries[path], params: ByStage, response: answers({ 200: Outcome }) },
      },
      async (request) => {
        const { id: letterId, stage } = request.params
        return { outcome: await act(parts, organizerOf(request), letterId, stage, parts.clock()) }
      },
    )

  for (const [path, act] of endings)
    scope.delete(
      `${base}/:stage/${path}`,
      { schema: { tags, summary: summaries[path], params: ByStage, response: answers({ 200: nothing }) } },
      async (request) => {
        const { id: letterId, stage } = request.params
        await act(parts, organizerOf(request).id, letterId, stage, parts.clock())
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
  answer_days = null,
  answer_by = null,
  embargo = null,
}: NewStageBody): StageInput {
  const answer = { days: answer_days === null ? '' : String(answer_days), by: answer_by ?? '' }
  return {
    kind,
    recipients,
    press,
    note,
    disclosure,
    conditions: conditionsOf(conditions),
    answer,
    embargo: embargo ?? noEmbargo,
  }
}

function conditionsOf({
  date,
  count,
  silence,
  together = false,
}: NonNullable<NewStageBody['conditions']> = {}): TypedConditions {
  return {
    ...noConditions,
    ...(date && { date: date.local, zone: date.zone }),
    ...(count && { least: String(count.least), class: count.class }),
    ...(silence && { after: silence.after, days: String(silence.days) }),
    ...(together && { together: 'yes' }),
  }
}
