import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { heardFor } from '../db/listen.ts'
import { languageFor, languages, type Language } from '../messages/languages.ts'
import { assetAt } from './assets.ts'
import { securityHeaders } from './headers.ts'

type Encoding = 'br' | 'gzip' | 'identity'
interface Answer {
  headers: string[]
  /**
   * The body's bytes as characters (latin1). Node.js sends a string together with the headers in one write, but a buffer in a second
   * one.
   */
  characters: string
}
interface CachedPage {
  subjects: ReadonlySet<string>
  type: string
  content: Buffer
  etag: string
  /** Milliseconds since the epoch. The page is out of date after this moment, for example because it counts days of silence. */
  until: number
  answers: Record<Encoding, Answer>
  validators: Validators
  headers: Readonly<Record<string, string | null>>
  unchanged: string[]
}

/** A page that a route has just read and rendered. */
export interface MadePage {
  /** The letter whose changes drop the page. */
  subject: string
  /** Other letters whose changes drop it too. */
  others?: readonly string[]
  type: string
  content: string | Buffer
  /** The moment at which the content goes out of date, for example the next day if it counts days. */
  until?: Date
  /** False for a page that only people with its link may read. No cache between the server and the reader may store it. */
  shared?: boolean
  /** Headers in place of those of every answer. Null leaves a header out. */
  headers?: Readonly<Record<string, string | null>>
}

/** Headers that let caches store and validate a page. */
interface Validators {
  etag: string
  'cache-control': string
  vary: string
}

/** A page as a route sends it. */
export interface SentPage {
  type: string
  content: string | Buffer
  validators: Validators
  headers: Readonly<Record<string, string | null>>
}

const mostPages = 2000
/** Limit of the values of `Accept-Language` whose language is remembered. */
const mostHeaders = 1000
/** Limit of the subjects whose last change is remembered. Above it, everything counts as changed. */
const mostSubjects = 20_000
/**
 * Pages are cached under one spelling of their address. Other spellings (`/letters/%61…`, `http://anything/letters/…`) would fill
 * the memory.
 */
const plainPath = /^\/[\w./-]+$/

/**
 * Keeps rendered public pages with headers and compressed forms until their content changes.
 * Answers before the framework sees the request, which makes cached pages as fast as a bare server.
 * Stores and serves pages only while a recent heartbeat proves that all changes in the database have been heard.
 */
export class PageCache {
  /** By path. If the server speaks several languages, by language and path. */
  readonly #pages = new Map<string, CachedPage>()
  /** The number of the last change, by subject. */
  readonly #changes = new Map<string, number>()
  readonly #security: Readonly<Record<string, string>>
  readonly #clock: () => Date
  readonly #heardFor: number
  readonly #spoken: readonly Language[]
  /** The tag of the language, by value of `Accept-Language`. */
  readonly #tags = new Map<string, string>()
  #change = 0
  #allChanged = 0
  #heardUpTo: number | undefined

  /**
   * @param heard milliseconds for which a call of `heardUpTo` is valid
   * @param spoken the languages among which requests choose
   */
  constructor(
    secure: boolean,
    clock: () => Date = () => new Date(),
    heard = heardFor,
    spoken: readonly Language[] = languages,
  ) {
    this.#spoken = spoken
    this.#clock = clock
    this.#heardFor = heard
    this.#security = securityHeaders(secure)
  }

