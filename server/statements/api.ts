import Type from 'typebox'
import { findLetter } from '../letter/find-letter.ts'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { decideStatement } from './decide-statement.ts'
import { publicStatements, statementsToRead } from './public-statements.ts'
import { stateOfMyStatement, withdrawStatement } from './withdraw-statement.ts'
import { SentSchema, SignedSchema, StatementsSchema, StatementsToReadSchema, StateSchema } from './schemas.ts'
import { sendStatement } from './send-statement.ts'
import { statementsJson, statementsToReadJson } from './view.ts'

const tags = ['statements']
const strict = { additionalProperties: false }
const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })
const ByRow = Type.Object({ id: Type.String({ maxLength: 36 }), row: Type.String({ maxLength: 40 }) })
export function statementApi(app: App, parts: Parts): void {
  authorApi(app, parts)
  organizerApi(app, parts, (scope) => moderationApi(scope, parts))
}

function authorApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/statements',
    {
      schema: {
        tags,
        summary: 'Statements without a name that the organizers have published',
        params: ByKey,
        response: answers({ 200: StatementsSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      return reply
        .header('cache-control', 'no-store')
        .send(statementsJson(await publicStatements(parts.db, letter), catalogueOf(request.language)))
    },
  )
  app.post(
    '/letters/:key/statements',
    {
      schema: {
        tags,
        summary: 'Send a statement for an anonymous signature that is counted, or replace one that waits for its batch',
        params: ByKey,
        body: SentSchema,
        response: answers({ 202: StateSchema }),
      },
    },
    async (request, reply) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      const letter = await findLetter(parts, request.params.key)
      await sendStatement(parts, letter, request.body, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send({ state: 'batch' })
    },
  )
  app.post(
    '/letters/:key/statements/mine',
    {
      schema: {
        tags,
        summary: 'The state of a statement: `batch`, `waiting`, `public`, `declined` or `none`',
        params: ByKey,
        body: SignedSchema,
        response: answers({ 200: StateSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      return reply
        .header('cache-control', 'no-store')
        .send({ state: await stateOfMyStatement(parts, letter, request.body) })
    },
  )
  app.post(
    '/letters/:key/statements/withdrawal',
    {
      schema: {
        tags,
        summary: 'Withdraw a statement at once',
        params: ByKey,
        body: SignedSchema,
        response: answers({ 200: StateSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      await withdrawStatement(parts, letter, request.body, parts.clock())
      return reply.header('cache-control', 'no-store').send({ state: 'none' })
    },
  )
}

function moderationApi(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/statements',
    {
      schema: {
        tags,
        summary: 'Statements that wait for a moderator, with their class and nothing else',
        params: ById,
        response: answers({ 200: StatementsToReadSchema }),
      },
    },
    async (request, reply) => {
      const { letter } = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'moderate')
      return reply
        .header('cache-control', 'no-store')
        .send(statementsToReadJson(await statementsToRead(parts, letter), catalogueOf(request.language)))
    },
  )
  scope.post(
    '/dashboard/letters/:id/statements/:row/decision',
    {
      schema: {
        tags,
        summary: 'Publish a statement, or decline it. Declining erases its text.',
        params: ByRow,
        body: Type.Object({ verdict: Type.String({ maxLength: 20, description: '`publish` or `decline`' }) }, strict),
        response: answers({ 200: Type.Object({}) }),
      },
    },
    async (request) => {
      const organizer = organizerOf(request)
      const { letter } = await authorizeLetter(parts, organizer.id, request.params.id, 'moderate')
      const decision = { letterId: letter.id, organizerId: organizer.id, id: request.params.row }
      await decideStatement(parts, { ...decision, verdict: request.body.verdict }, parts.clock())
      return {}
    },
  )
}
