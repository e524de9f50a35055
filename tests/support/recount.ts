import { sql } from 'kysely'
import type { VerificationClass, Visibility } from '../../server/letter/rules.ts'
import type { Db } from '../../server/db/pool.ts'

export interface Cell {
  revision: number
  class: VerificationClass
  visibility: Visibility
  employer_id: string | null
  count: number
}

/** The stored tally, and the tally computed from the signatures. They are always equal. */
export async function recount(db: Db, letterId: string): Promise<{ kept: Cell[]; counted: Cell[] }> {
  const kept = await sql<Cell>`
    select revision, class, visibility, employer_id, count from tally where letter_id = ${letterId} and count <> 0
    order by 1, 2, 3, 4`.execute(db)
  const counted = await sql<Cell>`
    select revision, class, visibility, employer_id, count(*)::int as count from signature
    where letter_id = ${letterId} and counted
    group by revision, class, visibility, employer_id order by 1, 2, 3, 4`.execute(db)
  return { kept: kept.rows, counted: counted.rows }
}

/** The sum of the days by class, and the number of signatures that count. They are always equal. */
export async function recountedDays(db: Db, letterId: string): Promise<{ kept: object[]; counted: object[] }> {
  const kept = await sql<object>`
    select class, sum(net)::int as count from tally_day where letter_id = ${letterId}
    group by class having sum(net) <> 0 order by 1`.execute(db)
  const counted = await sql<object>`
    select class, count(*)::int as count from signature where letter_id = ${letterId} and counted
    group by class order by 1`.execute(db)
  return { kept: kept.rows, counted: counted.rows }
}
