import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { assetAt } from './assets.ts'
import { securityHeaders } from './headers.ts'

type Encoding = 'br' | 'gzip' | 'identity'
interface Answer {
  headers: string[]
  body: Buffer
}
interface HotPage {
  subject: string
  etag: string
  /** Milliseconds; after this moment the page says something else (days of silence, say). */
  until: number
  answers: Record<Encoding, Answer>
  validators: Validators
  unchanged: string[]
}

/** Taken before a page's data is read: a page whose subject changed in between is not kept. */
export interface Ticket {
  subject: string
  generation: number
}

export interface KeepOptions {
  /** The moment from which the page says something else: the next day, where it counts days. */
  until?: Date
  /** What only those who were given its link may read is stored by nobody between us and them. */
  shared?: boolean
}

/** What a route sends of a page that it has just handed over here. */
export interface Validators {
  etag: string
  'cache-control': string
  vary: string
}

const mostPages = 2000
/** One spelling of each address: kept under every other one (`/letters/%61…`, `http://anything/letters/…`) a page would fill the memory. */
const plainPath = /^\/[\w./-]+$/

/**
 * Public pages, rendered once and kept, headers and compressed forms included, until what they show changes. They are answered
 * before the framework sees the request, which is what makes them as fast as a bare server.
 */
export class HotPages {
  readonly #pages = new Map<string, HotPage>()
  readonly #generations = new Map<string, number>()
  readonly #security: string[]
  readonly #clock: () => Date
  #epoch = 0
  #live = false

  constructor(secure: boolean, clock: () => Date = () => new Date()) {
    this.#clock = clock
    this.#security = Object.entries(securityHeaders(secure)).flat()
  }

  /** Nothing is kept until the database tells us of changes, and nothing any more once it cannot. */
  live(is: boolean): void {
    this.#live = is
    this.dropAll()
  }

  dropAll(): void {
    this.#epoch++
    this.#pages.clear()
    this.#generations.clear()
  }

  drop(subject: string): void {
    this.#generations.set(subject, (this.#generations.get(subject) ?? 0) + 1)
    for (const [url, page] of this.#pages) if (page.subject === subject) this.#pages.delete(url)
  }

  ticket(subject: string): Ticket {
    return { subject, generation: this.#generation(subject) }
  }

  /**
   * Keeps a page under its path, and returns its validators. No parameter of a kept page means anything, so the query of a request is
   * ignored: otherwise `?1`, `?2` … would each be rendered again. A page with parameters that mean something is not handed over here.
   */
  keep(
    ticket: Ticket,
    { path, type }: { path: string; type: string },
    content: string | Buffer,
    options: KeepOptions = {},
  ): Validators {
    const body = Buffer.from(content)
    const validators = validatorsOf(body, options.shared ?? true)
    const mayKeep = this.#live && ticket.generation === this.#generation(ticket.subject) && plainPath.test(path)
    if (mayKeep) {
      if (this.#pages.size >= mostPages) this.#pages.clear()
      this.#pages.set(path, this.#prepare(ticket.subject, type, body, validators, options.until))
    }
    return validators
  }

  /** What is kept under a path; for an address that was spelled in another way. */
  kept(path: string): { body: Buffer; validators: Validators } | undefined {
    const page = this.#pages.get(path)
    if (!page || page.until <= this.#clock().getTime()) return undefined
    return { body: page.answers.identity.body, validators: page.validators }
  }

  /** @returns whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const url = request.url ?? ''
    const path = pathIn(url)
    const page = this.#pages.get(path)
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

  #generation(subject: string): number {
    return this.#epoch * 1e9 + (this.#generations.get(subject) ?? 0)
  }

  #prepare(subject: string, type: string, body: Buffer, validators: Validators, until?: Date): HotPage {
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
