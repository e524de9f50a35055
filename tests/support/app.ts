import { Logger, runOnce, type JobHelpers, type TaskList } from 'graphile-worker'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { afterAll } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import type { DatabaseOptions } from '../../server/db/pool.ts'
import type { App, Parts } from '../../server/http/app-types.ts'
import { hearChanges } from '../../server/http/hear-changes.ts'
import { Health, type Folder } from '../../server/http/health.ts'
import { PageCache } from '../../server/http/page-cache.ts'
import { Limits } from '../../server/http/limits.ts'
import type { Attempt } from '../../server/jobs/queue.ts'
import type { ResolveTexts } from '../../server/mail/mail-file/read-mail-file.ts'
import { startCatcher, type Catcher, type CatcherOptions } from '../../server/mail/catcher.ts'
import { openTransport } from '../../server/mail/transport.ts'
import { allTasks } from '../../server/tasks.ts'
import { answeredForms } from './answered-forms.ts'
import { describedAnswers } from './described-answers.ts'
import { describedForms } from './described-forms.ts'
import { openTestDatabase, testDatabase, testKeys } from './database.ts'

export const monday = new Date('2026-03-02T09:30:00Z')

/** A whole server for one test file: database, keys, SMTP, HTTP over a socket, and a clock that the test sets. */
export interface TestServer {
  app: App
  parts: Parts
  url: string
  keysDir: string
  databaseUrl: string
  /** The pool through which the server runs its statements. */
  pool: pg.Pool
  inbox: Catcher
  /** Sets the server's clock. */
  at(moment: Date): void
  now(): Date
  /** Runs every job that is due by the database's clock, mails included, until none is left. */
  work(): Promise<void>
}

export interface ServerOptions {
  settings?: Record<string, string>
  inbox?: CatcherOptions
  /** An existing database and key folder, such as a restored backup. */
  over?: { databaseUrl: string; keysDir: string }
  database?: DatabaseOptions
  /** The code of a copy of the server in which a defence is switched off. */
  code?: Code
  /** Another URL of the database for the LISTEN connection. */
  listensAt?: (databaseUrl: string) => Promise<string>
  /** Milliseconds: the interval of that connection's heartbeats, and how long each heartbeat is valid. */
  heartbeat?: number
  heardFor?: number
  /** The folders that the health checks examine. */
  folders?: Folder[]
  /** The domain name system, as far as signatures of mails need it. Default: it knows no name. */
  resolveTexts?: ResolveTexts
}

const ours = { buildApp, openKeys, allTasks, PageCache, Limits }
export type Code = typeof ours

/** Call it in `beforeAll` or at the top of a file. */
export async function testServer({
  settings = {},
  inbox: inboxOptions = {},
  over,
  database: databaseOptions = {},
  code = ours,
  listensAt = (url) => Promise.resolve(url),
  heartbeat,
  heardFor,
  folders = [],
  resolveTexts = knowsNothing,
}: ServerOptions = {}): Promise<TestServer> {
  const dir = over?.keysDir ?? testKeys().dir
  const keys = code.openKeys(dir)
  const database = over ? openTestDatabase(over.databaseUrl, databaseOptions) : await testDatabase(databaseOptions)
  const inbox = await startCatcher(inboxOptions)
  const config = readConfig({ LIMITS: 'off', SMTP_URL: inbox.url, LOGS_DIR: join(dirname(dir), 'logs'), ...settings })
  const transport = openTransport({
    url: inbox.url,
    from: 'Round Robin <letters@roundrobin.example>',
    host: 'roundrobin.example',
  })
  // The job queue requires an error listener on every connection.
  database.pool.on('connect', (client) => void client.on('error', () => undefined))
  let now = monday
  const clock = () => now
  const pageCache = new code.PageCache(config.secure, clock, heardFor)
  const parts: Parts = {
    db: database.db,
    keys,
    config,
    mail: transport,
    pageCache,
    limits: new code.Limits(config.limits),
    health: new Health(keys, folders),
    clock,
    resolveTexts,
    databaseUrl: await listensAt(database.url),
  }
  const told = await hearChanges(parts.databaseUrl, parts, heartbeat)
  const app = await code.buildApp(parts, [describedAnswers, describedForms, answeredForms])
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const taskList = code.allTasks(parts, transport, clock) as TaskList
  const attempts = Object.fromEntries(
    Object.entries(taskList).map(([name, task]) => [
      name,
      (payload: unknown, { job }: JobHelpers) =>
        (task as unknown as (payload: unknown, attempt: Attempt) => Promise<void>)(payload, {
          number: job.attempts,
          last: job.attempts >= job.max_attempts,
          worker: job.locked_by ?? '',
        }),
    ]),
  )
  afterAll(async () => {
    await told.close()
    await app.close()
    transport.close()
    await inbox.close()
  })
  return {
    app,
    parts,
    url,
    keysDir: dir,
    databaseUrl: database.url,
    pool: database.pool,
    inbox,
    at: (moment) => void (now = moment),
    now: () => now,
    work: () => runOnce({ pgPool: database.pool, taskList: attempts, noHandleSignals: true, logger: silent }),
  }
}

const knowsNothing: ResolveTexts = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))

const silent = new Logger(() => () => undefined)
