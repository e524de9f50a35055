import { setTimeout as wait } from 'node:timers/promises'
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

interface Waiting {
  row: PendingRow
  now: Date
  resolve: (verdict: Written) => void
  reject: (error: unknown) => void
}

/** Ended: the letter's last batch has closed meanwhile. */
type Written = 'written' | 'ended'

/** Of each database, what waits for its next rewriting. */
const writers = new WeakMap<Db, { waiting: Waiting[]; busy: boolean; last: number }>()

/**
 * Writes a redeemed credential among those that await their batch. The whole table is rewritten for it, so those of one second share
 * one rewriting. Who is alone in that second does not wait.
 */
export async function writePending(core: Core, row: PendingRow, now: Date): Promise<Written> {
  const writer = writers.get(core.db) ?? { waiting: [], busy: false, last: -Infinity }
  writers.set(core.db, writer)
  return new Promise((resolve, reject) => {
    writer.waiting.push({ row, now, resolve, reject })
    if (!writer.busy) void workOff(core, writer)
  })
}

async function workOff(core: Core, writer: { waiting: Waiting[]; busy: boolean; last: number }): Promise<void> {
  writer.busy = true
  while (writer.waiting.length > 0) {
    await wait(Math.max(0, writer.last + core.config.units.minute / 60 - performance.now()))
    writer.last = performance.now()
    await writeAll(core, writer.waiting.splice(0))
  }
  writer.busy = false
}

async function writeAll(core: Core, waiting: readonly Waiting[]): Promise<void> {
  try {
    const open = await core.db.transaction().execute((trx) => rewrite(trx, waiting))
    for (const { row, resolve } of waiting) resolve(open.has(row.letter_id) ? 'written' : 'ended')
  } catch (error) {
    for (const { reject } of waiting) reject(error)
  }
}

async function rewrite(trx: Db, waiting: readonly Waiting[]): Promise<Set<string>> {
  const now = new Date(Math.max(...waiting.map((each) => each.now.getTime())))
  const rows = waiting.map(({ row }) => row)
  const open = await redeemable(trx, [...new Set(rows.map(({ letter_id }) => letter_id))], now)
  const taken = rows.filter(({ letter_id }) => open.has(letter_id))
  if (taken.length === 0) return open
  for (const letter of await addPending(trx, taken, fullBatch))
    await enqueue(trx, 'close-full-batch', { letter }, { jobKey: `full:${letter}` })
  return open
}
