import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { closeLetter } from './close-letter.ts'
import { discardDraft } from '../drafting/discard-draft.ts'
import { purgeLetter, rehearsePurge } from './purge-letter.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })
const Counts = Type.Record(Type.String(), Type.Integer())
const Purge = Type.Object({ outcome: Type.String(), goes: Type.Optional(Counts), stays: Type.Optional(Counts) })
const Outcome = Type.Object({
  outcome: Type.String({ description: '`waits`: a second owner must ask for the same.' }),
})

const tags = ['letters']

/** Registers the API to discard a draft, and to close and purge a letter. */
export function endApi(scope: App, parts: Parts): void {
  scope.post(
    '/dashboard/letters/:id/closure',
    {
      schema: {
        tags,
        summary: 'Closes the letter. This is final.',
        params: ById,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => ({
      outcome: await closeLetter(parts, organizerOf(request).id, request.params.id, parts.clock()),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/discard',
    {
      schema: {
        tags,
        summary: 'Discards a draft that was never opened. This is final.',
        params: ById,
        response: answers({ 200: Outcome }),
      },
    },
    async (request) => ({
      outcome: await discardDraft(parts, organizerOf(request).id, request.params.id, parts.clock()),
    }),
  )
  scope.get(
    '/dashboard/letters/:id/purge',
    {
      schema: {
        tags,
        summary: 'Returns what a purge would delete and keep. Changes nothing.',
        params: ById,
        response: answers({ 200: Purge }),
      },
    },
    async (request) => ({
      outcome: 'rehearsed',
      ...plain(await rehearsePurge(parts, organizerOf(request).id, request.params.id, parts.clock())),
    }),
  )
  scope.post(
    '/dashboard/letters/:id/purge',
    {
      schema: {
        tags,
        summary: 'Purges the closed letter. This is final.',
        params: ById,
        response: answers({ 200: Purge }),
      },
    },
    async (request) => {
      const report = await purgeLetter(parts, organizerOf(request).id, request.params.id, parts.clock())
      return report.outcome === 'waits' ? { outcome: 'waits' } : { outcome: 'purged', ...plain(report) }
    },
  )
}

function plain({ goes, stays }: { goes: object; stays: object }) {
  return { goes: { ...goes } as Record<string, number>, stays: { ...stays } as Record<string, number> }
}
