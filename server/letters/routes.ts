import { Resvg } from '@resvg/resvg-js'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { render, sendPage } from '../http/pages.ts'
import { cardSvg } from './circle-rules.ts'
import { findLetter, listNames, showLetter } from './show.ts'
import { tallyOf } from './page-queries.ts'
import { letterPage, letterShell, namesPageData } from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }

export function letterRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key', { schema: ByKey }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    if (letter.public && request.params.key !== letter.slug) return reply.redirect(`/letters/${letter.slug}`, 303)
    const ticket = parts.hot.ticket(letter.id)
    const facts = await showLetter(parts, letter)
    const html = render('letters/show', letterPage(facts, now), letterShell(facts, parts.config.origin))
    const etag = parts.hot.keep(ticket, request.url, 'text/html; charset=utf-8', html, changesAt(letter.closes_at, now))
    return reply.header('cache-control', 'no-cache').header('etag', etag).type('text/html; charset=utf-8').send(html)
  })

  app.get('/letters/:key/signatures', { schema: { ...ByKey, querystring: NamesQuery } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const { search = '', after } = request.query
    const names = await listNames(parts, letter, await tallyOf(parts.db, letter.id), {
      search: search.trim(),
      after: after === undefined ? null : Buffer.from(after, 'base64url'),
    })
    const facts = await showLetter(parts, letter)
    const shell = letterShell(facts, parts.config.origin)
    return sendPage(reply, 'letters/names', namesPageData(facts, names, search, parts.clock()), {
      ...shell,
      robots: 'noindex',
    })
  })

  app.get('/letters/:key/card.png', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    if (!letter.public) return reply.callNotFound()
    const ticket = parts.hot.ticket(letter.id)
    const facts = await showLetter(parts, letter)
    const { tally, title, employers } = letterPage(facts, parts.clock()).letter
    const words = tally.classes.map((each) => `${String(each.count)} ${each.words}`).join(', ')
    const svg = cardSvg(facts.places, { title, words, by: employers.map(({ name }) => name).join(', ') })
    const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
    parts.hot.keep(ticket, request.url, 'image/png', png)
    return reply.type('image/png').header('cache-control', 'no-cache').send(png)
  })
}

export const NamesQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
  },
  { additionalProperties: false },
)

/** A kept page says something else from the next day on, and from closing on. */
function changesAt(closesAt: Date | null, now: Date): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  return closesAt && closesAt > now ? Math.min(midnight, closesAt.getTime()) : midnight
}
