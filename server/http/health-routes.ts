import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import type { App, Parts } from './app-types.ts'
import type { Part } from './health.ts'

/**
 * `/livez`: the process runs. `/readyz`: a load balancer may send requests here. `/healthz`: the process can read and write, for an
 * operator's monitor.
 * The answers reveal nothing about letters. They bypass the overload check, so they also arrive under pressure.
 */
export function healthRoutes(app: App, { db, health }: Pick<Parts, 'db' | 'health'>): void {
  const route = (url: string, faults: () => Promise<Part[]>) =>
    app.get(url, { schema: { hide: true }, config: { pressureHandler: () => undefined } }, async (_request, reply) => {
      const parts = await faults()
      return reply
        .code(parts.length === 0 ? 200 : 503)
        .headers({ 'cache-control': 'no-store', ...(parts.length > 0 && { 'retry-after': '5' }) })
        .type('text/plain; charset=utf-8')
        .send(
          `${parts.length === 0 ? 'ok' : wordsWithoutRequest().text('health-not-ok', { parts: parts.join(', ') })}\n`,
        )
    })
  route('/livez', () => Promise.resolve([]))
  route('/readyz', () => health.unready(db))
  route('/healthz', () => health.faults(db))
}
