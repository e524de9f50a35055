import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Milliseconds that the oldest due job has waited for a worker; 0 where none waits. Jobs of a queue that works them off one after
 * another do not count, because a long mailing keeps those behind it waiting.
 */
export async function longestWait(db: Db): Promise<number> {
  const { rows } = await sql<{ waited: number }>`
    select coalesce(extract(epoch from now() - min(run_at)) * 1000, 0)::float8 as waited
    from graphile_worker._private_jobs
    where is_available and job_queue_id is null and run_at <= now()`.execute(db)
  return rows[0]?.waited ?? 0
}
