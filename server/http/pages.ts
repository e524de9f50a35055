import type { FastifyReply, FastifyRequest } from 'fastify'
import Handlebars from 'handlebars'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { catalogueOf } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { english, languages, type Language } from '../messages/languages.ts'
import type { Sentence } from '../refusal.ts'
import { assetUrl } from './assets.ts'
import { registerHelpers } from './helpers.ts'
import { isUnchanged, type MadePage, type PageCache } from './page-cache.ts'
import { readTemplates } from './template-files.ts'

/**
 * The data of every page, by template name (`letters/page/show` is templates/letters/page/show.hbs).
 * Each feature's view.ts adds its own: `declare module './pages.ts' { interface Pages { 'letters/page/show': LetterPage } }`.
 */
export interface Pages {
  'problems/error': { heading: string; message: string; back?: string | undefined }
}
export type PageName = keyof Pages

/** A notice above a page of the dashboard. */
export interface Above {
  title: Sentence
  words: Sentence[]
  link: Sentence
  href: string
}

/** The data that the layout around a page needs. */
export interface Shell {
  /** Formatted in the page's language. */
  title: Sentence
  /**
   * Language of the page's own sentences, chosen by the reader's browser. Default: English. Texts that people wrote have their own
   * `lang`.
   */
  language?: Language | undefined
  /** Content of the robots meta element. Default: noindex. Only public letters and explanations are indexed. */
  robots?: string
  wide?: boolean
  description?: string
  canonical?: string
  card?: { title: string; image: string; alt: string }
  /** The address of a feed (Atom) of the page's news. */
  feed?: string
  /** A description of the page for search engines (JSON-LD with the terms of schema.org). */
  about?: object
  /** Files of web/ that the page loads as modules, without their extension. */
  scripts?: readonly string[]
  /** Additional style sheets of web/ that only some pages need. */
  styles?: readonly string[]
  /** Set if a session exists. */
  signedIn?: { name: string } | undefined
  csrf?: string | undefined
  /** True if the address belongs to a form that is kept no longer. The page says so. */
  formExpired?: boolean
  above?: Above | undefined
  /** True if a script may show instants in the reader's own zone. Cached pages load no script. */
  localTimes?: boolean
}

const handlebars = Handlebars.create()
registerHelpers(handlebars)
const compiled = new Map<string, HandlebarsTemplateDelegate>()

/**
 * Compiles every template and reads every message file, so that a syntax error stops the start instead of failing a request. A
 * process does this once, however many servers it builds: compiling takes most of a server's start.
 */
export function loadTemplates(): readonly string[] {
  languages.forEach((language) => catalogueOf(language))
  if (compiled.size > 0) return [...compiled.keys()]
  for (const [name, template] of readTemplates(handlebars)) {
    const partial = /^partials\/(.+)$/.exec(name)?.[1] ?? /^(.+\/)_([^/]+)$/.exec(name)?.slice(1).join('')
    if (partial !== undefined) handlebars.registerPartial(partial, template)
    else compiled.set(name, template)
  }
  return [...compiled.keys()]
}

/** Renders one template without the layout, for mails and fragments. */
export function renderBare(
  name: string,
  data: unknown,
  around: { csrf?: string | undefined; language?: Language } = {},
): string {
  if (compiled.size === 0) loadTemplates()
  const template = compiled.get(name)
  if (!template) throw new Error(`no template ${name}`)
  return template(data, { data: { csrf: undefined, language: english, ...around } })
}

/** Renders a page with its layout. Pages for the cache use this; other routes use `sendPage`. */
export function render<Name extends PageName>(name: Name, data: Pages[Name], shell: Shell): string {
  const around = { csrf: shell.csrf, language: shell.language ?? english }
  const body = new Handlebars.SafeString(renderBare(name, data, around))
  const direction = { lang: around.language.tag, dir: around.language.dir }
  const title = formatSentence(shell.title, catalogueOf(around.language))
  const typed = /<textarea|<input [^>]*type="text"/.test(body.toString())
  const timed = shell.localTimes === true && /<time datetime="[^"]*T/.test(body.toString())
  const revealed = / data-(?:not-begun|scripted)\b/.test(body.toString())
  const locale = timed ? around.language.locales[0] : undefined
  const about = shell.about && jsonInHtml(shell.about)
  const assets = layoutAssets(shell, { typed, timed })
  return renderBare(
    'layouts/page',
    { ...layoutDefaults, ...direction, ...shell, title, body, typed, revealed, locale, about, assets },
    around,
  )
}

