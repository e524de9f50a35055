import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { isUnchanged, type MadePage } from '../../http/page-cache.ts'
import { render, sendPage } from '../../http/pages.ts'
import { drawCard } from './draw-card.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { pressPage, pressShell } from './press-view.ts'
import { listNames, showLetter } from './show-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { listInWords } from '../../messages/lists.ts'
import { languageFor } from '../../messages/languages.ts'
import { countsInWords, letterJson, letterPage, letterShell, namesPageData, namesShell } from './view.ts'

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
  app.get('/letters/:key', { schema: ByKey }, (request, reply) =>
    sendKept(parts, { path: `/letters/${request.params.key}`, request, reply }, async () => {
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
          ...letterShell(facts, parts.config.origin),
        }),
        until: changesAt([letter.closes_at, facts.delivery?.changesAt ?? null], now),
        shared: letter.public,
      }
    }),
  )

  app.get('/letters/:key/signatures', { schema: { ...ByKey, querystring: NamesQuery } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const facts = await listNames(parts, letter, request.query)
    return sendPage(reply, 'letters/page/names', namesPageData(facts), namesShell(facts))
  })

  app.get('/letters/:key/press', { schema: ByKey }, async (request, reply) => {
    const now = parts.clock()
    const letter = await findLetter(parts, request.params.key)
    if (!letter.public) throw notFoundRefusal('page')
    const facts = await showLetter(parts, letter, now)
    return sendPage(
      reply,
      'letters/page/press',
      pressPage(facts, parts.config.origin, now, catalogueOf(request.language)),
      pressShell(facts, parts.config.origin),
    )
  })

  app.get('/letters/:key/card.png', { schema: ByKey }, (request, reply) =>
    sendKept(parts, { path: `/letters/${request.params.key}/card.png`, request, reply }, async () => {
      const letter = await findLetter(parts, request.params.key)
      if (!letter.public) {
        reply.callNotFound()
        return undefined
      }
      const facts = await showLetter(parts, letter, parts.clock())
      // The letter's language, or English if there are no messages in it, because other sites show the card beside the letter's
      // title.
      const inLanguage = catalogueOf(languageFor(facts.revision.language))
      const { tally, title, employers } = letterJson(facts, parts.clock(), inLanguage)
      const words = inLanguage.text('letter-card-counts', { counts: countsInWords(tally.classes, inLanguage) })
      const by = listInWords(
        employers.map(({ name }) => name),
        inLanguage.language,
      )
      const content = await drawCard(facts.places, { title, words, by, language: facts.revision.language })
      return { subject: letter.id, type: 'image/png', content }
    }),
  )
}

/**
 * Answers from the page cache. The cache uses one spelling of an address, because otherwise each other spelling (`/%63ard.png`, a
 * trailing slash) would make the page again. A cached answer has the same headers as the first one.
 */
async function sendKept(
  parts: Parts,
  { path, request, reply }: { path: string; request: FastifyRequest; reply: FastifyReply },
  read: () => Promise<MadePage | undefined>,
): Promise<FastifyReply> {
  const page = await parts.pageCache.make(path, request.language, read)
  if (!page) return reply
  reply.headers({ ...page.validators })
  return isUnchanged(request, page.validators.etag) ? reply.code(304).send() : reply.type(page.type).send(page.content)
}

/** A cached page is valid until the next day, until closing, and until the number of days without an answer changes. */
function changesAt(moments: readonly (Date | null)[], now: Date): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  const coming = moments.flatMap((moment) => (moment && moment > now ? [moment.getTime()] : []))
  return new Date(Math.min(midnight, ...coming))
}
