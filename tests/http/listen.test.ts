import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { listen, type Listener, type Listening, type Others } from '../../server/db/listen.ts'
import { notifyLetter } from '../../server/db/notify.ts'
import { onOwnChange } from '../../server/db/own-changes.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { testDatabase } from '../support/database.ts'
import { freezingProxy } from '../support/freezing-proxy.ts'
import { only } from '../support/test-tasks.ts'

const { db, pool, url } = await testDatabase()

interface Heard extends Listening {
  letters: string[]
  /** The states of the listener in the order of events: true if it was connected. */
  hears: boolean[]
  upTo: number[]
  others: Others[]
}

async function hearing(through = url, every?: number): Promise<Heard> {
  const heard = { letters: [], hears: [], upTo: [], others: [] } as Omit<Heard, 'close'>
  const listener: Listener = {
    onPayload: (id) => heard.letters.push(id),
    onHeard: (upTo, others) => {
      if (heard.hears.at(-1) !== true) heard.hears.push(true)
      heard.upTo.push(upTo)
      heard.others.push(others)
    },
    onLost: () => heard.hears.push(false),
  }
  return { ...heard, ...(await listen(through, 'letter', listener, { every })) }
}

it('hears of a letter when the transaction that changed it commits, and not before', async () => {
  const listener = await hearing()
  await db.transaction().execute(async (transaction) => {
    await notifyLetter(transaction, 'first')
    await notifyLetter(db, 'second')
    await vi.waitFor(() => expect(listener.letters).toEqual(['second']), 20_000)
  })
  await vi.waitFor(() => expect(listener.letters).toEqual(['second', 'first']), 20_000)
  await listener.close()
})

it('says when it hears nothing, and when it hears again', async () => {
  const listener = await hearing()
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'roundrobin listen'",
  )
  await vi.waitFor(() => expect(listener.hears).toEqual([true, false, true]), 5_000)
  await notifyLetter(db, 'later')
  await vi.waitFor(() => expect(listener.letters).toEqual(['later']), 20_000)
  await listener.close()
  expect(listener.hears).toEqual([true, false, true])
})

it('notices a connection that is open and carries nothing, and ends although nobody answers', async () => {
  const proxy = await freezingProxy(url)
  const listener = await hearing(proxy.url, 100)
  await vi.waitFor(() => expect(listener.upTo.length).toBeGreaterThan(2), 20_000)
  proxy.freeze()
  const frozen = performance.now()
  await vi.waitFor(() => expect(listener.hears).toEqual([true, false]), 20_000)
  expect(Math.max(...listener.upTo)).toBeLessThan(frozen)
  proxy.thaw()
  await vi.waitFor(() => expect(listener.hears).toEqual([true, false, true]), 20_000)
  proxy.freeze()
  await listener.close()
  proxy.cut()
})

it('takes no transaction number for its heartbeats: numbers that count the time would date every row', async () => {
  const current = async () =>
    (await pool.query<{ next: number }>('select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next')).rows[0]
      ?.next ?? 0
  const listener = await hearing(url, 20)
  // Other databases of the cluster use up transaction numbers too. One round without any is sufficient.
  await expect
    .poll(async () => {
      const [before, beats] = [await current(), listener.upTo.length]
      await vi.waitFor(() => expect(listener.upTo.length).toBeGreaterThan(beats + 4), 20_000)
      return (await current()) - before
    })
    .toBe(0)
  await listener.close()
})

it('counts the processes that listen, and forgets those that have gone', async () => {
  const first = await hearing(url, 20)
  // The earlier tests' connections are closed by now, but PostgreSQL notices a moment later.
  await vi.waitFor(() => expect(first.others.at(-1)).toEqual({ processes: 1, workers: 0, editing: 0 }), 20_000)
  // A worker without any task ends at once and begins again, so it would be seen only now and then.
  const tasks = only({ 'test-note': () => Promise.resolve() })
  const worker = await startWorker({ url, tasks, report: () => undefined })
  await vi.waitFor(() => expect(first.others.at(-1)).toEqual({ processes: 1, workers: 1, editing: 0 }), 20_000)
  await worker.stop()
  const second = await hearing(url, 20)
  await vi.waitFor(() => expect(first.others.at(-1)?.processes).toBe(2), 20_000)
  await second.close()
  await vi.waitFor(() => expect(first.others.at(-1)).toEqual({ processes: 1, workers: 0, editing: 0 }), 20_000)
  await first.close()
})

describe('a change that this process makes', () => {
  it('is known here at its commit, whether or not a notification arrives', async () => {
    const { db, close } = openDatabase(url)
    onTestFinished(close)
    const heard: string[] = []
    const end = onOwnChange(db, (letter) => heard.push(letter))
    await db.transaction().execute(async (trx) => {
      await notifyLetter(trx, 'one')
      expect(heard).toEqual([])
    })
    expect(heard).toEqual(['one'])
    const failed = db.transaction().execute(async (trx) => {
      await notifyLetter(trx, 'two')
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await notifyLetter(db, 'three')
    await db.transaction().execute((trx) => notifyLetter(trx, 'four'))
    expect(heard).toEqual(['one', 'three', 'four'])
    end()
    await notifyLetter(db, 'five')
    expect(heard).toHaveLength(3)
  })
})
