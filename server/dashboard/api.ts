import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { exportNames } from './export-names.ts'
import { ByLetter, ListQuery, filterFrom, momentFrom } from './input-view.ts'
import { listSignatures } from './list-signatures.ts'
import { moderationApi } from './moderation-api.ts'
import { listActivity, showDashboard } from './show-dashboard.ts'
import { activityJson, breakdownJson, dashboardJson } from './view.ts'

const tags = ['dashboard']
const orNull = { string: Type.Union([Type.String(), Type.Null()]), integer: Type.Union([Type.Integer(), Type.Null()]) }

const DeskSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.String(),
  role: Type.String(),
  collecting: Type.Boolean(),
  as_of: orNull.string,
  goal: orNull.integer,
  classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  by_day: Type.Array(Type.Object({ day: Type.String(), added: Type.Integer(), total: Type.Integer() })),
  few_at: Type.Array(Type.String()),
  refused_mail: Type.Array(Type.Object({ domain: Type.String(), refused: Type.Integer() })),
  removals: orNull.integer,
  silence: Type.Union([Type.Object({ since: Type.String(), days: Type.Integer() }), Type.Null()]),
  next: Type.Array(Type.Object({ what: Type.String(), words: Type.String(), at: orNull.string, path: orNull.string })),
})

const Search = Type.Object(
  { ...ListQuery.properties, search: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)

const Cells = Type.Union([Type.Array(Type.Integer()), Type.Null()])
const BreakdownSchema = Type.Object({
  as_of: orNull.string,
  at_least: Type.Integer(),
  visibilities: Type.Array(Type.String()),
  rows: Type.Array(
    Type.Object({ employers: Type.Array(Type.String()), class: Type.String(), count: Type.Integer(), cells: Cells }),
  ),
  together: Cells,
  anonymous: Type.Integer(),
  facets: Type.Array(
    Type.Object({
      facet: Type.String(),
      values: Type.Array(Type.Object({ value: Type.String(), at_least: orNull.integer })),
    }),
  ),
})

const SignaturesSchema = Type.Object({
  signatures: Type.Array(
    Type.Object({
      id: Type.String(),
      name: orNull.string,
      words: Type.String(),
      visibility: Type.String(),
      class: Type.String(),
      resemblance: orNull.string,
      hidden: Type.Union([Type.Boolean(), Type.Null()]),
      invalid: orNull.string,
    }),
  ),
  next: orNull.string,
})

const ActivitySchema = Type.Object({
  activity: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      who: orNull.string,
      what: Type.String(),
      words: Type.String(),
      undo: Type.Boolean(),
    }),
  ),
})

export function dashboardApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    summaries(scope, parts)
    lists(scope, parts)
    moderationApi(scope, parts)
  })
}

function summaries(scope: App, parts: Parts): void {
  const summary = (words: string, schema: typeof DeskSchema | typeof BreakdownSchema) => ({
    schema: { tags, summary: words, params: ByLetter, response: answers({ 200: schema }) },
  })
  scope.get(
    '/dashboard/letters/:id/summary',
    summary('How many, who is missing, what happens next', DeskSchema),
    async (request) => {
      const { id } = request.params
      const found = await authorizeLetter(parts, organizerOf(request).id, id, 'read')
      return dashboardJson(await showDashboard(parts, found, parts.clock()))
    },
  )
  scope.get(
    '/dashboard/letters/:id/breakdown',
    summary('By employer, class and visibility, as far as no small number follows from it', BreakdownSchema),
    async (request) => {
      const { id } = request.params
      const found = await authorizeLetter(parts, organizerOf(request).id, id, 'read')
      return breakdownJson(await showDashboard(parts, found, parts.clock()))
    },
  )
  scope.post(
    '/dashboard/letters/:id/exports',
    {
      schema: {
        tags,
        summary: 'The names as CSV; with two owners, both have to ask',
        params: ByLetter,
        response: answers({ 200: Type.Object({ outcome: Type.String(), csv: Type.Optional(Type.String()) }) }),
      },
    },
    async (request, reply) => {
      const organizer = organizerOf(request)
      const { letter } = await authorizeLetter(parts, organizer.id, request.params.id, 'export')
      void reply.header('cache-control', 'no-store')
      return exportNames(parts, { letterId: letter.id, organizerId: organizer.id }, parts.clock())
    },
  )
}

function lists(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/signatures',
    {
      schema: {
        tags,
        summary: 'All signatures, with the names that this organizer may see',
        params: ByLetter,
        querystring: ListQuery,
        response: answers({ 200: SignaturesSchema }),
      },
    },
    async (request, reply) => {
      const found = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'read')
      const query = request.query as Record<string, string | undefined>
      void reply.header('cache-control', 'no-store')
      return listSignatures(
        parts,
        found,
        filterFrom((name) => query[name] ?? ''),
      )
    },
  )
  scope.post(
    '/dashboard/letters/:id/signatures/search',
    {
      schema: {
        tags,
        summary: 'The same, by name: in the body, so that no name stands in an address',
        params: ByLetter,
        body: Search,
        response: answers({ 200: SignaturesSchema }),
      },
    },
    async (request, reply) => {
      const found = await authorizeLetter(parts, organizerOf(request).id, request.params.id, 'read')
      const body = request.body as Record<string, string | undefined>
      void reply.header('cache-control', 'no-store')
      return listSignatures(
        parts,
        found,
        filterFrom((name) => body[name] ?? ''),
      )
    },
  )
  scope.get(
    '/dashboard/letters/:id/activity',
    {
      schema: {
        tags,
        summary: 'What organizers did',
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
      const language = catalogueOf(request.language)
      const activity = activityJson(await listActivity(parts, letter.id, momentFrom(request.query.before)), role)
      return { activity: activity.map((each) => ({ ...each, words: formatSentence(each.words, language) })) }
    },
  )
}
