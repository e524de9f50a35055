import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { sendFromCache } from '../../http/pages.ts'
import { NamesQuery } from './routes.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { listNames, outdatedAt, summarizeLetter } from './show-letter.ts'
import { LetterSchema, NamesSchema } from './schemas.ts'
import { namesJson } from './names-view.ts'
import { letterJson } from './view.ts'

const params = Type.Object({
  key: Type.String({ maxLength: 80, description: 'Slug, or the unguessable part of a quiet link' }),
})

export function letterApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key',
    {
      schema: {
        tags: ['letters'],
        summary: 'Returns a letter with its counts',
        params,
        response: answers({ 200: LetterSchema }),
      },
    },
    async (request, reply) => {
      const path = `/api/v1/letters/${request.params.key}`
      await sendFromCache(parts, { path, request, reply }, async () => {
        const now = parts.clock()
        const letter = await findLetter(parts, request.params.key)
        const summary = await summarizeLetter(parts, letter, now)
        return {
          subject: letter.id,
          type: 'application/json; charset=utf-8',
          // Serialized by the schema, so that a field that it does not list is not sent.
          content: reply.serialize(letterJson(summary, now, catalogueOf(request.language))) as string,
          until: outdatedAt(summary, now),
          shared: letter.public,
        }
      })
      return reply
    },
  )

  app.get(
    '/letters/:key/signatures',
    {
      schema: {
        tags: ['signatures'],
        summary: 'Returns a page of the public names, and the labels in place of the others',
        params,
        querystring: NamesQuery,
        response: answers({ 200: NamesSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const facts = await listNames(parts, letter, request.query)
      void reply.header('cache-control', letter.public ? 'no-cache' : 'private, no-store')
      return namesJson(facts, catalogueOf(request.language))
    },
  )
}
