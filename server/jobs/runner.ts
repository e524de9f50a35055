import { EventEmitter } from 'node:events'
import { Logger, parseCrontab, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { UnderWay } from './under-way.ts'
import { holdWorkerLock, type WorkerLock } from './worker-lock.ts'

export interface RunnerOptions {
  url: string
  pool: pg.Pool
  taskList: TaskList
  crontab: string
  concurrency: number
  pollEvery: number
  underWay: UnderWay
}

export interface Runner {
  lock: WorkerLock
  /** Resolves when no job of this runner is running any more. */
  over: Promise<unknown>
  stop(): Promise<void>
}

/** Starts one run of the queue with a name and an advisory lock of its own. It ends when it is stopped or loses the database. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents
  let lock: WorkerLock | undefined
  let openGate: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (openGate = resolve))
  events.once('pool:create', ({ workerPool }) => (lock = holdWorkerLock(options.url, workerPool.id)))
  const broken = breaks(events)
  try {
    const runner = await run({
      pgPool: options.pool,
      taskList: options.taskList,
      parsedCronItems: parseCrontab(options.crontab),
      concurrency: options.concurrency,
      pollInterval: options.pollEvery,
      noHandleSignals: true,
      preset: { worker: recorded },
      logger: silent,
      events,
      // Checked before each job. Without the lock the runner takes no job, so that no janitor releases a job that this runner has
      // taken.
      forbiddenFlags: () => Promise.race([lock?.held(), gate]).then(() => null),
    })
    if (lock === undefined) throw new Error('The job queue did not say under which name it works.')
    // A runner that breaks while it records a result may not report its end. It is over when its tasks have ended.
    const over = Promise.race([runner.promise.catch(() => undefined), broken.then(() => options.underWay.over())])
    const stop = async (): Promise<void> => {
      runner.stop().catch(() => undefined)
      openGate()
      await over
    }
    void broken.then(stop)
    await lock.held()
    return { lock, over, stop }
  } catch (error) {
    await lock?.release()
    throw error
  }
}

function breaks(events: WorkerEvents): Promise<void> {
  return new Promise((resolve) => {
    // The lost answer may have assigned a job, locked under our name and unknown to us. The job is released once that name's lock
    // is free.
    events.once('worker:getJob:error', () => {
      resolve()
    })
    // It is unknown whether the end of a job was recorded.
    events.once('pool:fatalError', () => {
      resolve()
    })
  })
}

/**
 * The queue handles errors only when it records results in batches. A failure to record a single result would be unhandled and end
 * the process.
 */
const recorded = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/** The queue's own log would contain error messages and payloads. Tasks report their failures themselves. */
const silent = new Logger(() => () => undefined)
