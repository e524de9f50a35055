import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { extendLetter } from './extend-letter.ts'
import { closeLetter } from './close-letter.ts'
import { discardDraft } from '../drafting/discard-draft.ts'
import { restoreDraft } from '../drafting/restore-draft.ts'
import { OrganizerLetterSchema } from '../drafting/schemas.ts'
import { organizerLetterJson } from '../drafting/view.ts'
import { readLetter } from '../read-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { purgeLetter, rehearsePurge } from './purge-letter.ts'
import { ClosureSchema, DiscardSchema, ExtensionSchema, PurgeSchema } from './schemas.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })

const tags = ['letters']

/** Registers the API to discard a draft, and to close, extend and purge a letter. */
export function endApi(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/closure',
    {
      schema: {
        tags,
        summary: 'Closes the letter. This is final.',
        params: ById,
        response: answers({ 200: ClosureSchema }),
      },
    },
    async (request) => ({
      outcome: await closeLetter(parts, organizerOf(request), request.params.id, parts.clock()),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/extension',
    {
      schema: {
        tags,
        summary:
          'Extends signing once, and tells everybody who asked for updates. A week before the end at the latest.',
        params: ById,
        body: Type.Object(
          { until: Type.String({ maxLength: 20, description: 'The new last day of signing in UTC, YYYY-MM-DD' }) },
          { additionalProperties: false },
        ),
        response: answers({ 200: ExtensionSchema }),
      },
    },
    async (request) => ({
      outcome: await extendLetter(parts, organizerOf(request), request.params.id, request.body.until, parts.clock()),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/discard',
    {
      schema: {
        tags,
        summary: 'Discards a draft that was never opened. An owner can restore it for a day. Then it is erased.',
        params: ById,
        response: answers({ 200: DiscardSchema }),
      },
    },
    async (request) => ({
      outcome: await discardDraft(parts, organizerOf(request), request.params.id, parts.clock()),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/restoration',
    {
      schema: {
        tags,
        summary: 'Restores a discarded draft',
        params: ById,
        response: answers({ 200: OrganizerLetterSchema }),
      },
    },
    async (request) => {
      const { id } = request.params
      const organizer = organizerOf(request)
      await restoreDraft(parts, organizer.id, id, parts.clock())
      return organizerLetterJson(await readLetter(parts, organizer.id, id), catalogueOf(request.language))
    },
  )
  scope.get(
    '/dashboard/letters/:id/purge',
    {
      schema: {
        tags,
        summary: 'Returns what a purge would delete and keep. Changes nothing.',
        params: ById,
        response: answers({ 200: PurgeSchema }),
      },
    },
    async (request) => ({
      outcome: 'rehearsed' as const,
      ...(await rehearsePurge(parts, organizerOf(request).id, request.params.id, parts.clock())),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/purge',
    {
      schema: {
        tags,
        summary: 'Purges the closed letter. This is final.',
        params: ById,
        response: answers({ 200: PurgeSchema }),
      },
    },
    (request) => purgeLetter(parts, organizerOf(request), request.params.id, parts.clock()),
  )
}
