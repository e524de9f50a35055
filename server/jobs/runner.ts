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
  /** Nothing of it goes on. */
  over: Promise<unknown>
  stop(): Promise<void>
}

/** One run of the queue, under a name and a lock of its own. It is over when it is stopped, or when it lost the database. */
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
      // Asked before each job: no job is taken while the lock is not held, so nobody takes this worker for a dead one.
      forbiddenFlags: () => Promise.race([lock?.held(), gate]).then(() => null),
    })
    if (lock === undefined) throw new Error('The job queue did not say under which name it works.')
    // A runner that broke while it was recording does not always say that it has ended. Its jobs are over when their tasks are.
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
    // The answer that was lost may have given us a job, locked in our name and unknown to us: it is free once that name is gone.
    events.once('worker:getJob:error', () => {
      resolve()
    })
    // Nor is it known whether the end of a job was recorded.
    events.once('pool:fatalError', () => {
      resolve()
    })
  })
}

/** The queue watches what it records in batches; of a single end that it could not record nobody would hear but the process, and die. */
const recorded = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/** What the queue would log holds messages of errors and whole payloads; tasks report for themselves. */
const silent = new Logger(() => () => undefined)
