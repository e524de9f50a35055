import { isDeepStrictEqual } from 'node:util'
import Value from 'typebox/value'
import type { TSchema } from 'typebox'
import type { Extra } from '../../server/app.ts'

/**
 * Fails a request whose answer has a field that its response schema lacks. The serializer drops such a field silently, so that a
 * test would not see that it is missing.
 */
export const describedAnswers: Extra = (app) => {
  app.addHook('preSerialization', (request, reply, payload, done) => {
    const responses = (request.routeOptions.schema?.response ?? {}) as Record<string, TSchema>
    const status = String(reply.statusCode)
    const schema = responses[status] ?? responses[`${status.slice(0, 1)}xx`]
    if (!schema && request.routeOptions.url?.startsWith('/api/v1/')) {
      done(new Error(`${status} of ${request.routeOptions.url} is not described`))
      return
    }
    const answer: unknown = JSON.parse(JSON.stringify(payload))
    const described = schema ? Value.Clean(schema, structuredClone(answer)) : answer
    if (isDeepStrictEqual(answer, described)) done(null, payload)
    else done(new Error(`undescribed in the answer of ${request.routeOptions.url ?? ''}: ${JSON.stringify(answer)}`))
  })
}
