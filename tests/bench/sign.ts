import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Batches from '../../server/signatures/batch/close-batch.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { PostgresDialect, Kysely } from 'kysely'
import pg from 'pg'
import type { Core } from '../../server/core.ts'
import type { Schema } from '../../server/db/schema.ts'
import { letterByKey } from '../../server/letter/queries.ts'
import { confirm } from '../../server/signatures/signing/confirm.ts'
import { openMailedCode } from '../../server/mailbox/mailed-code-secrets.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { sign } from '../../server/signatures/signing/sign.ts'
import { normaliseAddress } from '../../server/mailbox/addresses.ts'
import { codeWithSwitches, replacedOnce, switchedOff } from '../support/switched-off.ts'
import { openConnections, postRequest, type Connection } from './client.ts'
import { alternate, rateRow, type BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

const clients = 16
const signings = 240
const rounds = 5

interface Statement {
  text: string
  values: unknown[]
}

/**
 * Complete signings through HTTP: a request, the code, its confirmation. The reference sends the recorded statements of such
 * signings again, over the same number of connections, without any work between. Both read the code from the database, because
 * the mail worker is off.
 */
export async function signRow(stage: Stage): Promise<BenchRow> {
  const { app, core, database } = await stage.beside()
  const letter = await stage.letter('signed')
  const connections = await openConnections(app.url, clients)
  const statements = Array.from({ length: clients }, () => new pg.Client(app.databaseUrl))
  await Promise.all(statements.map((client) => client.connect()))
  let asked = 0
  const person = () => ({ visibility: 'public', name: 'Ana Lindqvist', address: `ana.${asked++}@lantern.example` })

  const clear = () =>
    database.pool.query(
      'truncate claim, waiting_signature, challenge, mailed_code, mail_allowance, graphile_worker._private_jobs; checkpoint',
    )
  const through = async () => {
    await clear()
    return timed(connections, (connection) => signThroughHttp(connection, core, letter, person()))
  }
  const replayed = async () => {
    await clear()
    const recorded = await record(core, app.databaseUrl, letter, Array.from({ length: signings }, person))
    await clear()
    return timed(statements, (client) => replay(client, recorded.pop() ?? []))
  }
  try {
    await through()
    await replayed()
    return rateRow('sign', 'signings/s', await alternate(rounds, through, replayed), `${clients} clients, fsync on`)
  } finally {
    for (const connection of connections) connection.close()
    await Promise.all(statements.map((client) => client.end()))
  }
}

const noLog = 'no log'

/** The path of a copy of close-batch.ts whose log `switchedOff` turns off: no leaf, no list of names, no checkpoint. */
export function batchesWithoutLog(): string {
  const file = 'server/signatures/batch/close-batch.ts'
  const folder = codeWithSwitches([
    { name: noLog, file, from: 'await leavesOfAdded(core, trx, letterId, { named: waiting, anonymous })', to: '[]' },
    { name: noLog, file, from: 'await keepNameList(trx, letter.id, added.entries)', to: 'null' },
  ])
  const path = join(folder, file)
  // A statement, which cannot become a conditional expression: the line before it would be read as a function.
  const append = 'await appendBatch(core, trx, letter, {'
  const unless = `if (process.env['SWITCHED_OFF'] !== '${noLog}') ${append}`
  writeFileSync(path, replacedOnce(readFileSync(path, 'utf8'), append, unless))
  return path
}

/**
 * Complete signings through HTTP, and the batches that count them. The reference is the same without the log: its batches write no
 * leaf, no list of names and no checkpoint.
 */
export async function signWithLogRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const { closeFullBatch } = (await import(batchesWithoutLog())) as typeof Batches
  const letters = { with: await stage.letter('with-log'), without: await stage.letter('without-log') }
  const connections = await openConnections(app.url, clients)
  let asked = 0
  const person = () => ({ visibility: 'public', name: 'Ana Lindqvist', address: `ana.log${asked++}@lantern.example` })
  const counted = async (letter: AddressedLetter) => {
    const began = performance.now()
    await timed(connections, (connection) => signThroughHttp(connection, core, letter, person()))
    await closeFullBatch(core, letter.id, new Date())
    return (signings * 1000) / (performance.now() - began)
  }
  const withLog = () => counted(letters.with)
  const without = () => switchedOff(noLog, () => counted(letters.without))
  try {
    await withLog()
    await without()
    return rateRow(
      'sign-with-log',
      'signings/s',
      await alternate(rounds, withLog, without),
      'with the batches that count them',
    )
  } finally {
    for (const connection of connections) connection.close()
  }
}

/**
 * Runs all signings, shared among the workers.
 * @returns signings a second
 */
async function timed<Worker>(workers: readonly Worker[], one: (worker: Worker) => Promise<void>): Promise<number> {
  let left = signings
  const began = performance.now()
  await Promise.all(
    workers.map(async (worker) => {
      while (left-- > 0) await one(worker)
    }),
  )
  return (signings * 1000) / (performance.now() - began)
}

interface Person {
  visibility: string
  name: string
  address: string
}

async function signThroughHttp(
  connection: Connection,
  core: Core,
  letter: AddressedLetter,
  person: Person,
): Promise<void> {
  const path = `/api/v1/letters/${letter.slug}/signings`
  const asked = await connection.ask(postRequest(path, person))
  const { challenge } = JSON.parse(asked.body.toString()) as { challenge: string }
  const code = await mailedCode(core, letter, person.address)
  const signed = await connection.ask(postRequest(`${path}/${challenge}/confirmation`, { code }))
  if (asked.status !== 202 || signed.status !== 200)
    throw new Error(`asked ${asked.status}, confirmed ${signed.status}: ${signed.body.toString()}`)
}

/** The code that the mail would contain. */
export async function mailedCode(core: Core, letter: AddressedLetter, address: string): Promise<string> {
  const normalised = normaliseAddress(address)
  if (!normalised.ok) throw new Error('not an address')
  const { id, mail_sealed } = await core.db
    .selectFrom('mailed_code')
    .select(['id', 'mail_sealed'])
    .where('tag', '=', addressTag(core, letter.id, normalised.normal))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  if (!mail_sealed) throw new Error('the mail has gone')
  return openMailedCode(core, letter.id, id, mail_sealed).code
}

/** The statements of signings, in order, with the values that the verbs sent. */
async function record(
  core: Core,
  url: string,
  letter: AddressedLetter,
  people: readonly Person[],
): Promise<Statement[][]> {
  let statements: Statement[] = []
  // Recording is not timed, so it need not wait for the disk.
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c synchronous_commit=off' })
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => void statements.push({ text: sql, values: [...parameters] }),
  })
  const recording = { ...core, db }
  const recorded: Statement[][] = []
  for (const person of people) {
    statements = []
    const now = new Date()
    const asking = await letterByKey(db, letter.slug, null)
    const { challenge } = await sign(recording, asking ?? letter, person, now)
    const code = await mailedCode(recording, letter, person.address)
    const confirming = await letterByKey(db, letter.slug, null)
    await confirm(recording, confirming ?? letter, { challenge, code }, new Date())
    recorded.push(statements)
  }
  await db.destroy()
  return recorded
}

async function replay(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await client.query(statement)
}
