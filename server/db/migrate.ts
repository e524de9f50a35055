import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { closeClient, connectClient, connectionNames, limits } from './connection.ts'
import { openDatabase } from './pool.ts'
import { reasonOf, StartProblem } from './start-problem.ts'
import { say } from '../messages/message.ts'
import { root } from '../paths.ts'

const migrationsFolder = new URL('migrations/', root)
/** An arbitrary number, the same for every process that migrates. */
const migrationLock = 7_294_108

interface Migration {
  name: string
  sql: string
  checksum: string
}

/**
 * Migrates the database to the schema of this version. Processes that start together take turns by an advisory lock.
 * The lock belongs to a transaction, not to a session. Behind a pooler, a session outlives its client, and its lock would stop
 * every later start.
 * @param patience milliseconds to wait for a lock that another connection holds
 * @throws StartProblem
 */
export async function migrate(url: string, migrations = readMigrations(), patience = 5000): Promise<void> {
  const locking = await connect(url)
  try {
    const working = await connect(url)
    try {
      await locking.query('begin')
      await locking.query("select set_config('idle_in_transaction_session_timeout', '0', true)")
      await waitAtMost(patience, locking, working, () =>
        locking.query('select pg_advisory_xact_lock($1)', [migrationLock]),
      )
      await waitAtMost(patience, working, locking, () => applyMissing(working, migrations))
      await migrateQueue(url)
    } finally {
      await closeClient(working)
    }
  } finally {
    await locking.query('rollback').catch(() => undefined)
    await closeClient(locking)
  }
}

interface Blocker {
  pid: number
  name: string | null
  since: Date | null
}

/**
 * Runs `act` on one connection, and cancels it once it has waited `patience` milliseconds for locks of others.
 * Work that takes long without waiting for a lock continues.
 * @throws StartProblem that names the blocking connection
 */
async function waitAtMost(
  patience: number,
  waiting: pg.Client,
  watching: pg.Client,
  act: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await waiting.query<{ pid: number }>('select pg_backend_pid() as pid')
  const done = new AbortController()
  const blockers = watch(patience, rows[0]?.pid ?? 0, watching, done.signal)
  try {
    await act()
  } catch (error) {
    done.abort()
    const by = await blockers
    throw by ? waitedFor(by, error) : error
  } finally {
    done.abort()
    await blockers
  }
}

async function watch(
  patience: number,
  pid: number,
  watching: pg.Client,
  done: AbortSignal,
): Promise<Blocker | undefined> {
  const looks = 10
  const isDone = () => done.aborted
  for (let blocked = 0; !isDone();) {
    await delay(patience / looks, undefined, { signal: done }).catch(() => undefined)
    const { rows } = await watching
      .query<Blocker>(
        `select pid, application_name as name, coalesce(xact_start, backend_start) as since from pg_stat_activity
         where pid = any (pg_blocking_pids($1)) order by since nulls last`,
        [pid],
      )
      .catch(() => ({ rows: [] }))
    blocked = rows.length > 0 ? blocked + 1 : 0
    if (blocked < looks || isDone()) continue
    await watching.query('select pg_cancel_backend($1)', [pid]).catch(() => undefined)
    return rows[0]
  }
  return undefined
}

function waitedFor({ pid, name, since }: Blocker, cause: unknown): StartProblem {
  const begun = since?.toISOString().slice(0, 19).replace('T', ' ') ?? 'none'
  return new StartProblem(
    say('database-locked', { process: String(pid), name: name === null || name === '' ? 'none' : name, since: begun }),
    { cause },
  )
}

/** Uses a pool of ours. The connections that the queue opens itself would end the process if the database stopped just after. */
async function migrateQueue(url: string): Promise<void> {
  const { pool, close } = openDatabase(url, {
    max: 1,
    name: connectionNames.start,
    statement: limits.longStatement,
    pooled: true,
  })
  try {
    await runMigrations({ pgPool: pool, logger: quiet })
  } finally {
    await close()
  }
}

export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function connect(url: string): Promise<pg.Client> {
  try {
    return await connectClient(url, connectionNames.start)
  } catch (error) {
    throw new StartProblem(say('database-not-answering', { reason: reasonOf(error), setting: 'DATABASE_URL' }), {
      cause: error,
    })
  }
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('create table if not exists migration (name text primary key, checksum text not null)')
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  refuseOtherHistory(applied, migrations)
  for (const migration of migrations) if (!applied.has(migration.name)) await apply(client, migration)
}

function refuseOtherHistory(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of applied) {
    if (!known.has(name)) throw new StartProblem(say('database-newer', { migration: name }))
    if (known.get(name) !== checksum) throw new StartProblem(say('database-other-migration', { migration: name }))
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    // Cancelled because it waited for a lock: see waitAtMost.
    if ((error as { code?: string }).code === '57014') throw error
    throw new StartProblem(say('database-migration-failed', { migration: name, reason: (error as Error).message }), {
      cause: error,
    })
  }
}

const quiet = new Logger(() => () => undefined)
