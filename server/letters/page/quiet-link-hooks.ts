import type { FastifyRequest } from 'fastify'
import type { App, Parts } from '../../http/app-types.ts'
import { isSafe } from '../../http/sessions.ts'
import { isQuietKey } from '../../letter/quiet-link.ts'
import { readQuietKey } from '../../letter/quiet-words.ts'

/**
 * Applies to every route of a letter. Corrects the address of a quiet letter if its words were typed with capitals, accents or gaps.
 * Slows networks that guess quiet links. A replaced link and one that never existed get the same answer.
 */
export function registerQuietLinks(app: App, parts: Parts): void {
  app.addHook('onRequest', async (request, reply) => {
    const typed = keyOf(request)
    if (typed === undefined) return
    const key = readQuietKey(typed)
    if (key !== null && key !== typed && isSafe(request.method))
      return reply.redirect(request.url.replace(/(?<=\/letters\/)[^/?]+/, key), 303)
    if (isQuietKey(key ?? typed)) await parts.limits.beforeQuietLink(request.ip, parts.clock())
  })
  app.addHook('onResponse', async (request, reply) => {
    const key = keyOf(request)
    if (reply.statusCode === 404 && key !== undefined && isQuietKey(key))
      await parts.limits.countUnknownQuietLink(request.ip, parts.clock())
  })
}

function keyOf({ params, routeOptions }: FastifyRequest): string | undefined {
  const isLetters = /^(\/api\/v1)?\/letters\/:key(\/|$)/.test(routeOptions.url ?? '')
  return isLetters ? (params as { key: string }).key : undefined
}
