import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { connectClient, connectionNames } from '../connection.ts'
import { endOfBackup, endOfTable, linesOf, type Heading, type TableHeading } from './format.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'

type Lines = AsyncGenerator<Buffer, undefined>

/**
 * Loads a backup into an empty database in one transaction.
 * Loads an older backup into the schema of its version, then migrates it.
 * The next start repeats closings and purges that happened after the backup (settleRestored).
 * @throws StartProblem
 */
export async function restore(url: string, file: string, now: Date): Promise<void> {
  await refuseUsed(url)
  const unzipped = createGunzip()
  const source = createReadStream(file)
  const lines = linesOf(source.on('error', (error) => unzipped.destroy(error)).pipe(unzipped))
  const { migrations } = await readHeading(lines, file)
  await migrate(url, known(migrations))
  const client = await connectClient(url, connectionNames.command)
  try {
    await client.query('begin')
    await loadTables(client, lines, file)
    await settleClaims(client)
    await doubt(client, now)
    await client.query('commit')
  } finally {
    await client.end()
    source.destroy()
  }
  await migrate(url)
}

/**
 * Resets states that may be out of date, in the same transaction as the load, so that no start finds the data without this change.
 * It is unknown whether a queued copy has been sent since, so a person decides.
 * Sessions that may have ended, passkeys that may have been removed, and invitations that may have been used are deleted.
 */
async function doubt(client: pg.Client, now: Date): Promise<void> {
  await client.query(
    `update delivery set state = 'unsure', worker = null, next_try_at = null, last_answer = $1
      where state in ('queued', 'handing-over')`,
    [wordsWithoutRequest().text('copy-unsure-after-restore')],
  )
  await client.query(
    `update stage set state = 'done', finished_at = $1 where state = 'sending' and id in (select stage_id from delivery)
      and not exists (select from delivery where stage_id = stage.id and state = 'printed')`,
    [now],
  )
  // Stages that start automatically may have started since, so owners approve them again. Older backups lack this column.
  const { rowCount } = await client.query(
    `select from information_schema.columns where table_name = 'stage' and column_name = 'approved_at'`,
  )
  if (rowCount !== 0) await client.query('update stage set approved_at = null')
  await client.query('delete from organizer_session')
  // A passkey that was removed since, because its device was stolen, must not work again. Older backups lack this table.
  const passkeys = await client.query<{ table: string | null }>(`select to_regclass('public.passkey') as table`)
  if (passkeys.rows[0]?.table) await client.query('delete from passkey')
  await client.query('delete from invitation')
  // Older backups lack this table.
  const campaigns = await client.query<{ table: string | null }>(`select to_regclass('public.campaign') as table`)
  if (campaigns.rows[0]?.table)
    await client.query('update campaign set invitation_hash = null, invitation_sealed = null')
}

/** Moves the claims to where the server keeps them. The migration does this for older backups. */
async function settleClaims(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: string | null }>(`select to_regclass('public.claim_bucket') as there`)
  if (rows[0]?.there) await client.query('select fill_claim_buckets()')
}

async function refuseUsed(url: string): Promise<void> {
  const client = await connectClient(url, connectionNames.command)
  try {
    const { rows } = await client.query<{ table: string | null }>(`select to_regclass('public.installation') as table`)
    const used = rows[0]?.table && (await client.query('select from installation')).rowCount !== 0
    if (used) throw new StartProblem(say('restore-database-in-use'))
  } finally {
    await client.end()
  }
}

async function readHeading(lines: Lines, file: string): Promise<Heading> {
  try {
    const heading = JSON.parse(String((await lines.next()).value)) as Partial<Heading>
    if (heading.format === 1 && heading.migrations) return heading as Heading
  } catch (error) {
    throw new StartProblem(say('restore-unreadable', { file, reason: (error as Error).message }), { cause: error })
  }
  throw new StartProblem(say('restore-other-version', { file }))
}

function known(names: readonly string[]) {
  const migrations = readMigrations()
  const newer = names.find((name) => !migrations.some((migration) => migration.name === name))
  if (newer !== undefined) throw new StartProblem(say('restore-newer', { migration: newer }))
  return migrations.filter(({ name }) => names.includes(name))
}

async function loadTables(client: pg.Client, lines: Lines, file: string): Promise<void> {
  for (;;) {
    const line = await nextLine(lines, file)
    if (line.toString() === endOfBackup) return
    const { table, columns } = JSON.parse(line.toString()) as TableHeading
    const list = columns.map(pg.escapeIdentifier).join(', ')
    const into = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${list}) from stdin`))
    await pipeline(Readable.from(rows(lines, file)), into)
  }
}

async function* rows(lines: Lines, file: string): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await nextLine(lines, file)
    if (line.toString() === endOfTable) return
    yield line
  }
}

async function nextLine(lines: Lines, file: string): Promise<Buffer> {
  try {
    const { value } = await lines.next()
    if (value) return value
  } catch (error) {
    throw new StartProblem(say('restore-damaged', { file, reason: (error as Error).message }), { cause: error })
  }
  throw new StartProblem(say('restore-incomplete', { file }))
}
