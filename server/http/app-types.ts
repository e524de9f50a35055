import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Core } from '../core.ts'
import type { Mail } from '../mail/mail.ts'
import type { ResolveTexts } from '../mail/mail-file/read-mail-file.ts'
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

/** The parts that routes receive: the core that verbs also receive, and the parts that only HTTP uses. */
export interface Parts extends Core {
  /** Null if no mail server is configured. Then nobody can sign in, no letter can open, and nobody can sign. */
  mail: Mail | null
  pageCache: PageCache
  limits: Limits
  health: Health
  clock: () => Date
  /** Looks up the keys of the signatures of mails. */
  resolveTexts: ResolveTexts
  /** Leads directly to the database, for connections that listen. */
  databaseUrl: string
}
