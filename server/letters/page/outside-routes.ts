import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { framedHeaders } from '../../http/headers.ts'
import { renderBare, sendFromCache } from '../../http/pages.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { embedPage } from './embed-view.ts'
import { feedXml } from './feed-view.ts'
import { listPublic } from './list-public.ts'
import { outdatedAt, showCard, summarizeLetter } from './show-letter.ts'
import { sitemapXml } from './sitemap-view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }

/**
 * Registers the pages of public letters for other sites, feed readers and search engines. For a quiet letter, the answer is the same as
 * for a letter that does not exist.
 */
export function outsideRoutes(app: App, parts: Parts): void {
  const { origin } = parts.config

  app.get('/sitemap.xml', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(sitemapXml(await listPublic(parts, parts.clock()), origin)),
  )

  app.get('/letters/:key/feed', { schema: ByKey }, (request, reply) =>
    sendFromCache(parts, { path: `/letters/${request.params.key}/feed`, request, reply }, async () => {
      const now = parts.clock()
      const letter = await findPublic(parts, request.params.key)
      const facts = await summarizeLetter(parts, letter, now)
      return {
        subject: letter.id,
        type: 'application/atom+xml; charset=utf-8',
        content: feedXml(facts, origin, catalogueOf(request.language)),
        until: outdatedAt(facts, now),
      }
    }),
  )

  app.get('/letters/:key/embed', { schema: ByKey }, (request, reply) =>
    sendFromCache(parts, { path: `/letters/${request.params.key}/embed`, request, reply }, async () => {
      const now = parts.clock()
      const letter = await findPublic(parts, request.params.key)
      const facts = await showCard(parts, letter, now)
      const words = catalogueOf(request.language)
      return {
        subject: letter.id,
        type: 'text/html; charset=utf-8',
        content: renderBare('letters/page/embed', embedPage(facts, origin, words), { language: request.language }),
        until: outdatedAt(facts, now),
        headers: framedHeaders,
      }
    }),
  )
}

/** @throws Refusal if no public letter has this slug */
async function findPublic(parts: Parts, key: string): Promise<AddressedLetter> {
  const letter = await findLetter(parts, key)
  if (!letter.public || key !== letter.slug) throw notFoundRefusal('letter')
  return letter
}
