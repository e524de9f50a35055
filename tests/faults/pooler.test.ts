import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { migrate, readMigrations } from '../../server/db/migrate.ts'
import { proveDirect } from '../../server/db/prove-direct.ts'
import { StartProblem } from '../../server/db/start-problem.ts'
import { backOff } from '../../server/jobs/back-off.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { freezingProxy } from '../support/freezing-proxy.ts'
import { only } from '../support/test-tasks.ts'
import { transactionPooler } from '../support/transaction-pooler.ts'

const { pool, url } = await testDatabase()

/** How many advisory locks are held in this database. */
async function locks(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from pg_locks join pg_database on oid = database
     where datname = current_database() and locktype = 'advisory' and granted`,
  )
  return rows[0]?.count ?? 0
}

describe('a start proves the direct connection', () => {
  test('and goes on where it is direct, behind a pooler too', async () => {
    const pooler = await transactionPooler(url)
    await expect(proveDirect({ pooled: url, direct: url })).resolves.toBeUndefined()
    await expect(proveDirect({ pooled: pooler.url, direct: url })).resolves.toBeUndefined()
    expect(await locks()).toBe(0)
  })

  test.each([1, 2, 8])('and stops where it is pooled, with %i connections, naming the setting', async (size) => {
    const pooler = await transactionPooler(url, size)
    await expect(proveDirect({ pooled: pooler.url, direct: pooler.url }, 300)).rejects.toThrow(
      /^DATABASE_URL leads through a transaction-pooling proxy, .* Set DATABASE_DIRECT_URL/,
    )
    const other = await transactionPooler(url, size)
    await expect(proveDirect({ pooled: pooler.url, direct: other.url }, 300)).rejects.toThrow(
      /^DATABASE_DIRECT_URL leads through a transaction-pooling proxy/,
    )
    expect(await locks()).toBe(0)
  })

  test('and stops where it leads to another database', async () => {
    const direct = await emptyDatabase()
    await expect(proveDirect({ pooled: url, direct }, 300)).rejects.toThrow(/^DATABASE_DIRECT_URL .* another database/)
  })

  test('and says which setting leads nowhere', async () => {
    const nowhere = 'postgres://nobody@localhost/none?host=/nowhere'
    await expect(proveDirect({ pooled: url, direct: nowhere })).rejects.toThrow(/Check DATABASE_DIRECT_URL/)
    await expect(proveDirect({ pooled: nowhere, direct: nowhere })).rejects.toThrow(/Check DATABASE_URL/)
  })
})

describe('a worker', () => {
  test('that is put behind a pooler does not begin without end, and leaves no lock', async () => {
    const pooler = await transactionPooler(url, 20, true)
    let restarts = 0
    const worker = await startWorker({ url: pooler.url, tasks: {}, report: () => (restarts += 1) })
    await wait(800)
    expect(restarts).toBeLessThan(8)
    expect(await locks()).toBeLessThanOrEqual(1)
    await worker.stop()
    await expect.poll(locks).toBe(0)
    await expect(startWorker({ url: (await transactionPooler(url)).url, tasks: {}, report: vi.fn() })).rejects.toThrow()
    expect(await locks()).toBe(0)
  })

  test('that loses its connections over and over holds one lock at most, and goes on', async () => {
    const proxy = await freezingProxy(url)
    const done: string[] = []
    const worker = await startWorker({
      url: proxy.url,
      tasks: only({ 'test-note': async ({ id }) => void done.push(id) }),
      pollEvery: 50,
      report: () => undefined,
    })
    const most: number[] = []
    for (let time = 0; time < 10; time++) {
      proxy.cut()
      await wait(30)
      most.push(await locks())
    }
    expect(Math.max(...most)).toBeLessThanOrEqual(1)
    await pool.query(`select graphile_worker.add_job('test-note', '{"id": "afterwards"}')`)
    await vi.waitFor(() => expect(done).toEqual(['afterwards']), 30_000)
    await expect.poll(locks).toBe(1)
    await worker.stop()
    await expect.poll(locks).toBe(0)
  })

  test('waits twice as long each time, up to half a minute, and not the same as others', () => {
    const longest = backOff(() => 1)
    const shortest = backOff(() => 0)
    const waits = Array.from({ length: 10 }, () => [longest.next(), shortest.next()])
    expect(waits.slice(0, 3)).toEqual([
      [250, 125],
      [500, 250],
      [1000, 500],
    ])
    expect(waits.at(-1)).toEqual([30_000, 15_000])
    // The back-off limits the tries in the first minute. Without it there were thousands.
    const minute = backOff(() => 0)
    let tries = 0
    for (let spent = 0; spent < 60_000; spent += minute.next()) tries++
    expect(tries).toBeLessThan(12)
    longest.reset()
    expect(longest.next()).toBe(250)
  })
})

describe('migrating', () => {
  test('says for whom it waits, where another holds its lock', async () => {
    const holder = await pool.connect()
    await holder.query("set application_name = 'the other start'")
    await holder.query('begin')
    await holder.query('select pg_advisory_xact_lock(7294108)')
    const pid = (await holder.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
    const problem = await migrate(url, readMigrations(), 200).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(StartProblem)
    expect((problem as Error).message).toMatch(
      new RegExp(
        `process ${String(pid)} of PostgreSQL, “the other start”, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\. Wait .* pg_terminate_backend\\(${String(pid)}\\)`,
      ),
    )
    await holder.query('rollback')
    holder.release(true)
    await migrate(url)
    expect(await locks()).toBe(0)
  })

  test('says for whom it waits, where a table is in use, and changes nothing', async () => {
    const later = { name: '9998_later.sql', sql: 'alter table letter add column later int', checksum: 'x' }
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query('select from letter')
    await expect(migrate(url, [...readMigrations(), later], 200)).rejects.toThrow(/holds a lock: process \d+/)
    await holder.query('rollback')
    holder.release()
    const { rowCount } = await pool.query("select from information_schema.columns where column_name = 'later'")
    expect(rowCount).toBe(0)
    expect(await locks()).toBe(0)
  })

  test('leaves no lock in a session that a pooler keeps', async () => {
    const pooler = await transactionPooler(url)
    await migrate(pooler.url)
    expect(await locks()).toBe(0)
  })

  test('takes its time where it waits for nobody', async () => {
    const slow = { name: '9999_slow.sql', sql: 'select pg_sleep(0.5)', checksum: 'x' }
    await expect(migrate(url, [...readMigrations(), slow], 100)).resolves.toBeUndefined()
  })
})
