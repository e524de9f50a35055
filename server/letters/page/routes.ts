import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { render, sendFromCache, sendPage } from '../../http/pages.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { listNames, outdatedAt, showLetter } from './show-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { listToPrint } from './list-to-print.ts'
import { namesPageData, namesShell, printedNamesPage, printedNamesShell } from './names-view.ts'
import { letterShell } from './shell-view.ts'
import { letterPage } from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const html = 'text/html; charset=utf-8'

export const NamesQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 200 })),
    group: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })),
    after: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
    before: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22,23}$' })),
  },
  { additionalProperties: false },
)

const PrintQuery = Type.Pick(NamesQuery, ['after'], { additionalProperties: false })

export function letterRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key', { schema: ByKey }, (request, reply) =>
    sendFromCache(parts, { path: `/letters/${request.params.key}`, request, reply }, async () => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      if (letter.public && request.params.key !== letter.slug) {
        void reply.redirect(`/letters/${letter.slug}`, 303)
        return undefined
      }
      const facts = await showLetter(parts, letter, now)
      return {
        subject: letter.id,
        type: html,
        content: render('letters/page/show', letterPage(facts, now, catalogueOf(request.language)), {
          language: request.language,
          ...letterShell(facts, parts.config.origin, catalogueOf(request.language), now),
        }),
        until: outdatedAt(facts, now),
        shared: letter.public,
      }
    }),
  )

  app.get('/letters/:key/signatures', { schema: { ...ByKey, querystring: NamesQuery } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const facts = await listNames(parts, letter, request.query)
    return sendPage(reply, 'letters/page/names', namesPageData(facts), namesShell(facts))
  })

  app.get(
    '/letters/:key/signatures/print',
    { schema: { ...ByKey, querystring: PrintQuery } },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      const { after } = request.query
      const place = after === undefined ? undefined : Buffer.from(after, 'base64url')
      const facts = await listToPrint(parts, letter, place)
      return sendPage(reply, 'letters/page/printed-names', printedNamesPage(facts), printedNamesShell(facts))
    },
  )
}
