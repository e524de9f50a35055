import type pg from 'pg'

/**
 * Gives back the jobs of workers that are gone. Graphile Worker itself would keep a killed worker's jobs for four hours.
 * A worker is gone when its lock is free. The lock is held here to the end of the statement, so that two
 * janitors never free the same worker's jobs at once, and a worker that comes back waits until they are free.
 */
export async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(`
    with workers as materialized (
      select distinct locked_by from graphile_worker.jobs where locked_by is not null
    ), gone as materialized (
      select locked_by from workers where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))
    )
    select graphile_worker.force_unlock_workers(array(select locked_by from gone))
      where exists (select from gone)`)
}
