import { answers } from '../db/answers.ts'
import type { App, Parts } from './app-types.ts'

/** For whoever watches over the server: whether it can serve, and nothing about what it serves. */
export function healthRoutes(app: App, { db }: Parts): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await answers(db)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(ready ? 'ok\n' : 'the database does not answer\n')
  })
}
