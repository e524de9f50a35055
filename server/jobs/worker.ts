import { setTimeout as sleep } from 'node:timers/promises'
import type { TaskList } from 'graphile-worker'
import { connectionNames } from '../db/connection.ts'
import { openDatabase } from '../db/pool.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { backOff } from './back-off.ts'
import { releaseAbandonedJobs } from './janitor.ts'
import type { Tasks } from './queue.ts'
import { startRunner, type Runner } from './runner.ts'
import { type AnyTask, guarded } from './task-failure.ts'
import { UnderWay } from './under-way.ts'
import type { WorkerLock } from './worker-lock.ts'

export interface WorkerOptions {
  /** Leads directly to the database. A transaction-pooling proxy loses LISTEN and session locks. */
  url: string
  tasks: Tasks
  /** Lines of a crontab: `* * * * * close-letters ?jobKey=close-letters`. */
  crontab?: string
  concurrency?: number
  /** Receives the task's name and the error's code, but no data of the job. */
  report: (sentence: string) => void
  /** Milliseconds. */
  janitorEvery?: number
  pollEvery?: number
}

/** Milliseconds. A runner that lasted longer did not fail at its start, so the back-off is reset. */
const longEnough = 10_000

export interface RunningWorker {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>
}

/**
 * Starts a worker of the queue, and releases the jobs of dead workers at intervals.
 * If it loses the database, it reports this and starts again with a back-off.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { url, tasks, report, crontab = '', concurrency = 4, janitorEvery = 10_000, pollEvery = 1000 } = options
  const queue = openDatabase(url, { max: concurrency + 3, name: connectionNames.queue })
  const { pool } = queue
  const underWay = new UnderWay()
  const taskList = Object.fromEntries(
    Object.entries(tasks as Record<string, AnyTask>).map(([name, task]) => [
      name,
      underWay.counted(guarded(name, task, report)),
    ]),
  ) as TaskList
  const begin = async (): Promise<Runner> => {
    const runner = await startRunner({ url, pool, taskList, crontab, concurrency, pollEvery, underWay })
    await tidy(runner.lock)
    return runner
  }

  let stopping = false
  const isStopping = () => stopping
  const stopped = new AbortController()
  const wait = backOff()
  let current = await begin().catch(async (error: unknown) => {
    await queue.close()
    throw error
  })
  watch(current)
  const janitor = setInterval(() => void tidy(current.lock), janitorEvery)

  function watch(runner: Runner): void {
    const begun = performance.now()
    void runner.over.then(() => {
      if (performance.now() - begun > longEnough) wait.reset()
      return beginAgain(runner)
    })
  }

  /**
   * Starts a new runner. A runner ends when it lost an answer of the database or could not record a job's end.
   * Repeated failures are delayed by a back-off.
   */
  async function beginAgain(lost: Runner): Promise<void> {
    if (stopping) return
    report(wordsWithoutRequest().text('jobs-begin-again'))
    await lost.lock.release()
    while (!isStopping()) {
      await sleep(wait.next(), undefined, { signal: stopped.signal }).catch(() => undefined)
      if (isStopping()) return
      try {
        current = await begin()
        if (isStopping()) await end(current)
        else watch(current)
        return
      } catch {
        // The database is not back yet.
      }
    }
  }

  /** Runs the janitor only while our lock is held. Otherwise our own jobs would look abandoned, and another process must decide. */
  async function tidy(lock: WorkerLock): Promise<void> {
    if (!lock.isHeld()) return
    await releaseAbandonedJobs(pool).catch((error: unknown) =>
      report(wordsWithoutRequest().text('jobs-not-released', { error: codeOf(error) })),
    )
  }

  return {
    async stop() {
      stopping = true
      stopped.abort()
      clearInterval(janitor)
      await end(current)
      await queue.close()
    },
  }
}

async function end(runner: Runner): Promise<void> {
  await runner.stop()
  await runner.lock.release()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
