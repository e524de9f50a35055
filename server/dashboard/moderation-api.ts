import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerOf } from '../http/organizer-scope.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { hideName } from '../signatures/moderation/hide-name.ts'
import { countMatching, invalidate } from '../signatures/moderation/invalidate.ts'
import { noteNamesChecked } from '../signatures/moderation/note-names-checked.ts'
import { reinstate } from '../signatures/moderation/reinstate.ts'
import { settleNameClaim } from '../signatures/moderation/settle-name-claim.ts'
import { showNameAgain } from '../signatures/moderation/show-name-again.ts'
import { ByLetter, ByRow, conditionFrom } from './input-view.ts'
import { listNameClaims } from './list-name-claims.ts'
import { CheckedSchema, CountSchema, NameClaimsSchema, OutcomeSchema } from './schemas.ts'

const tags = ['dashboard']
const Condition = Type.Object(
  {
    resemblance: Type.Optional(Type.String({ maxLength: 10 })),
    visibility: Type.Optional(Type.String({ maxLength: 20 })),
    name: Type.Optional(Type.String({ maxLength: 200, description: 'A part of the name' })),
    employer: Type.Optional(
      Type.String({ maxLength: 40, description: 'Id. Cannot be combined with another condition.' }),
    ),
  },
  { additionalProperties: false },
)
const Reason = Type.String({ maxLength: 30, description: 'not-theirs, not-an-employee, not-a-person or other' })

/** Registers the JSON routes for moderation within the organizers' scope. Each act is idempotent. */
export function moderationApi(scope: App, parts: Parts): void {
  singleActs(scope, parts)
  bulkActs(scope, parts)
  checks(scope, parts)
  claims(scope, parts)
}

async function moderator(parts: Parts, request: FastifyRequest) {
  const { id } = request.params as { id: string }
  const organizerId = organizerOf(request).id
  const { letter } = await authorizeLetter(parts, organizerId, id, 'moderate')
  return { letterId: letter.id, organizerId }
}

function singleActs(scope: App, parts: Parts): void {
  const about = <S extends typeof CountSchema | typeof OutcomeSchema>(success: S) => ({
    tags,
    params: ByRow,
    response: answers({ 200: success }),
  })
  const at = '/dashboard/letters/:id/signatures/:row'
  scope.post(
    `${at}/hiding`,
    { schema: { ...about(OutcomeSchema), summary: 'Hides a name: “my name, not my signature”' } },
    async (request) => {
      const signatureId = (request.params as { row: string }).row
      return { outcome: await hideName(parts, { ...(await moderator(parts, request)), signatureId }, parts.clock()) }
    },
  )
  scope.post(
    `${at}/hiding/end`,
    { schema: { ...about(OutcomeSchema), summary: 'Shows a hidden name again' } },
    async (request) => {
      const signatureId = (request.params as { row: string }).row
      return {
        outcome: await showNameAgain(parts, { ...(await moderator(parts, request)), signatureId }, parts.clock()),
      }
    },
  )
  const body = Type.Object({ reason: Reason }, { additionalProperties: false })
  const one = { schema: { ...about(CountSchema), summary: 'Invalidates a signature', body } }
  scope.post(`${at}/invalidation`, one, async (request) => {
    const { row: signatureId } = request.params as { row: string }
    const by = await moderator(parts, request)
    return invalidate(parts, { ...by, meant: { signatureId }, reason: request.body.reason }, parts.clock())
  })
  scope.post(
    `${at}/invalidation/end`,
    { schema: { ...about(CountSchema), summary: 'Reinstates an invalidated signature' } },
    async (request) => {
      const signatureId = (request.params as { row: string }).row
      return reinstate(parts, { ...(await moderator(parts, request)), signatureId }, parts.clock())
    },
  )
}

function checks(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/signatures/checked',
    {
      schema: {
        tags,
        summary: 'Says that a moderator has looked at all names that do not resemble their addresses',
        params: ByLetter,
        body: Type.Object(
          {
            as_of: Type.String({
              maxLength: 40,
              description: 'The batch of the list that the moderator has looked at',
            }),
          },
          { additionalProperties: false },
        ),
        response: answers({ 200: CheckedSchema }),
      },
    },
    async (request) => ({
      outcome: await noteNamesChecked(parts, await moderator(parts, request), request.body.as_of),
    }),
  )
}

function bulkActs(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/invalidations/preview',
    {
      schema: {
        tags,
        summary: 'Returns how many signatures match a condition',
        params: ByLetter,
        body: Condition,
        response: answers({ 200: CountSchema }),
      },
    },
    async (request) => {
      const by = await moderator(parts, request)
      return { count: await countMatching(parts, by, conditionFrom(request.body)) }
    },
  )
  scope.post(
    '/dashboard/letters/:id/invalidations',
    {
      schema: {
        tags,
        summary: 'Invalidates all signatures that match a condition, if their number is the expected one',
        params: ByLetter,
        body: Type.Object(
          { condition: Condition, expected: Type.Integer(), reason: Reason },
          { additionalProperties: false },
        ),
        response: answers({ 200: CountSchema }),
      },
    },
    async (request) => {
      const by = await moderator(parts, request)
      const { condition, expected, reason } = request.body
      const meant = { condition: conditionFrom(condition), expected }
      return invalidate(parts, { ...by, meant, reason }, parts.clock())
    },
  )
  scope.post(
    '/dashboard/letters/:id/invalidations/:row/end',
    {
      schema: {
        tags,
        summary: 'Undoes an invalidation. `row` is its id in the activity',
        params: ByRow,
        response: answers({ 200: CountSchema }),
      },
    },
    async (request) =>
      reinstate(parts, { ...(await moderator(parts, request)), activityId: request.params.row }, parts.clock()),
  )
}

function claims(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/name-claims',
    {
      schema: {
        tags,
        summary: 'Lists requests “my name, not my signature” that wait for a decision',
        params: ByLetter,
        response: answers({ 200: NameClaimsSchema }),
      },
    },
    async (request, reply) => {
      const { letterId } = await moderator(parts, request)
      void reply.header('cache-control', 'no-store')
      return { claims: await listNameClaims(parts, letterId) }
    },
  )
  const Decision = Type.Union([
    Type.Object(
      { decision: Type.Literal('hide'), signature: Type.String({ maxLength: 22 }) },
      { additionalProperties: false },
    ),
    Type.Object({ decision: Type.Literal('decline') }, { additionalProperties: false }),
  ])
  const outcomes = { hide: 'hidden', decline: 'declined' } as const
  scope.post(
    '/dashboard/letters/:id/name-claims/:row/decision',
    {
      schema: {
        tags,
        summary: 'Hides the name that a request concerns, or declines the request',
        params: ByRow,
        body: Decision,
        response: answers({ 200: OutcomeSchema }),
      },
    },
    async (request) => {
      const { body, params } = request
      const by = { ...(await moderator(parts, request)), claimId: params.row }
      const decision =
        body.decision === 'hide'
          ? ({ decision: 'hide', signatureId: body.signature } as const)
          : { decision: body.decision }
      await settleNameClaim(parts, { ...by, ...decision }, parts.clock())
      return { outcome: outcomes[body.decision] }
    },
  )
}
