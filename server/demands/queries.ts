import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { DemandSaid, DemandStatement } from './rules.ts'

/** In their order. */
export async function demandStatements(db: Db, letterId: string): Promise<DemandStatement[]> {
  return db
    .selectFrom('demand_state')
    .select(['number', 'demand', 'state', 'since', 'note', 'link'])
    .where('letter_id', '=', letterId)
    .orderBy('number')
    .execute()
}

/** The caller holds the letter's lock. */
export async function insertDemandState(
  db: Db,
  letterId: string,
  row: DemandSaid & { number: number; demand: string },
): Promise<void> {
  await db
    .insertInto('demand_state')
    .values({ letter_id: letterId, ...row })
    .execute()
}

/** True once a copy has reached a recipient, or a stage has made the letter public. */
export async function isDelivered(db: Db, letterId: string): Promise<boolean> {
  const { rows } = await sql<{ delivered: boolean }>`select ${arrived(letterId)} as delivered`.execute(db)
  return rows[0]?.delivered === true
}

/**
 * What was said of a letter's demands, in its order. One query, because every reader's page needs it.
 * @returns null before the first delivery
 */
export async function statementsIfDelivered(db: Db, letterId: string): Promise<DemandStatement[] | null> {
  type Joined = DemandStatement | Record<keyof DemandStatement, null>
  const { rows } = await sql<{ delivered: boolean } & Joined>`
    select a.delivered, s.number, s.demand, s.state, s.since, s.note, s.link
    from (select ${arrived(letterId)} as delivered) a
    left join demand_state s on s.letter_id = ${letterId}
    order by s.number`.execute(db)
  if (rows[0]?.delivered !== true) return null
  return rows.flatMap(({ delivered: _, ...row }) => (row.number === null ? [] : [row]))
}

function arrived(letterId: string) {
  return sql<boolean>`exists (
    select from stage s
    left join delivery d on d.stage_id = s.id
      and exists (select from recipient r where r.id = d.recipient_id and r.press_of is null)
    left join receipt c on c.delivery_id = d.id
    where s.letter_id = ${letterId}
      and (d.accepted_at is not null or c.confirmed_at is not null or (s.kind = 'public' and s.state = 'done'))
  )`
}
