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
  const { rows } = await sql<{ delivered: boolean }>`
    select exists (
      select from stage s
      left join delivery d on d.stage_id = s.id
      left join receipt c on c.delivery_id = d.id
      where s.letter_id = ${letterId}
        and (d.accepted_at is not null or c.confirmed_at is not null or (s.kind = 'public' and s.state = 'done'))
    ) as delivered`.execute(db)
  return rows[0]?.delivered === true
}
