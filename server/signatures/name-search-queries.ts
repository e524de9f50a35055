import { sql, type SelectQueryBuilder } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'

/** A list is searched in parts, because it can be very long. Each part gives one page. */
export interface PartSearch {
  search: string
  /** How many names of the list one part has at most. */
  most: number
  perPage: number
}

export interface SearchedPart<Row> {
  rows: Row[]
  /** The last name that was searched, where the next part begins. Undefined at the end of the list. */
  end: Buffer | undefined
}

/**
 * Searches the first part of a list of names that are stored in clear.
 * @param trx has one snapshot (see `limitTime`). Otherwise `end` could be a name that was not searched
 * @param names the list, in the order of ids
 */
export async function searchPart<Row extends { id: Buffer; name_folded: string | null }>(
  trx: Db,
  names: SelectQueryBuilder<Schema, 'signature', Row>,
  { search, most, perPage }: PartSearch,
  order: 'asc' | 'desc' = 'asc',
): Promise<SearchedPart<Row>> {
  const { rows: found } = await sql<Row>`
    select * from (${names.limit(most)}) as searched
    where strpos(name_folded, folded_name(${search}::text)) > 0
    order by id ${sql.raw(order)} limit ${perPage + 1}`.execute(trx)
  const rows = found.slice(0, perPage)
  if (found.length > perPage) return { rows, end: rows.at(-1)?.id }
  const { rows: ends } = await sql<{ id: Buffer }>`
    select id from (${names}) as searched order by id ${sql.raw(order)} offset ${most - 1} limit 1`.execute(trx)
  return { rows, end: ends[0]?.id }
}
