import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { VerificationClass } from './rules.ts'

export async function tallyOf(db: Db, letterId: string) {
  const rows = await db
    .selectFrom('tally')
    .select(['revision', 'class', 'visibility', (is) => is.fn.sum<string>('count').as('count')])
    .where('letter_id', '=', letterId)
    .groupBy(['revision', 'class', 'visibility'])
    .orderBy('revision')
    .orderBy('class')
    .execute()
  return rows.map((row) => ({ ...row, class: row.class as VerificationClass, count: Number(row.count) }))
}

export interface ShownName {
  id: Buffer
  name: string
}

/** One page of the names that everybody may see, by random id: a page deep in the list costs what the first costs. */
export async function namesPage(
  db: Db,
  letter: { id: string; substance_revision: number },
  after: Buffer | null,
  limit: number,
  search: string,
): Promise<ShownName[]> {
  const rows = await db
    .selectFrom('signature')
    .select(['id', 'name'])
    .where('letter_id', '=', letter.id)
    .where('name', 'is not', null)
    .where('revision', '>=', letter.substance_revision)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .$if(search !== '', (query) => query.where(sql<boolean>`strpos(lower(name), ${search.toLowerCase()}) > 0`))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]))
}

/** Public names that are not shown just now: taken away since the last batch, or hidden. */
export async function unshownNames(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('signature')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'public')
    .where('name', 'is', null)
    .where('counted', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Places in the circle, those of withdrawn signatures included, so that nobody moves. */
export async function placesOf(db: Db, letterId: string, sinceRevision: number) {
  return db
    .selectFrom('signature')
    .select(['id', 'name', 'counted'])
    .where('letter_id', '=', letterId)
    .where('revision', '>=', sinceRevision)
    .orderBy('id')
    .execute()
}

export async function ownersOf(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('letter_id', '=', letterId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  return Number(count)
}