  /**
   * Records that every change announced before `moment` (of performance.now()) has been heard.
   * The first call after `deaf` empties the cache, because changes may have been missed in between.
   */
  heardUpTo(moment: number): void {
    if (this.#heardUpTo === undefined) this.dropAll()
    this.#heardUpTo = moment
  }

  /** Stops caching, because changes are no longer heard. */
  deaf(): void {
    this.#heardUpTo = undefined
    this.dropAll()
  }

  dropAll(): void {
    this.#pages.clear()
    this.#changes.clear()
    this.#allChanged = ++this.#change
  }

  drop(subject: string): void {
    if (this.#changes.size >= mostSubjects) this.dropAll()
    this.#changes.set(subject, ++this.#change)
    for (const [key, page] of this.#pages) if (page.subjects.has(subject)) this.#pages.delete(key)
  }

  /**
   * Reads a page and caches it, unless one of its subjects changed after the reading began.
   * `read` is a function, so that this method can note the number of the last change before the route reads anything.
   * If the page is cached already, the request used another spelling of the address, and the cached page is returned.
   * The query of a request is ignored, because cached pages have no parameters. Otherwise `?1`, `?2` … would each be rendered.
   * Pages with parameters must not use this method.
   * @param path the one spelling under which the page is cached
   * @param language the request's language
   * @param read returns undefined if the answer is not a page
   */
  async make(
    path: string,
    language: Language,
    read: () => Promise<MadePage | undefined>,
  ): Promise<SentPage | undefined> {
    const begun = this.#change
    const key = this.#several ? keyOf(language.tag, path) : path
    const kept = this.#kept(key)
    if (kept) return kept
    const page = await read()
    if (!page) return undefined
    const body = Buffer.from(page.content)
    const validators = validatorsOf(body, page.shared ?? true, this.#several)
    const changes = subjectsOf(page).map((subject) => this.#changes.get(subject) ?? 0)
    const changed = Math.max(this.#allChanged, ...changes)
    if (this.#heardUpTo !== undefined && changed <= begun && plainPath.test(path)) {
      if (this.#pages.size >= mostPages) this.#pages.clear()
      this.#pages.set(key, this.#prepare(page, body, validators))
    }
    return { type: page.type, content: page.content, validators, headers: page.headers ?? {} }
  }

  #kept(key: string): SentPage | undefined {
    const page = this.#hears() ? this.#pages.get(key) : undefined
    if (!page || page.until <= this.#clock().getTime()) return undefined
    const { type, validators, content, headers } = page
    return { type, validators, content, headers }
  }

  /** @returns whether the request was answered */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const url = request.url ?? ''
    const sent = this.#several ? negotiatedIn(request) : undefined
    const path = pathIn(url)
    const key = sent ? keyOf(this.#tagFor(sent.language), path) : path
    const page = this.#hears() ? this.#pages.get(key) : undefined
    if (!page) return url.startsWith('/assets/') && this.#answerAsset(url, request, response)
    if (page.until <= this.#clock().getTime()) {
      this.#pages.delete(key)
      return false
    }
    const { encoding, validator } = sent ?? negotiatedIn(request)
    if (isUnchanged(validator, page.etag)) {
      response.writeHead(304, page.unchanged).end()
      return true
    }
    const answer = page.answers[encodingFor(encoding)]
    response.writeHead(200, answer.headers)
    if (request.method === 'HEAD') response.end()
    else response.end(answer.characters, 'latin1')
    return true
  }

  /** With one language, the key and `Vary` contain none, so that caches store one copy of a page. */
  get #several(): boolean {
    return this.#spoken.length > 1
  }

  /** The request's language. Remembers it by the header, because negotiation takes longer than all other work for a cached page. */
  #tagFor(sent: string | undefined): string {
    // languageFor reads no more of the header either.
    const header = (sent ?? '').slice(0, 200)
    const known = this.#tags.get(header)
    if (known !== undefined) return known
    if (this.#tags.size >= mostHeaders) this.#tags.clear()
    const { tag } = languageFor(header, this.#spoken)
    this.#tags.set(header, tag)
    return tag
  }

  /** Compares the time on every request, because a late timer would let outdated pages through. */
  #hears(): boolean {
    return this.#heardUpTo !== undefined && performance.now() - this.#heardUpTo <= this.#heardFor
  }

  #prepare(page: MadePage, body: Buffer, validators: Validators): CachedPage {
    const { type, until, headers = {} } = page
    const common = Object.entries<string | null>({ ...this.#security, ...headers, ...validators }).flatMap(
      ([name, value]) => (value === null ? [] : [name, value]),
    )
    const answer = (bytes: Buffer, encoding?: string): Answer => ({
      characters: bytes.toString('latin1'),
      headers: [
        ...common,
        'content-type',
        type,
        'content-length',
        String(bytes.length),
        ...(encoding === undefined ? [] : ['content-encoding', encoding]),
      ],
    })
    const identity = answer(body)
    const compressed = () => ({
      gzip: answer(gzipSync(body), 'gzip'),
      br: answer(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), 'br'),
    })
    return {
      subjects: new Set(subjectsOf(page)),
      type,
      content: body,
      validators,
      headers,
      etag: validators.etag,
      until: until?.getTime() ?? Infinity,
      unchanged: common,
      // Images are compressed already.
      answers: { identity, ...(type.startsWith('image/') ? { gzip: identity, br: identity } : compressed()) },
    }
  }

  #answerAsset(url: string, request: IncomingMessage, response: ServerResponse): boolean {
    const asset = assetAt(url)
    if (!asset) return false
    const wanted = encodingFor(negotiatedIn(request).encoding)
    const [body, encoding] =
      wanted === 'br' && asset.brotli
        ? [asset.brotli, 'br']
        : wanted !== 'identity' && asset.gzip
          ? [asset.gzip, 'gzip']
          : [asset.bytes, undefined]
    response.writeHead(200, [
      // Assets are not documents, so they get only the headers that apply to them. The policies for documents would be longer than
      // some assets.
      'x-content-type-options',
      'nosniff',
      'cross-origin-resource-policy',
      'same-origin',
      'cache-control',
      'public, max-age=31536000, immutable',
      'content-type',
      asset.type,
      'content-length',
      String(body.length),
      'vary',
      'accept-encoding',
      ...(encoding === undefined ? [] : ['content-encoding', encoding]),
    ])
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

function subjectsOf({ subject, others = [] }: MadePage): string[] {
  return [subject, ...others]
}

/** Unambiguous, because a cached path contains no space. */
function keyOf(tag: string, path: string): string {
  return `${tag} ${path}`
}

function pathIn(url: string): string {
  const at = url.indexOf('?')
  return at < 0 ? url : url.slice(0, at)
}

/**
 * The validator is weak, because the compressed forms share it. `no-cache` lets a CDN store the page if it revalidates
 * before each use.
 */
function validatorsOf(body: Buffer, shared: boolean, byLanguage: boolean): Validators {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const vary = byLanguage ? 'accept-encoding, accept-language' : 'accept-encoding'
  return { etag, 'cache-control': shared ? 'no-cache' : 'private, no-store', vary }
}

/** Compares If-None-Match, a list of validators, by weak comparison (RFC 9110 section 13.1.2). */
export function isUnchanged(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false
  return asked.split(',').some((each) => each.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))
}

function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted) ? 'gzip' : 'identity'
}

interface Negotiated {
  encoding: string | undefined
  language: string | undefined
  validator: string | undefined
}

const negotiating: Readonly<Record<string, keyof Negotiated>> = {
  'accept-encoding': 'encoding',
  'accept-language': 'language',
  'if-none-match': 'validator',
}
const lengths = new Set(Object.keys(negotiating).map((name) => name.length))

/**
 * Reads the three headers that decide which form of a page is sent. Node.js would build an object of all headers first, which takes
 * longer than all other work for a cached page. Values of a repeated header are joined (RFC 9110 section 5.3).
 */
function negotiatedIn({ rawHeaders }: IncomingMessage): Negotiated {
  const found: Negotiated = { encoding: undefined, language: undefined, validator: undefined }
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const part = lengths.has(name.length) ? negotiating[name.toLowerCase()] : undefined
    if (part) found[part] = found[part] === undefined ? rawHeaders[at + 1] : `${found[part]}, ${rawHeaders[at + 1]}`
  }
  return found
}
