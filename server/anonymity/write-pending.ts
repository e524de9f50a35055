import { setTimeout as wait } from 'node:timers/promises'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { addPending, redeemable, type PendingRow } from './queries.ts'
import { fullBatch } from './rules.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'close-full-batch': { letter: string }
  }
}

interface Redeemed {
  row: PendingRow
  now: Date
  /** Milliseconds between two rewrites. */
  apart: number
}

/**
 * The row as it waits now, which is an earlier one if the credential was redeemed before. `counted-already`: a batch has counted
 * the credential, so nothing was written. `ended`: the letter's last batch closed in the meantime.
 */
type Written = PendingRow | 'counted-already' | 'ended'

const lastRewriting = new WeakMap<Db, number>()

const write = requestBatcher<Redeemed, Written>(
  async (db, _, redeemed) => {
    const { open, waiting } = await db.transaction().execute((trx) => rewrite(trx, redeemed))
    return redeemed.map(({ row }) => {
      if (!open.has(row.letter_id)) return 'ended'
      return waiting.find(({ id }) => id.equals(row.id)) ?? 'counted-already'
    })
  },
  async (db, { apart }) => {
    await wait(Math.max(0, (lastRewriting.get(db) ?? -Infinity) + apart - performance.now()))
    lastRewriting.set(db, performance.now())
  },
)

/**
 * Writes a redeemed credential to the table of those that wait for a batch. Each write rewrites the whole table, so all
 * redemptions of one second, of any letter, share one rewrite. A redemption that is alone in its second does not wait.
 */
export async function writePending({ db, config }: Core, row: PendingRow, now: Date): Promise<Written> {
  return write(db, 'pending', { row, now, apart: config.units.minute / 60 })
}

interface Rewritten {
  open: Set<string>
  waiting: PendingRow[]
}

async function rewrite(trx: Db, redeemed: readonly Redeemed[]): Promise<Rewritten> {
  const now = new Date(Math.max(...redeemed.map((each) => each.now.getTime())))
  const rows = redeemed.map(({ row }) => row)
  const open = await redeemable(trx, [...new Set(rows.map(({ letter_id }) => letter_id))], now)
  const taken = rows.filter(({ letter_id }) => open.has(letter_id))
  if (taken.length === 0) return { open, waiting: [] }
  const { full, waiting } = await addPending(trx, taken, fullBatch)
  for (const letter of full) await enqueue(trx, 'close-full-batch', { letter }, { jobKey: `full:${letter}` })
  return { open, waiting }
}
