import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Core } from '../../server/core.ts'
import type { Database } from '../../server/db/pool.ts'
import { enqueue, type TaskName, type TaskPayloads } from '../../server/jobs/queue.ts'
import { startCatcher } from '../../server/mail/catcher.ts'
import { closeFullBatch } from '../../server/signatures/batch/close-batch.ts'
import { settleClaims } from '../../server/signatures/batch/queries.ts'
import { openBenchLetter } from './letter.ts'
import { insertMany, letWait } from './million.ts'
import { quantile, WaitingOthers, type Waits } from './others.ts'
import { alternate, median, type BenchRow } from './row.ts'
import { coreBeside, startApp } from './server.ts'

/** Enough that the first ones, which read the disk, do not decide the median. */
const rounds = 15
const inBatch = 200

/** A batch of 200, with everything that hides its order, on a letter with this many signatures. The reference is one with 450. */
export async function batchRow(signatures: number): Promise<BenchRow> {
  const app = await startApp()
  const { core, database } = coreBeside(app)
  try {
    const large = await crowded(core, database, 'batch-large', signatures)
    const small = await crowded(core, database, 'batch-small', 450)
    await closed(core, large, 'warm')
    await closed(core, small, 'warm')
    await settled(database)
    const logged: Record<string, number[]> = { large: [], small: [] }
    const one = (letter: AddressedLetter, kind: 'large' | 'small') => async (round: number) => {
      const { seconds, bytes } = await closed(core, letter, String(round))
      logged[kind]?.push(bytes)
      return seconds
    }
    const { ours, reference } = await alternate(rounds, one(large, 'large'), one(small, 'small'))
    const megabytes = (kind: string) => `${(median(logged[kind] ?? []) / 1e6).toFixed(1)} MB`
    return {
      name: `batch/${String(signatures)}`,
      ours: median(ours),
      reference: median(reference),
      unit: 's',
      ratio: median(ours.map((each, round) => each / (reference[round] ?? NaN))),
      note: `${String(inBatch)} signatures; write-ahead log ${megabytes('large')}, reference ${megabytes('small')}`,
    }
  } finally {
    await database.close()
    await app.stop()
  }
}

export async function crowded(core: Core, database: Database, slug: string, count: number): Promise<AddressedLetter> {
  const letter = await openBenchLetter(core, slug)
  await insertMany(core, letter, count)
  await settled(database)
  return letter
}

/** Does what autovacuum would have done by the time a letter has so many signatures, and after the batch that began its log. */
async function settled({ pool }: Database): Promise<void> {
  const tables = ['signature', 'credential', 'claim_bucket', 'subscriber', 'tally', 'letter']
  for (const table of [...tables, 'log_leaf', 'log_tile', 'log_names_part']) await pool.query(`vacuum analyze ${table}`)
}

async function closed(core: Core, letter: AddressedLetter, round: string): Promise<{ seconds: number; bytes: number }> {
  await letWait(core, letter, inBatch, round)
  await sql`checkpoint`.execute(core.db)
  const before = await logged(core)
  const began = performance.now()
  await closeFullBatch(core, letter.id, new Date())
  await settleClaims(core.db)
  const seconds = (performance.now() - began) / 1000
  return { seconds, bytes: (await logged(core)) - before }
}

/** Bytes of write-ahead log until now. */
async function logged({ db }: Core): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`select pg_current_wal_insert_lsn() - '0/0' as bytes`.execute(db)
  return Number(rows[0]?.bytes)
}

/**
 * How long others wait while batches and all their clean-up run on a letter with this many signatures: three batches of 200, then one
 * of 5,000. The reference is the same traffic before.
 */
export async function othersWaitRows(signatures: number): Promise<BenchRow[]> {
  const inbox = await startCatcher()
  const app = await startApp({ WORKER: 'on', SMTP_URL: inbox.url })
  const { core, database } = coreBeside(app)
  try {
    const large = await crowded(core, database, 'batch-large', signatures)
    const others = new WaitingOthers({ core, app, inbox }, [large, await openBenchLetter(core, 'batch-other')])
    await closed(core, large, 'warm')
    await settled(database)
    await others.prepare(900)
    await others.during(sleep(3000))
    const idle = await others.during(sleep(10_000))
    const row = async (name: string, batches: number, size: number): Promise<BenchRow> => {
      const run = async () => {
        for (let round = 0; round < batches; round++) {
          await letWait(core, large, size, `${name}${String(round)}`)
          await worked(core, 'close-full-batch', { letter: large.id })
          await worked(core, 'forget-changes', {})
          await worked(core, 'sweep-codes', {})
        }
      }
      const began = performance.now()
      const waits = await others.during(run())
      const took = ((performance.now() - began) / 1000).toFixed(0)
      const p99 = (times: Waits) => quantile(Object.values(times).flat(), 0.99)
      const note = `p99; batches and clean-up took ${took} s; p99 and longest of each: ${describeWaits(waits)}`
      return { name, ours: p99(waits), reference: p99(idle), unit: 'ms', ratio: null, note }
    }
    return [await row(`others-wait/${String(signatures)}`, 3, inBatch), await row('others-wait/5000-batch', 1, 5000)]
  } finally {
    await database.close()
    await app.stop()
    await inbox.close()
  }
}

/** Runs a job, and waits until it and the jobs that it causes have ended. */
async function worked<Name extends TaskName>({ db }: Core, name: Name, payload: TaskPayloads[Name]): Promise<void> {
  await enqueue(db, name, payload)
  for (;;) {
    const { rows } = await sql`
      select from graphile_worker.jobs where task_identifier = any(${[name, 'forget-order']}::text[]) and run_at <= now()`.execute(
      db,
    )
    if (rows.length === 0) return
    await sleep(100)
  }
}

const describeWaits = (waits: Waits) =>
  Object.entries(waits)
    .map(
      ([kind, times]) =>
        `${kind} ${quantile(times, 0.99).toFixed(0)}/${Math.max(...times).toFixed(0)} of ${String(times.length)}`,
    )
    .join(', ')
