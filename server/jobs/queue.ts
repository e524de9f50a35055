import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * The tasks and their payloads. A payload contains ids, never an address or a name. Each feature adds its own:
 * `declare module './queue.ts' { interface TaskPayloads { 'send-mailed-code': { code: string } } }`
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the features
export interface TaskPayloads {}

export type TaskName = keyof TaskPayloads

export interface Attempt {
  /** Counted from 1. */
  number: number
  last: boolean
  /** Name of the worker that runs the job. It holds an advisory lock of that name while it lives (worker-lock.ts). */
  worker: string
}

export type Tasks = {
  [Name in TaskName]?: (payload: TaskPayloads[Name], attempt: Attempt) => Promise<void>
}

export interface EnqueueOptions {
  runAt?: Date
  /** Replaces a job with the same key that has not started. */
  jobKey?: string
  maxAttempts?: number
  /** Jobs with a smaller number run first. */
  priority?: number
  /** Jobs of the same queue run one after another, across all processes. */
  queue?: 'mailings' | 'copies'
}

/** Adds a job within the caller's transaction, so the job exists only if that transaction commits. */
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
