import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Core } from '../core.ts'
import type { Mail } from '../mail/mail.ts'
import type { Health } from './health.ts'
import type { PageCache } from './page-cache.ts'
import type { Limits } from './limits.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What routes are given: the core that verbs get, and what only HTTP needs. */
export interface Parts extends Core {
  /** Null where no mail server is configured: everything works but opening and signing in. */
  mail: Mail | null
  pageCache: PageCache
  limits: Limits
  health: Health
  clock: () => Date
}
