import { createWriteStream, openSync, closeSync, fsyncSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { connectClient, connectionNames } from '../connection.ts'
import { endOfBackup, endOfTable, headingOf, headingOfTable, type TableHeading } from './format.ts'
import { isThere } from '../data-folder.ts'
import { holding, renewedTables } from '../renew-table.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * Writes all data that must survive into a new file, from one snapshot of the database.
 * Rows are ordered by their keys, because their physical order would reveal the order of signing.
 * Leaves out keys, UNLOGGED tables (data that lives for minutes) and the job queue.
 * @throws StartProblem
 */
export async function backup(url: string, keysDir: string, targetFile: string, now: Date): Promise<void> {
  refuseTarget(targetFile, keysDir)
  const unfinished = `${targetFile}.unfinished`
  const client = await connectClient(url, connectionNames.command)
  try {
    const replaceable = await renewed(client)
    await client.query('begin transaction isolation level repeatable read read only')
    if (replaceable.length > 0) await client.query(holding(replaceable))
    await refuseHalfUpgraded(client)
    const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(contents(client, now)), createGzip(), file)
    await client.query('commit')
    renameSync(unfinished, targetFile)
    syncFolder(dirname(targetFile))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

function refuseTarget(targetFile: string, keysDir: string): void {
  if (isThere(targetFile)) throw new StartProblem(say('backup-file-exists', { file: targetFile }))
  if (!isThere(dirname(targetFile))) throw new StartProblem(say('backup-no-folder', { folder: dirname(targetFile) }))
  const target = join(realpathSync(dirname(targetFile)), basename(targetFile))
  if (isThere(keysDir) && target.startsWith(realpathSync(keysDir) + sep))
    throw new StartProblem(say('backup-beside-keys'))
}

/** The tables that a running server may replace by a copy. Older versions lack some of them. */
async function renewed(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as name where to_regclass(name) is not null`,
    [renewedTables],
  )
  return rows.map(({ name }) => name)
}

/** Tables named unconverted_… exist between a migration and the end of the next start. No version could restore them. */
async function refuseHalfUpgraded(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like 'unconverted\\_%'`,
  )
  if (rowCount === 0) return
  throw new StartProblem(say('backup-during-upgrade'))
}

async function* contents(client: pg.Client, now: Date): AsyncGenerator<Buffer | string> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  yield headingOf({ format: 1, madeOn: now.toISOString().slice(0, 10), migrations: rows.map(({ name }) => name) })
  for (const { order, source, ...heading } of await tables(client)) {
    yield headingOfTable(heading)
    const list = heading.columns.map(pg.escapeIdentifier).join(', ')
    const select = `select ${list} from ${source ?? pg.escapeIdentifier(heading.table)} order by ${order.map(pg.escapeIdentifier).join(', ')}`
    yield* client.query(copyTo(`copy (${select}) to stdout`)) as AsyncIterable<Buffer>
    yield endOfTable
  }
  yield endOfBackup
}

interface Table extends TableHeading {
  /** A function that returns the rows, where they stand in more than this table. */
  source: string | null
  order: string[]
}

/**
 * Lists the tables so that each follows the tables that it refers to. Loading them in this order breaks no foreign key. All claims
 * are rows of one table in a backup. The two places in which the server keeps them would show which were made since the last batch.
 * Before migration 0086 there was one place. Leaves out copies of tables that are being renewed.
 */
async function tables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { needs: string[] }>(`
    select relname::text as table,
      case when relname = 'claim' and to_regclass('claim_bucket') is not null then 'every_claim()' end as source,
      (select array_agg(attname::text order by attnum) from pg_attribute
       where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select array_agg(attname::text order by coalesce(array_position(indkey::int2[], attnum), attnum)) from pg_attribute
       left join pg_index on indrelid = attrelid and indisprimary
       where attrelid = pg_class.oid and attnum > 0 and not attisdropped
         and (indkey is null or attnum = any (indkey::int2[]))) as order,
      array(select confrelid::regclass::text from pg_constraint
            where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid) as needs
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
      and relname not in ('migration', 'claim_bucket', 'claim_count') and relname not like 'renewed\\_%'
    order by relname`)
  const sorted: Table[] = []
  const done = new Set<string>()
  while (sorted.length < rows.length) {
    const next = rows.find(({ table, needs }) => !done.has(table) && needs.every((needed) => done.has(needed)))
    if (!next) throw new Error('tables refer to each other in a circle')
    done.add(next.table)
    sorted.push({ table: next.table, columns: next.columns, order: next.order, source: next.source })
  }
  return sorted
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
