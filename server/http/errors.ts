import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import { isOutage } from '../db/outage.ts'
import { Refusal, notFound, type FieldMessage, type RefusalKind } from '../refusal.ts'
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

const headings: Record<number, string> = {
  400: 'That request could not be read',
  401: 'You are not signed in',
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'Something changed meanwhile',
  410: 'No longer here',
  413: 'Too large',
  415: 'That request could not be read',
  422: 'Something needs mending',
  429: 'Too many requests just now',
  500: 'Something went wrong on our side',
  503: 'Not available just now',
}

/** RFC 9457 */
interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: readonly FieldMessage[]
}

export function registerErrors(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(notFound(), request, reply))
}

function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (problem.status >= 500 && problem.status !== 503) request.log.error(withoutMessage(error), 'unexpected error')
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

function problemOf(error: Error): Problem {
  if (error instanceof Refusal) {
    const status = statusOf[error.kind]
    return problem(status, error.code, error.message, error.fields)
  }
  if (isOutage(error))
    return problem(
      503,
      'database-unavailable',
      'The server cannot reach its database just now. Wait a minute, then try again. If you sent a form, go back and send it again: your browser still has what you typed, and nothing counts twice.',
    )
  const { statusCode = 500, validation, code } = error as FastifyError
  if (validation) return problem(400, 'malformed', malformedWords(validation), validation.map(faultIn))
  if (statusCode === 413) return problem(413, 'too-large', 'What you sent is too long. Shorten it and send it again.')
  if (statusCode === 429) return problem(429, 'too-many', 'Wait a minute, then try again.')
  if (statusCode === 503) return problem(503, 'busy', 'The server has too much to do just now. Try again in a minute.')
  if (statusCode >= 400 && statusCode < 500)
    return problem(
      statusCode,
      (code || 'bad-request').toLowerCase(),
      'The request could not be read. Go back, load the page again, and try once more.',
    )
  return problem(
    500,
    'unexpected',
    'Nothing was changed. Try again; if it happens again, tell whoever runs this server.',
  )
}

function malformedWords([first]: readonly FastifySchemaValidationError[]): string {
  if (first?.keyword !== 'maxLength') return 'A part of the request is missing or has the wrong form.'
  return `“${first.instancePath.slice(1)}” is too long. Shorten it to ${String(first.params['limit'])} characters, and send it again.`
}

function faultIn({ instancePath, message, params }: FastifySchemaValidationError): FieldMessage {
  const unknown = named(params['additionalProperty'])
  if (unknown !== '')
    return { field: `${instancePath}/${unknown}`.slice(1), message: 'There is no such field. Leave it out.' }
  return {
    field: instancePath.slice(1) || named(params['missingProperty']),
    message: message ?? 'has the wrong form',
  }
}

function named(property: unknown): string {
  return typeof property === 'string' ? property : ''
}

function problem(status: number, code: string, detail: string, errors: readonly FieldMessage[] = []): Problem {
  const title = headings[status] ?? 'That did not work'
  return { type: 'about:blank', title, status, code, detail, ...(errors.length > 0 && { errors }) }
}

/** Messages of errors may quote what somebody typed, or a row's content; the places in the code may not. */
function withoutMessage(error: Error): { name: string; code: string | undefined; at: string[] } {
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code: (error as { code?: string }).code, at: at.slice(0, 12).map((line) => line.trim()) }
}
