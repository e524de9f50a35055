import { sql } from 'kysely'
import type { Db } from '../../server/db/pool.ts'

export interface Cell {
  revision: number
  class: string
  visibility: string
  employer_id: string | null
  count: number
}

/** The tally as it is kept, beside the tally as the signatures give it. They are equal always. */
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
