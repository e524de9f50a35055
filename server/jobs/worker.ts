import { EventEmitter } from 'node:events'
import { Logger, parseCrontab, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { freeJobsOfTheDead } from './janitor.ts'
import type { Tasks } from './queue.ts'
import { type AnyTask, guarded } from './task-failure.ts'
import { holdWorkerLock, type WorkerLock } from './worker-lock.ts'

export interface WorkerOptions {
  /** Straight to the database: a transaction-pooling proxy loses LISTEN and session locks. */
  url: string
  tasks: Tasks
  /** Lines of a crontab: `* * * * * close-letters ?jobKey=close-letters`. */
  crontab?: string
  concurrency?: number
  /** Told what went wrong: a task's name and an error's code, never what the job carried. */
  report: (sentence: string) => void
  /** Milliseconds. */
  janitorEvery?: number
  pollEvery?: number
}

export interface RunningWorker {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>
}

interface Run {
  lock: WorkerLock
  stop(): Promise<void>
}

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { url, tasks, report, concurrency = 4, janitorEvery = 10_000, pollEvery = 1000 } = options
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 3 })
  // Lost connections are replaced; without listeners the first would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const taskList = Object.fromEntries(
    Object.entries(tasks as Record<string, AnyTask>).map(([name, task]) => [name, guarded(name, task, report)]),
  ) as TaskList

  let stopping = false
  const isStopping = () => stopping
  let current = await begin()
  const janitor = setInterval(() => void tidy(current.lock), janitorEvery)

  async function begin(): Promise<Run> {
    const events = new EventEmitter() as WorkerEvents
    let lock: WorkerLock | undefined
    let openGate: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (openGate = resolve))
    events.once('pool:create', ({ workerPool }) => (lock = holdWorkerLock(url, workerPool.id)))
    const runner = await run({
      pgPool: pool,
      taskList,
      parsedCronItems: parseCrontab(options.crontab ?? ''),
      concurrency,
      pollInterval: pollEvery,
      noHandleSignals: true,
      preset: { worker: recorded },
      logger: silent,
      events,
      // Asked before each job: no job is taken while the lock is not held, so nobody takes this worker for a dead one.
      forbiddenFlags: () => Promise.race([lock?.held(), gate]).then(() => null),
    })
    if (lock === undefined) throw new Error('The job queue did not say under which name it works.')
    const ended = runner.promise.catch(() => undefined)
    const stop = async (): Promise<void> => {
      const stopped = runner.stop().catch(() => undefined)
      openGate()
      await Promise.all([stopped, ended])
    }
    // The answer that was lost may have given us a job, locked in our name and unknown to us: it is free once that name is gone.
    events.once('worker:getJob:error', () => void stop())
    // Nor is it known whether the end of a job was recorded.
    events.once('pool:fatalError', () => void stop())
    const started = { lock, stop }
    void ended.then(() => beginAgain(started))
    await lock.held()
    await tidy(lock)
    return started
  }

  /** A runner ends when it lost an answer of the database, or could not record a job's end; the work has to go on. */
  async function beginAgain(lost: Run): Promise<void> {
    if (stopping) return
    report('The job worker lost the database for a moment and begins again.')
    await lost.lock.release()
    while (!isStopping()) {
      try {
        current = await begin()
        if (isStopping()) await end(current)
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }

  /** Our own jobs look abandoned while our lock is lost: somebody else has to tidy then. */
  async function tidy(lock: WorkerLock): Promise<void> {
    if (!lock.isHeld()) return
    await freeJobsOfTheDead(pool).catch((error: unknown) => report(`Jobs could not be tidied (${codeOf(error)}).`))
  }

  return {
    async stop() {
      stopping = true
      clearInterval(janitor)
      await end(current)
      await pool.end()
    },
  }
}

/** The queue watches what it records in batches; of a single end that it could not record nobody would hear but the process, and die. */
const recorded = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

async function end(work: Run): Promise<void> {
  await work.stop()
  await work.lock.release()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/** What the queue would log holds messages of errors and whole payloads; tasks report for themselves. */
const silent = new Logger(() => () => undefined)
