import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { openDatabase } from './pool.ts'
import { StartProblem } from './start-problem.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)
/** Any number, the same for every process that migrates. */
const LOCK = 7_294_108

interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Brings the database to the schema of this version; processes that start together take turns. @throws StartProblem */
export async function migrate(url: string, migrations = readMigrations()): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await connect(client)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await applyMissing(client, migrations)
    await migrateQueue(url)
  } finally {
    await client.end()
  }
}

/** With connections of ours: those that the queue opens itself would end the process if the database stopped just after. */
async function migrateQueue(url: string): Promise<void> {
  const { pool, close } = openDatabase(url, { max: 1 })
  try {
    await runMigrations({ pgPool: pool, logger: quiet })
  } finally {
    await close()
  }
}

export function readMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect()
  } catch (error) {
    throw new StartProblem(
      `The database does not answer: ${reasonOf(error)}. Check DATABASE_URL, and that the database runs.`,
      { cause: error },
    )
  }
}

/** Where a name has several addresses the error is a list of errors, without words of its own. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error]
  return first instanceof Error ? first.message : 'no reason given'
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
    if (!known.has(name))
      throw new StartProblem(
        `The database was made by a newer version of Roundrobin (${name}). Start that version, or restore a backup from before it.`,
      )
    if (known.get(name) !== checksum)
      throw new StartProblem(
        `The migration ${name} is not the one that made this database. Put back the file as it was released.`,
      )
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
    throw new StartProblem(
      `The migration ${name} failed and has changed nothing: ${(error as Error).message}. Start the version before, and report this.`,
      { cause: error },
    )
  }
}

const quiet = new Logger(() => () => undefined)
