import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { heardFor } from '../db/listen.ts'
import { assetAt } from './assets.ts'
import { securityHeaders } from './headers.ts'

type Encoding = 'br' | 'gzip' | 'identity'
interface Answer {
  headers: string[]
  body: Buffer
}
interface HotPage {
  subject: string
  type: string
  etag: string
  /** Milliseconds; after this moment the page says something else (days of silence, say). */
  until: number
  answers: Record<Encoding, Answer>
  validators: Validators
  unchanged: string[]
}

/** A page that a route has just read and rendered. */
export interface MadePage {
  /** The letter whose changes drop the page. */
  subject: string
  type: string
  content: string | Buffer
  /** The moment from which the page says something else: the next day, where it counts days. */
  until?: Date
  /** What only those who were given its link may read is stored by nobody between us and them. */
  shared?: boolean
}

/** What a route sends of a page. */
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
}

const mostPages = 2000
/** Whose last change is remembered. With one more everything counts as changed. */
const mostSubjects = 20_000
/** One spelling of each address: kept under every other one (`/letters/%61…`, `http://anything/letters/…`) a page would fill the memory. */
const plainPath = /^\/[\w./-]+$/

/**
 * Public pages, rendered once and kept, headers and compressed forms included, until what they show changes. They are answered
 * before the framework sees the request, which is what makes them as fast as a bare server. Nothing is kept, or answered from what
 * was kept, unless the database has told us of all changes up to a moment ago.
 */
export class PageCache {
  readonly #pages = new Map<string, HotPage>()
  /** By subject, the number of its last change. */
  readonly #changes = new Map<string, number>()
  readonly #security: string[]
  readonly #clock: () => Date
  readonly #heardFor: number
  #change = 0
  #allChanged = 0
  #heardUpTo: number | undefined

  /** @param heard milliseconds for which `heardUpTo` stands */
  constructor(secure: boolean, clock: () => Date = () => new Date(), heard = heardFor) {
    this.#clock = clock
    this.#heardFor = heard
    this.#security = Object.entries(securityHeaders(secure)).flat()
  }

  /**
   * Everything that was told before this moment (of performance.now()) has been heard. The first time after `deaf` the cache begins
   * empty, because changes may have been missed in between.
   */
  heardUpTo(moment: number): void {
    if (this.#heardUpTo === undefined) this.dropAll()
    this.#heardUpTo = moment
  }

  /** Changes are no longer heard: nothing is kept. */
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
    for (const [url, page] of this.#pages) if (page.subject === subject) this.#pages.delete(url)
  }

  /**
   * Reads a page and keeps it, unless its subject changed after the reading began. The reading is a function, so that no route can read
   * anything before the number of the last change is noted here. A page that is kept already is not read again: the request spelled its
   * address in another way.
   *
   * No parameter of a kept page means anything, so the query of a request is ignored. Otherwise `?1`, `?2` … would each be rendered.
   * A page with parameters that mean something is not made here.
   * @param path the one spelling under which the page is kept
   * @param read undefined where there is another answer than a page
   */
  async make(path: string, read: () => Promise<MadePage | undefined>): Promise<SentPage | undefined> {
    const begun = this.#change
    const kept = this.#kept(path)
    if (kept) return kept
    const page = await read()
    if (!page) return undefined
    const body = Buffer.from(page.content)
    const validators = validatorsOf(body, page.shared ?? true)
    const changed = Math.max(this.#allChanged, this.#changes.get(page.subject) ?? 0)
    if (this.#heardUpTo !== undefined && changed <= begun && plainPath.test(path)) {
      if (this.#pages.size >= mostPages) this.#pages.clear()
      this.#pages.set(path, this.#prepare(page, body, validators))
    }
    return { type: page.type, content: page.content, validators }
  }

  #kept(path: string): SentPage | undefined {
    const page = this.#hears() ? this.#pages.get(path) : undefined
    if (!page || page.until <= this.#clock().getTime()) return undefined
    const { type, validators, answers } = page
    return { type, validators, content: answers.identity.body }
  }

  /** @returns whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const url = request.url ?? ''
    const path = pathIn(url)
    const page = this.#hears() ? this.#pages.get(path) : undefined
    if (!page) return url.startsWith('/assets/') && this.#answerAsset(url, request, response)
    if (page.until <= this.#clock().getTime()) {
      this.#pages.delete(path)
      return false
    }
    if (isUnchanged(request, page.etag)) {
      response.writeHead(304, page.unchanged).end()
      return true
    }
    const answer = page.answers[encodingFor(request)]
    response.writeHead(200, answer.headers)
    response.end(request.method === 'HEAD' ? undefined : answer.body)
    return true
  }

  /** Asked for each request: a timer that is late would show a page that somebody else has changed. */
  #hears(): boolean {
    return this.#heardUpTo !== undefined && performance.now() - this.#heardUpTo <= this.#heardFor
  }

  #prepare({ subject, type, until }: MadePage, body: Buffer, validators: Validators): HotPage {
    const common = [...this.#security, ...Object.entries<string>({ ...validators }).flat()]
    const answer = (bytes: Buffer, encoding?: string): Answer => ({
      body: bytes,
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
      subject,
      type,
      validators,
      etag: validators.etag,
      until: until?.getTime() ?? Infinity,
      unchanged: common,
      // Pictures are compressed already.
      answers: { identity, ...(type.startsWith('image/') ? { gzip: identity, br: identity } : compressed()) },
    }
  }

  #answerAsset(url: string, request: IncomingMessage, response: ServerResponse): boolean {
    const asset = assetAt(url)
    if (!asset) return false
    const wanted = encodingFor(request)
    const [body, encoding] =
      wanted === 'br' && asset.brotli
        ? [asset.brotli, 'br']
        : wanted !== 'identity' && asset.gzip
          ? [asset.gzip, 'gzip']
          : [asset.bytes, undefined]
    response.writeHead(200, [
      // Styles, scripts and fonts are no documents: the policies for those would outweigh the smaller ones of them.
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

function pathIn(url: string): string {
  const at = url.indexOf('?')
  return at < 0 ? url : url.slice(0, at)
}

/** Weak, because one validator stands for the compressed forms too. Any CDN may keep the page, and asks before it shows it. */
function validatorsOf(body: Buffer, shared: boolean): Validators {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { etag, 'cache-control': shared ? 'no-cache' : 'private, no-store', vary: 'accept-encoding' }
}

/** RFC 9110, 13.1.2: a list, compared weakly. */
export function isUnchanged(request: Pick<IncomingMessage, 'headers'>, etag: string): boolean {
  const asked = request.headers['if-none-match'] ?? ''
  return asked.split(',').some((each) => each.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))
}

function encodingFor(request: IncomingMessage): Encoding {
  const accepted = request.headers['accept-encoding']
  if (accepted === undefined) return 'identity'
  const text = accepted
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(text)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(text) ? 'gzip' : 'identity'
}
