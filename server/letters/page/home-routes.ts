import { say, type Sentence } from '../../refusal.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { contactsToShow, type LegalContact } from '../../legal-contacts.ts'
import { assetUrl } from '../../http/assets.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { inventoryOf, type Held } from './disclosure-inventory.ts'
import { listOpen, type OpenLetter } from './list-open.ts'
import { closesAfterDays, extendsByDays, namesErasedAfterDays, purgesAfterDays } from '../../letter/rules.ts'

interface Days {
  closesAfter: number
  /** If the organizers extend signing. */
  closesAtLatest: number
  purgesAfter: number
  namesErasedAfter: number
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/home': { letters: OpenLetter[] }
    'letters/page/how-it-works': Days
    'letters/page/privacy': Days
    'letters/page/how-anonymity-works': Days
    'letters/page/questioned': { contacts: LegalContact[] }
    'letters/page/disclosure-inventory': Held
  }
}

const days: Days = {
  closesAfter: closesAfterDays,
  closesAtLatest: closesAfterDays + extendsByDays,
  purgesAfter: purgesAfterDays,
  namesErasedAfter: namesErasedAfterDays,
}

/** Registers the first page, the explanations and the list of stored data. */
export function homeRoutes(app: App, parts: Parts): void {
  const { origin } = parts.config
  const shell = (title: Sentence, path: string): Shell => ({
    title,
    robots: 'index, follow',
    canonical: origin + path,
  })

  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(
      reply,
      'letters/page/home',
      { letters: await listOpen(parts, parts.clock()) },
      shell(say('home-title'), '/'),
    ),
  )
  app.get('/how-it-works', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/how-it-works', days, shell(say('how-it-works-title'), '/how-it-works')),
  )
  app.get('/privacy', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/privacy', days, shell(say('privacy-title'), '/privacy')),
  )
  app.get('/how-anonymity-works', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(
      reply,
      'letters/page/how-anonymity-works',
      days,
      shell(say('how-anonymity-works-title'), '/how-anonymity-works'),
    ),
  )
  const { DATABASE_URL, TRUST_PROXY, LEGAL_CONTACT } = parts.config.values
  app.get('/if-you-are-questioned', { schema: { hide: true } }, async (request, reply) =>
    sendPage(
      reply,
      'letters/page/questioned',
      { contacts: contactsToShow(LEGAL_CONTACT, request.language.tag) },
      shell(say('questioned-title'), '/if-you-are-questioned'),
    ),
  )
  const held = inventoryOf({ externalDatabase: DATABASE_URL !== undefined, proxies: TRUST_PROXY })
  app.get('/what-we-would-hand-over', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/disclosure-inventory', held, {
      ...shell(say('inventory-title'), '/what-we-would-hand-over'),
      wide: true,
    }),
  )
  // A quiet letter's address must not appear here. Its page asks not to be indexed.
  const robots = [
    'User-agent: *\nDisallow: /api/\nDisallow: /dashboard\nDisallow: /organizers/\n',
    ['Sitemap:', new URL('/sitemap.xml', origin).href].join(' '),
    '',
  ].join('\n')
  app.get('/robots.txt', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(robots),
  )
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect(assetUrl('favicon.svg'), 302),
  )
}
