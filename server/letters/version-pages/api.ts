import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { Refusal, say } from '../../refusal.ts'
import { markVersion } from '../versions/mark-version.ts'
import { nameVersion } from '../versions/name-version.ts'
import { saveVersion } from '../versions/save-version.ts'
import { showVersion } from '../versions/show-version.ts'
import { showVersions } from '../versions/show-versions.ts'
import { restoreVersion } from './restore-version.ts'
import { endKeeping, keepDrafting } from '../versions/keep-drafting.ts'
import {
  ComparisonSchema,
  KeepingSchema,
  RestoringSchema,
  VersionContentSchema,
  VersionSchema,
  VersionsSchema,
} from './schemas.ts'
import { comparisonJson, versionContentJson, versionJson, versionsJson } from './view.ts'

const strict = { additionalProperties: false }
const id = Type.String({ maxLength: 36 })
const ById = Type.Object({ id })
const ByNumber = Type.Object({ id, number: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) })
const Name = Type.String({ maxLength: 1000 })
const tags = ['letters']

/** Registers the API of the versions of a draft. */
export function versionApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    readingApi(scope, parts)
    keepingApi(scope, parts)
    marksApi(scope, parts)
  })
}

function readingApi(scope: App, parts: Parts): void {
  scope.get(
    '/dashboard/letters/:id/versions',
    {
      schema: {
        tags,
        summary: 'Lists the versions of the draft that are kept',
        params: ById,
        response: answers({ 200: VersionsSchema }),
      },
    },
    async (request) => versionsJson(await showVersions(parts, organizerOf(request).id, request.params.id)),
  )
  scope.get(
    '/dashboard/letters/:id/versions/:number',
    {
      schema: {
        tags,
        summary: 'Returns one version of the draft',
        params: ByNumber,
        response: answers({ 200: VersionContentSchema }),
      },
    },
    async (request) => {
      const { id: letterId, number: asked } = request.params
      return versionContentJson(await showVersion(parts, organizerOf(request).id, letterId, asked))
    },
  )
  scope.get(
    '/dashboard/letters/:id/versions/:number/comparison',
    {
      schema: {
        tags,
        summary: 'Compares a version with the draft, or with another version, by words',
        params: ByNumber,
        querystring: Type.Object(
          { with: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'The other version' })) },
          strict,
        ),
        response: answers({ 200: ComparisonSchema }),
      },
    },
    async (request) => {
      const show = (each: string) => showVersion(parts, organizerOf(request).id, request.params.id, each)
      const { with: other } = request.query
      return comparisonJson(await show(request.params.number), other === undefined ? undefined : await show(other))
    },
  )
}

function keepingApi(scope: App, parts: Parts): void {
  const shown = async (organizerId: string, letterId: string, asked: string) =>
    versionJson((await showVersion(parts, organizerId, letterId, asked)).version)
  scope.post(
    '/dashboard/letters/:id/versions',
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Keeps the draft as it is, under a name',
        params: ById,
        body: Type.Object({ name: Name }, strict),
        response: answers({ 201: VersionSchema }),
      },
    },
    async (request, reply) => {
      const organizer = organizerOf(request)
      const kept = await saveVersion(parts, organizer.id, request.params.id, request.body.name, parts.clock())
      return reply.code(201).send(await shown(organizer.id, request.params.id, String(kept)))
    },
  )
  scope.post(
    '/dashboard/letters/:id/versions/keeping',
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Keeps versions and comments of an open letter until the purge. Needs a second owner if there is one.',
        params: ById,
        response: answers({ 200: KeepingSchema }),
      },
    },
    async (request) => ({
      outcome: await keepDrafting(parts, organizerOf(request), request.params.id, parts.clock()),
    }),
  )
  scope.delete(
    '/dashboard/letters/:id/versions/keeping',
    {
      schema: {
        tags,
        summary: 'Keeps versions and comments no longer. What is due is erased within the hour.',
        params: ById,
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      await endKeeping(parts, organizerOf(request).id, request.params.id, parts.clock())
      return reply.code(204).send(null)
    },
  )
  scope.put(
    '/dashboard/letters/:id/versions/:number/name',
    {
      schema: {
        tags,
        summary: 'Names a version, renames it, or takes its name off with an empty name',
        params: ByNumber,
        body: Type.Object({ name: Name }, strict),
        response: answers({ 200: VersionSchema }),
      },
    },
    async (request) => {
      const { id: letterId, number: asked } = request.params
      const organizer = organizerOf(request)
      await nameVersion(parts, organizer.id, placeOf(request.params), request.body.name)
      return shown(organizer.id, letterId, asked)
    },
  )
  scope.post(
    '/dashboard/letters/:id/versions/:number/restoration',
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary: 'Makes a version the draft. The draft before it is kept as a version.',
        params: ByNumber,
        body: Type.Object(
          {
            version: Type.Integer({
              description: 'Version of the draft that you saw. If it changed, the answer is 409.',
            }),
          },
          strict,
        ),
        response: answers({ 200: RestoringSchema }),
      },
    },
    async (request) => {
      const from = { version: request.body.version }
      const saved = await restoreVersion(parts, organizerOf(request), placeOf(request.params), from, parts.clock())
      if (saved.outcome === 'overtaken')
        throw new Refusal('conflict', 'draft-changed', say('drafting-changed-meanwhile'))
      return { version: saved.letter.draft_version }
    },
  )
}

function marksApi(scope: App, parts: Parts): void {
  const marking = (read: boolean) => ({
    schema: {
      tags,
      summary: read ? 'Says that you have read a version' : 'Takes back that you have read a version',
      params: ByNumber,
      response: answers({ 200: VersionSchema }),
    },
  })
  const mark = async (organizerId: string, params: { id: string; number: string }, read: boolean) => {
    await markVersion(parts, organizerId, placeOf(params), read)
    return versionJson((await showVersion(parts, organizerId, params.id, params.number)).version)
  }
  scope.put('/dashboard/letters/:id/versions/:number/reading', marking(true), (request) =>
    mark(organizerOf(request).id, request.params, true),
  )
  scope.delete('/dashboard/letters/:id/versions/:number/reading', marking(false), (request) =>
    mark(organizerOf(request).id, request.params, false),
  )
}

function placeOf({ id: letterId, number: asked }: { id: string; number: string }) {
  return { letter_id: letterId, number: Number(asked) }
}
