import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { sendStream } from '../http/pages.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { activityJson } from './activity-view.ts'
import { breakdownJson } from './breakdown-view.ts'
import { exportJson, namesCsv, separatorFrom } from './csv-view.ts'
import { exportNames } from './export-names.ts'
import { ByLetter, ListQuery, filterFrom, momentFrom } from './input-view.ts'
import { listSignatures } from './list-signatures.ts'
import { moderationApi } from './moderation-api.ts'
import { ActivitySchema, BreakdownSchema, DashboardSchema, ExportSchema, SignaturesSchema } from './schemas.ts'
import { listActivity, showDashboard } from './show-dashboard.ts'
import { signaturesJson } from './signatures-view.ts'
import { dashboardJson } from './view.ts'

const tags = ['dashboard']
const Search = Type.Object(
  { ...ListQuery.properties, search: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)

export function dashboardApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    summaries(scope, parts)
    lists(scope, parts)
    moderationApi(scope, parts)
  })
}

function summaries(scope: App, parts: Parts): void {
  const factsFor = async (request: FastifyRequest<{ Params: Static<typeof ByLetter> }>) => {
    const organizerId = organizerOf(request).id
    const found = await authorizeLetter(parts, organizerId, request.params.id, 'read')
    return showDashboard(parts, { ...found, organizerId }, parts.clock())
  }
  const about = (schema: typeof DashboardSchema | typeof BreakdownSchema) => ({
    tags,
    params: ByLetter,
    response: answers({ 200: schema }),
  })
  scope.get(
    '/dashboard/letters/:id/summary',
    { schema: { ...about(DashboardSchema), summary: 'Returns the counts, the gaps and the next events of a letter' } },
    async (request) => {
      return dashboardJson(await factsFor(request), catalogueOf(request.language))
    },
  )
  scope.get(
    '/dashboard/letters/:id/breakdown',
    {
      schema: {
        ...about(BreakdownSchema),
        summary: 'Returns counts by employer, class and visibility, without numbers from which a small one follows',
      },
    },
    async (request) => {
      return breakdownJson(await factsFor(request), catalogueOf(request.language))
    },
  )
  scope.post(
    '/dashboard/letters/:id/exports',
    {
      schema: {
        tags,
        summary: 'Exports the names as CSV. If there are several owners, a second one has to agree first',
        params: ByLetter,
        querystring: Type.Object(
          {
            separator: Type.Optional(
              Type.Union([Type.Literal('comma'), Type.Literal('semicolon')], {
                description: 'Between the columns. The default is `comma`.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers({ 200: ExportSchema }),
      },
    },
    async (request, reply) => {
      const organizer = organizerOf(request)
      const { letter } = await authorizeLetter(parts, organizer.id, request.params.id, 'export')
      void reply.header('cache-control', 'no-store')
      const by = { letterId: letter.id, asker: organizer }
      const separator = separatorFrom(request.query.separator)
      const outcome = await exportNames(parts, by, parts.clock(), (names, signal) => {
        const csv = namesCsv(names, separator, catalogueOf(request.language))
        return sendStream(reply, 'application/json; charset=utf-8', exportJson(csv), signal)
      })
      return outcome === 'sent' ? reply : { outcome }
    },
  )
}

function lists(scope: App, parts: Parts): void {
  const signatures = async (request: FastifyRequest<{ Params: Static<typeof ByLetter> }>, typed: unknown) => {
    const found = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'read')
    const fields = typed as Record<string, string | undefined>
    const filter = filterFrom((name) => fields[name] ?? '')
    return signaturesJson(await listSignatures(parts, found, filter), catalogueOf(request.language))
  }
  scope.get(
    '/dashboard/letters/:id/signatures',
    {
      schema: {
        tags,
        summary: 'Lists all signatures, with the names that this organizer may see',
        params: ByLetter,
        querystring: ListQuery,
        response: answers({ 200: SignaturesSchema }),
      },
    },
    (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return signatures(request, request.query)
    },
  )
  scope.post(
    '/dashboard/letters/:id/signatures/search',
    {
      schema: {
        tags,
        summary: 'Searches signatures by name. The name is in the body, so that it appears in no address',
        params: ByLetter,
        body: Search,
        response: answers({ 200: SignaturesSchema }),
      },
    },
    (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return signatures(request, request.body)
    },
  )
  scope.get(
    '/dashboard/letters/:id/activity',
    {
      schema: {
        tags,
        summary: 'Lists what organizers did',
        params: ByLetter,
        querystring: Type.Object(
          { before: Type.Optional(Type.String({ maxLength: 40 })) },
          { additionalProperties: false },
        ),
        response: answers({ 200: ActivitySchema }),
      },
    },
    async (request) => {
      const { letter, role } = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'read')
      const rows = await listActivity(parts, letter.id, momentFrom(request.query.before))
      return { activity: activityJson(rows, role, catalogueOf(request.language)) }
    },
  )
}
