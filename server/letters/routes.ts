import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../http/app-types.ts'
import { isUnchanged, type Validators } from '../http/hot.ts'
import { render, sendPage } from '../http/pages.ts'
import { drawCard } from './draw-card.ts'
import { findLetter } from '../common/find-letter.ts'
import { notFound } from '../refusal.ts'
import { pressPage, pressShell } from './press-view.ts'
import { listNames, showLetter } from './show.ts'
import { letterPage, letterShell, namesPageData, namesShell } from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
const html = 'text/html; charset=utf-8'

export const NamesQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
    before: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
  },
  { additionalProperties: false },
)

export function letterRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key', { schema: ByKey }, async (request, reply) => {
    const now = parts.clock()
    const path = `/letters/${request.params.key}`
    const there = parts.hot.kept(path)
    if (there) return sendKept(request, reply, html, there.body, there.validators)
    const letter = await findLetter(parts, request.params.key)
    if (letter.public && request.params.key !== letter.slug) return reply.redirect(`/letters/${letter.slug}`, 303)
    const ticket = parts.hot.ticket(letter.id)
    const facts = await showLetter(parts, letter, now)
    const page = render('letters/show', letterPage(facts, now), letterShell(facts, parts.config.origin))
    const options = {
      until: changesAt([letter.closes_at, facts.delivery?.changesAt ?? null], now),
      shared: letter.public,
    }
    return sendKept(request, reply, html, page, parts.hot.keep(ticket, { path, type: html }, page, options))
  })

  app.get('/letters/:key/signatures', { schema: { ...ByKey, querystring: NamesQuery } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const facts = await listNames(parts, letter, request.query)
    return sendPage(reply, 'letters/names', namesPageData(facts), namesShell(facts))
  })

  app.get('/letters/:key/press', { schema: ByKey }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    if (!letter.public) throw notFound('page')
    const facts = await showLetter(parts, letter, now)
    return sendPage(
      reply,
      'letters/press',
      pressPage(facts, parts.config.origin, now),
      pressShell(facts, parts.config.origin),
    )
  })

  app.get('/letters/:key/card.png', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    if (!letter.public) {
      reply.callNotFound()
      return reply
    }
    const path = `/letters/${letter.slug}/card.png`
    const there = parts.hot.kept(path)
    if (there) return sendKept(request, reply, 'image/png', there.body, there.validators)
    const ticket = parts.hot.ticket(letter.id)
    const facts = await showLetter(parts, letter, parts.clock())
    const { tally, title, employers } = letterPage(facts, parts.clock()).letter
    const words = tally.classes.map((each) => `${String(each.count)} ${each.words}`).join(', ')
    const png = await drawCard(facts.places, { title, words, by: employers.map(({ name }) => name).join(', ') })
    const kept = parts.hot.keep(ticket, { path, type: 'image/png' }, png)
    return sendKept(request, reply, 'image/png', png, kept)
  })
}

/**
 * Kept pages are kept and looked up under one spelling of their address. Otherwise every other one (`/%63ard.png`, a trailing slash)
 * would be made again. The first answer of a page says what the kept one will say.
 */
function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  content: string | Buffer,
  validators: Validators,
): FastifyReply {
  reply.headers({ ...validators })
  return isUnchanged(request, validators.etag) ? reply.code(304).send() : reply.type(type).send(content)
}

/** A kept page says something else from the next day on, from closing on, and with each day of silence. */
function changesAt(moments: readonly (Date | null)[], now: Date): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  const coming = moments.flatMap((moment) => (moment && moment > now ? [moment.getTime()] : []))
  return new Date(Math.min(midnight, ...coming))
}
