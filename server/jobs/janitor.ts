import type pg from 'pg'

/**
 * Releases the jobs of dead workers. Graphile Worker itself would keep a killed worker's jobs for four hours.
 * A worker is dead if its advisory lock is free. This transaction takes the lock until its end.
 * So two janitors never release the same jobs, and a worker that reconnects waits until the release is done.
 */
export async function releaseAbandonedJobs(pool: pg.Pool): Promise<void> {
  await pool.query(`
    with workers as materialized (
      select distinct locked_by from graphile_worker.jobs where locked_by is not null
    ), gone as materialized (
      select locked_by from workers where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))
    )
    select graphile_worker.force_unlock_workers(array(select locked_by from gone))
      where exists (select from gone)`)
}
