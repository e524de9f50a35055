import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Milliseconds that the oldest due job has waited for a worker, or 0.
 * Ignores jobs in serial queues, because a long mailing delays the jobs behind it.
 */
export async function longestWait(db: Db): Promise<number> {
  const { rows } = await sql<{ waited: number }>`
    select coalesce(extract(epoch from now() - min(run_at)) * 1000, 0)::float8 as waited
    from graphile_worker._private_jobs
    where is_available and job_queue_id is null and run_at <= now()`.execute(db)
  return rows[0]?.waited ?? 0
}