/** JSON that cannot end the element in which it stands. */
function jsonInHtml(value: object): Handlebars.SafeString {
  return new Handlebars.SafeString(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

const layoutDefaults = {
  robots: 'noindex',
  wide: false,
  description: undefined,
  canonical: undefined,
  card: undefined,
  feed: undefined,
  signedIn: undefined,
  csrf: undefined,
  formExpired: false,
  above: undefined,
}

/**
 * @param typed true if somebody types on the page
 * @param timed true if the page shows instants
 */
function layoutAssets(shell: Shell, { typed, timed }: { typed: boolean; timed: boolean }) {
  return {
    style: assetUrl('page.css'),
    styles: (shell.styles ?? []).map((name) => assetUrl(`${name}.css`)),
    favicon: assetUrl('favicon.svg'),
    scripts: [...(shell.scripts ?? []), ...(typed ? ['check-typed'] : []), ...(timed ? ['local-times'] : [])].map(
      (name) => assetUrl(`${name}.js`),
    ),
  }
}

/**
 * Answers with a page that nobody may store. Pages for the cache go through page-cache.ts.
 * @param status default: the status that was kept with an answered form (FormPage), or 200
 */
export function sendPage<Name extends PageName>(
  reply: FastifyReply,
  name: Name,
  data: Pages[Name],
  shell: Shell,
  status = statusOf(reply.request),
): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(render(name, data, around(reply, shell)))
}

/**
 * Answers from the page cache. The cache uses one spelling of an address, because otherwise each other spelling (`/%63ard.png`, a
 * trailing slash) would make the page again. A cached answer has the same headers as the first one.
 * @param path the one spelling
 * @param read returns undefined if it has answered the request itself
 */
export async function sendFromCache(
  { pageCache }: { pageCache: PageCache },
  { path, request, reply }: { path: string; request: FastifyRequest; reply: FastifyReply },
  read: () => Promise<MadePage | undefined>,
): Promise<FastifyReply> {
  const page = await pageCache.make(path, request.language, read)
  if (!page) return reply
  reply.headers({ ...page.validators })
  for (const [name, value] of Object.entries(page.headers))
    if (value === null) reply.removeHeader(name)
    else reply.header(name, value)
  return isUnchanged(request.headers['if-none-match'], page.validators.etag)
    ? reply.code(304).send()
    : reply.type(page.type).send(page.content)
}

/**
 * Sends a body in parts, as fast as the client reads them. Returns when everything is sent. If the client leaves first, it ends the
 * source and returns. If the source fails, it cuts the connection, so that the client sees that the body is incomplete.
 * @param signal ends the source and cuts the connection, even while the client reads nothing
 */
export async function sendStream(
  reply: FastifyReply,
  type: string,
  parts: AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const body = Readable.from(parts, { objectMode: false, signal })
  const ended = finished(body).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
  void reply.type(type).send(body)
  await ended
}

function around({ request: { signedIn, csrf, language, formExpired, above } }: FastifyReply, shell: Shell): Shell {
  return { signedIn, csrf, language, formExpired, above, localTimes: true, ...shell }
}

function statusOf({ kept, formExpired }: FastifyRequest): number {
  return kept?.status ?? (formExpired ? 410 : 200)
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Derived from Accept-Language. */
    language: Language
    /** Set if a session was found (sessions.ts). */
    signedIn: { name: string } | undefined
    csrf: string | undefined
    /** Set by a feature that has something to say above the page. */
    above: Above | undefined
  }
}
