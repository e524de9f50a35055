import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import { isOutage } from '../db/outage.ts'
import { StartProblem } from '../db/start-problem.ts'
import { Refusal, notFoundRefusal, type FieldMessage, type RefusalKind } from '../refusal.ts'
import { catalogueOf, type Catalogue, type MessageId } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { languageFor } from '../messages/languages.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import type { App } from './app-types.ts'
import { sendPage } from './pages.ts'

const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-many': 429,
  unavailable: 503,
}

const headings: Record<number, MessageId> = {
  400: 'problem-unreadable',
  401: 'problem-signed-out',
  403: 'problem-forbidden',
  404: 'problem-not-found',
  409: 'problem-conflict',
  410: 'problem-gone',
  413: 'problem-too-large',
  415: 'problem-unreadable',
  422: 'problem-invalid',
  429: 'problem-too-many',
  500: 'problem-unexpected',
  503: 'problem-unavailable',
}

/** A problem document, RFC 9457 section 3.1. */
interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: readonly FieldMessage[]
}

/** Registers the error handlers. Also gives each request its language here, because every error answer needs one. */
export function registerErrors(app: App): void {
  app.decorateRequest('language', {
    getter() {
      return languageFor(this.headers['accept-language'])
    },
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(notFoundRefusal(), request, reply))
}

function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, catalogueOf(request.language))
  if (error instanceof StartProblem) request.log.error({ problem: error.message }, 'keys unavailable')
  else if (problem.status >= 500 && problem.status !== 503) request.log.error(withoutMessage(error), 'unexpected error')
  if (problem.status === 429 || problem.status === 503) reply.header('retry-after', '60')
  if (request.url.startsWith('/api/'))
    return reply.code(problem.status).header('cache-control', 'no-store').type('application/problem+json').send(problem)
  return sendPage(
    reply,
    'problems/error',
    { heading: problem.title, message: problem.detail, back: undefined },
    { title: problem.title },
    problem.status,
  )
}

function problemOf(error: Error, words: Catalogue): Problem {
  if (error instanceof Refusal)
    return problem(words, {
      status: statusOf[error.kind],
      code: error.code,
      detail: formatSentence(error.sentence, words),
      errors: error.fields.map(({ field, message }) => ({ field, message: formatSentence(message, words) })),
    })
  if (isOutage(error))
    return problem(words, {
      status: 503,
      code: 'database-unavailable',
      detail: words.text('problem-database-unavailable-detail'),
    })
  if (error instanceof StartProblem) return keysProblem(error, words)
  const { statusCode = 500, validation, code } = error as FastifyError
  if (validation) {
    const errors = validation.map((fault) => faultIn(fault, words))
    return problem(words, { status: 400, code: 'malformed', detail: malformedWords(validation, words), errors })
  }
  const known = knownProblems[statusCode]
  if (known) return problem(words, { status: statusCode, code: known.code, detail: words.text(known.detail) })
  if (statusCode >= 400 && statusCode < 500)
    return problem(words, {
      status: statusCode,
      code: (code || 'bad-request').toLowerCase(),
      detail: words.text('problem-unreadable-detail'),
    })
  return problem(words, { status: 500, code: 'unexpected', detail: words.text('problem-unexpected-detail') })
}

/**
 * While the server runs, only the use of a key throws a StartProblem. Its sentence is for the operator, in the log; strangers do not
 * learn the server's paths.
 */
function keysProblem({ sentence }: StartProblem, words: Catalogue): Problem {
  const isShared = 'id' in sentence && sentence.id === 'file-shared'
  const detail = words.text(isShared ? 'problem-keys-shared-detail' : 'problem-keys-unreadable-detail')
  return problem(words, { status: 503, code: 'keys-unavailable', detail })
}

function malformedWords([first]: readonly FastifySchemaValidationError[], words: Catalogue): string {
  if (first?.keyword !== 'maxLength') return words.text('problem-malformed-detail')
  const most = Number(first.params['limit'])
  return words.text('problem-field-too-long-detail', { field: first.instancePath.slice(1), most })
}

const knownProblems: Record<number, { code: string; detail: MessageId }> = {
  413: { code: 'too-large', detail: 'problem-too-large-detail' },
  429: { code: 'too-many', detail: 'problem-too-many-detail' },
  503: { code: 'busy', detail: 'problem-busy-detail' },
}

function faultIn({ instancePath, message, params }: FastifySchemaValidationError, words: Catalogue): FieldMessage {
  const unknown = named(params['additionalProperty'])
  if (unknown !== '')
    return { field: `${instancePath}/${unknown}`.slice(1), message: words.text('problem-unknown-field') }
  return {
    field: instancePath.slice(1) || named(params['missingProperty']),
    message: message ?? words.text('problem-wrong-form'),
  }
}

function named(property: unknown): string {
  return typeof property === 'string' ? property : ''
}

function problem(
  words: Catalogue,
  { errors = [], ...known }: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>,
): Problem {
  const title = words.text(headings[known.status] ?? 'problem-other')
  return { type: 'about:blank', title, ...known, ...(errors.length > 0 && { errors }) }
}

/** Keeps the class, the code and the stack frames. Error messages may quote typed text or the content of a row. */
function withoutMessage(error: Error): { name: string; code: string | undefined; at: string[] } {
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code: (error as { code?: string }).code, at: at.slice(0, 12).map((line) => line.trim()) }
}

/**
 * Escapes the percent signs of a path that cannot be decoded (RFC 3986, section 2.1), so that it is an unknown address like any
 * other. The framework would answer it with its own JSON, before our hooks and without our headers.
 */
export function decodableAddress(url: string): string {
  const [path = '', ...query] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?')
  }
}

const malformedRequests: Record<string, { status: number; detail: MessageId }> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'problem-slow-request-detail' },
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'problem-large-headers-detail' },
}

/**
 * Answers bytes that Node.js cannot read as an HTTP request. No path or language is known, so the answer is a sentence and no page.
 * @param headers of every answer
 */
export function answerMalformedRequest(headers: Readonly<Record<string, string>>) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    // Bytes of an answer that has begun must not be followed by another answer.
    const begun = (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable || begun) {
      socket.destroy()
      return
    }
    const { status, detail } = malformedRequests[error.code ?? ''] ?? {
      status: 400,
      detail: 'problem-unreadable-detail' as const,
    }
    const body = wordsWithoutRequest().text(detail)
    const lines = Object.entries({
      ...headers,
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`, () =>
      socket.destroy(),
    )
  }
}
