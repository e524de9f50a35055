import type { App, Parts } from '../../http/app-types.ts'
import { assetUrl } from '../../http/assets.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { inventoryOf, type Held } from './disclosure-inventory-rules.ts'
import { listOpen, type OpenLetter } from './list-open.ts'
import { closesAfterDays, namesErasedAfterDays, purgesAfterDays } from '../../letter/rules.ts'

interface Days {
  closesAfter: number
  purgesAfter: number
  namesErasedAfter: number
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/home': { letters: OpenLetter[] }
    'letters/page/how-it-works': Days
    'letters/page/privacy': Days
    'letters/page/how-anonymity-works': Days
    'letters/page/disclosure-inventory': Held
  }
}

const days: Days = {
  closesAfter: closesAfterDays,
  purgesAfter: purgesAfterDays,
  namesErasedAfter: namesErasedAfterDays,
}

/** What this server is, and what it does with what people type, in plain words. */
export function homeRoutes(app: App, parts: Parts): void {
  const { origin } = parts.config
  const shell = (title: string, path: string): Shell => ({ title, robots: 'index, follow', canonical: origin + path })

  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(
      reply,
      'letters/page/home',
      { letters: await listOpen(parts) },
      shell('Round Robin: letters by workers', '/'),
    ),
  )
  app.get('/how-it-works', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/how-it-works', days, shell('How signing works', '/how-it-works')),
  )
  app.get('/privacy', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/privacy', days, shell('What is kept, and for how long', '/privacy')),
  )
  app.get('/how-anonymity-works', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(
      reply,
      'letters/page/how-anonymity-works',
      days,
      shell('How anonymity works here', '/how-anonymity-works'),
    ),
  )
  const { DATABASE_URL, TRUST_PROXY } = parts.config.values
  const held = inventoryOf({ externalDatabase: DATABASE_URL !== undefined, proxies: TRUST_PROXY })
  app.get('/what-we-would-hand-over', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, 'letters/page/disclosure-inventory', held, {
      ...shell('What we would have to hand over', '/what-we-would-hand-over'),
      wide: true,
    }),
  )
  // A quiet letter's address must not stand here; its page asks not to be indexed.
  app.get('/robots.txt', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('User-agent: *\nDisallow: /api/\nDisallow: /dashboard\nDisallow: /organizers/\n'),
  )
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect(assetUrl('favicon.svg'), 302),
  )
}
