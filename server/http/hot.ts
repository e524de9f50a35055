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
  unchanged: string[]
}

/** Taken before a page's data is read: a page whose subject changed in between is not kept. */
export interface Ticket {
  subject: string
  generation: number
}

const mostPages = 2000

/**
 * Public pages, rendered once and kept, headers and compressed forms included, until what they show changes. They are answered
 * before the framework sees the request, which is what makes them as fast as a bare server.
 */
export class HotPages {
  readonly #pages = new Map<string, HotPage>()
  readonly #generations = new Map<string, number>()
  readonly #security: string[]
  #epoch = 0
  #live = false

  constructor(secure: boolean) {
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

  /** Keeps a page and returns its validator. The URL has no query: searches and deep pages are not kept. */
  keep(ticket: Ticket, url: string, type: string, content: string | Buffer, until = Infinity): string {
    const page = this.#prepare(ticket.subject, type, Buffer.from(content), until)
    const mayKeep = this.#live && ticket.generation === this.#generation(ticket.subject) && !url.includes('?')
    if (mayKeep) {
      if (this.#pages.size >= mostPages) this.#pages.clear()
      this.#pages.set(url, page)
    }
    return page.etag
  }

  /** @returns whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const url = request.url ?? ''
    const page = this.#pages.get(url)
    if (!page) return url.startsWith('/assets/') && this.#answerAsset(url, request, response)
    if (page.until <= Date.now()) {
      this.#pages.delete(url)
      return false
    }
    if (request.headers['if-none-match'] === page.etag) {
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

  #prepare(subject: string, type: string, body: Buffer, until: number): HotPage {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const common = [...this.#security, 'cache-control', 'no-cache', 'etag', etag, 'vary', 'accept-encoding']
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
    return {
      subject,
      etag,
      until,
      unchanged: common,
      answers: {
        identity: answer(body),
        gzip: answer(gzipSync(body), 'gzip'),
        br: answer(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), 'br'),
      },
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
      ...this.#security,
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

function encodingFor(request: IncomingMessage): Encoding {
  const accepted = request.headers['accept-encoding']
  if (accepted === undefined) return 'identity'
  const text = String(accepted)
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(text)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(text) ? 'gzip' : 'identity'
}
