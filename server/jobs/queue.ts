import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * The tasks and what each is given: ids, never an address or a name. A feature adds its own:
 * `declare module './queue.ts' { interface TaskPayloads { 'send-code': { challengeId: string } } }`
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the features
export interface TaskPayloads {}

export type TaskName = keyof TaskPayloads

export interface Attempt {
  /** Counted from 1. */
  number: number
  last: boolean
  /** Name of the worker that carries it out: an advisory lock of that name is held while it lives (worker-lock.ts). */
  worker: string
}

export type Tasks = {
  [Name in TaskName]?: (payload: TaskPayloads[Name], attempt: Attempt) => Promise<void>
}

export interface EnqueueOptions {
  runAt?: Date
  /** A job with the same key that has not begun is replaced. */
  jobKey?: string
  maxAttempts?: number
  /** Smaller is sooner. */
  priority?: number
  /** Jobs of the same queue are carried out one after another, whichever processes there are. */
  queue?: 'mailings'
}

/** Puts a job in the queue within the caller's transaction: it exists exactly when the rest of it is committed. */
export async function enqueue<Name extends TaskName>(
  db: Db,
  task: Name,
  payload: TaskPayloads[Name],
  { runAt, jobKey, maxAttempts, priority, queue }: EnqueueOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${task}::text,
    ${JSON.stringify(payload)}::json,
    queue_name => ${queue ?? null}::text,
    run_at => ${runAt ?? null}::timestamptz,
    job_key => ${jobKey ?? null}::text,
    max_attempts => ${maxAttempts ?? null}::int,
    priority => ${priority ?? null}::int
  )`.execute(db)
}
