import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { enqueue, type Attempt } from '../../server/jobs/queue.ts'
import { startWorker, type RunningWorker, type WorkerOptions } from '../../server/jobs/worker.ts'
import { bundled } from '../support/bundled.ts'
import { testDatabase } from '../support/database.ts'
import { only } from '../support/test-tasks.ts'
import { sentence } from '../support/words.ts'

const { db, pool, url } = await testDatabase()

beforeEach(async () => {
  await pool.query('truncate graphile_worker._private_jobs')
})

async function work(options: Partial<WorkerOptions>): Promise<RunningWorker> {
  const worker = await startWorker({
    url,
    tasks: {},
    report: () => undefined,
    pollEvery: 50,
    janitorEvery: 100,
    ...options,
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= worker.stop())
  onTestFinished(stop)
  return { stop }
}

async function lockHolders(): Promise<string[]> {
  const { rows } = await pool.query<{ locked_by: string }>(
    'select locked_by from graphile_worker.jobs where locked_by is not null',
  )
  return rows.map((row) => row.locked_by)
}

describe('a job', () => {
  test('exists exactly when the rest of its transaction is committed', async () => {
    const done: string[] = []
    await work({ tasks: only({ 'test-note': async ({ id }) => void done.push(id) }) })
    await expect(
      db.transaction().execute(async (transaction) => {
        await enqueue(transaction, 'test-note', { id: 'rolled back' })
        throw new Error('and that was that')
      }),
    ).rejects.toThrow('and that was that')
    await db.transaction().execute((transaction) => enqueue(transaction, 'test-note', { id: 'committed' }))
    await vi.waitFor(() => expect(done).toEqual(['committed']), 5000)
  })

  test('waits for its time, and is replaced by a later one with its key', async () => {
    const runAt = new Date('2100-01-01T00:00:00Z')
    await enqueue(db, 'test-note', { id: 'first' }, { jobKey: 'note', runAt })
    await enqueue(db, 'test-note', { id: 'second' }, { jobKey: 'note', runAt, maxAttempts: 3, priority: 7 })
    const { rows } = await sql`
      select payload, run_at, max_attempts, priority from graphile_worker._private_jobs`.execute(db)
    expect(rows).toEqual([{ payload: { id: 'second' }, run_at: runAt, max_attempts: 3, priority: 7 }])
  })

  test('that fails is tried again, and is told of its last attempt', async () => {
    const attempts: Attempt[] = []
    await work({
      tasks: only({
        'test-fail': async (_payload, attempt) => {
          attempts.push(attempt)
          if (!attempt.last) throw new Error('not yet')
        },
      }),
    })
    await enqueue(db, 'test-fail', { id: 'a' }, { maxAttempts: 2 })
    await vi.waitFor(
      () =>
        expect(attempts).toEqual([
          { number: 1, last: false, worker: expect.any(String) },
          { number: 2, last: true, worker: expect.any(String) },
        ]),
      15_000,
    )
  })

  test('leaves nothing of what it carried in the report, in the table or on the console', async () => {
    const printed = ['log', 'info', 'warn', 'error', 'debug'].map((name) =>
      vi.spyOn(console, name as 'log').mockImplementation(() => undefined),
    )
    onTestFinished(() => void vi.restoreAllMocks())
    const reports: string[] = []
    await work({
      tasks: only({
        'test-fail': async () => {
          throw Object.assign(new TypeError('550 no mailbox for ana@company.example'), { code: 'EENVELOPE' })
        },
      }),
      report: (sentence) => reports.push(sentence),
    })
    await enqueue(db, 'test-fail', { id: 'Ana Example' }, { maxAttempts: 1 })
    await vi.waitFor(() => {
      const about = { failure: 'test-fail: EENVELOPE', attempt: 1, most: 1 }
      expect(reports).toEqual([sentence('jobs-failed-for-good', about)])
    }, 5000)
    await vi.waitFor(async () => {
      const { rows } = await pool.query('select last_error, locked_by from graphile_worker.jobs')
      expect(rows).toEqual([{ last_error: 'test-fail: EENVELOPE', locked_by: null }])
    }, 5000)
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
  })
})

describe('a worker', () => {
  test('that is killed leaves its job to another within seconds', { timeout: 60_000 }, async () => {
    await enqueue(db, 'test-hold', { id: 'precious' })
    const killed = await holdingWorker()
    expect(await lockHolders()).toHaveLength(1)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const died = Date.now()

    const taken: string[] = []
    await work({ tasks: only({ 'test-hold': async ({ id }) => void taken.push(id) }) })
    await vi.waitFor(() => expect(taken).toEqual(['precious']), 10_000)
    expect(Date.now() - died).toBeLessThan(10_000)
  })

  test('that is killed leaves its job to one that was there before', { timeout: 60_000 }, async () => {
    await enqueue(db, 'test-hold', { id: 'precious' })
    const killed = await holdingWorker()
    const taken: string[] = []
    await work({ tasks: only({ 'test-hold': async ({ id }) => void taken.push(id) }) })
    killed.kill('SIGKILL')
    await vi.waitFor(() => expect(taken).toEqual(['precious']), 10_000)
  })

  test('that lives keeps its job, however often others look', async () => {
    let runs = 0
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const holds = only({
      'test-hold': () => {
        runs += 1
        return finished
      },
    })
    await work({ tasks: holds, janitorEvery: 20 })
    await enqueue(db, 'test-hold', { id: 'a' })
    await vi.waitFor(() => expect(runs).toBe(1), 5000)
    const [holder] = await lockHolders()
    await work({ tasks: holds, janitorEvery: 20 })
    await lookedAt(10)
    expect(await lockHolders()).toEqual([holder])
    expect(runs).toBe(1)
    finish()
  })

  test('that stops finishes the job it has, and takes no other', async () => {
    const begun: string[] = []
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const worker = await work({
      concurrency: 1,
      tasks: only({
        'test-hold': async ({ id }) => {
          begun.push(id)
          await finished
        },
      }),
    })
    await enqueue(db, 'test-hold', { id: 'first' })
    await enqueue(db, 'test-hold', { id: 'second' })
    await vi.waitFor(() => expect(begun).toEqual(['first']), 5000)
    const stopped = worker.stop()
    finish()
    await stopped
    const { rows } = await pool.query('select payload, locked_by from graphile_worker._private_jobs')
    expect(rows).toEqual([{ payload: { id: 'second' }, locked_by: null }])
    expect(begun).toEqual(['first'])
  })

  test('that loses its connections takes its lock again and goes on', { timeout: 30_000 }, async () => {
    const done: string[] = []
    await work({ tasks: only({ 'test-note': async ({ id }) => void done.push(id) }) })
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'roundrobin'`)
    await enqueue(db, 'test-note', { id: 'afterwards' })
    await vi.waitFor(() => expect(done).toEqual(['afterwards']), 15_000)
    await vi.waitFor(async () => {
      const { rows } = await pool.query(`select count(*) from pg_locks join pg_database on oid = database
        where datname = current_database() and locktype = 'advisory' and granted`)
      expect(rows).toEqual([{ count: 1 }])
    }, 5000)
  })
})

async function holdingWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bundled('tests/support/holding-worker.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) if (line === 'holding precious') return child
  throw new Error('The worker ended before it held the job.')
}

/** Looks this many times as a janitor does: each look tries to take the holder's lock. */
async function lookedAt(times: number): Promise<void> {
  for (let look = 0; look < times; look += 1) {
    const { rows } = await pool.query<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended(locked_by, 0)) as free
         from graphile_worker.jobs where locked_by is not null`,
    )
    expect(rows).toEqual([{ free: false }])
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
