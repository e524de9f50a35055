import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { DayCount } from './rules.ts'

export async function daysOf(db: Db, letterId: string): Promise<DayCount[]> {
  return db
    .selectFrom('tally_day')
    .select(['day', 'class', 'net'])
    .where('letter_id', '=', letterId)
    .orderBy('day')
    .execute()
}

export async function refusedMailSince(db: Db, letterId: string, day: string) {
  const rows = await db
    .selectFrom('refused_mail')
    .select(['domain', (is) => is.fn.sum<string>('refused').as('refused')])
    .where('letter_id', '=', letterId)
    .where('day', '>=', day)
    .groupBy('domain')
    .orderBy('domain')
    .execute()
  return rows.map(({ domain, refused }) => ({ domain, refused: Number(refused) }))
}

/** How often people said that an address that looks shared is theirs alone, on days before this one. */
export async function saidMineAloneBefore(db: Db, letterId: string, day: string): Promise<number> {
  const { said } = await db
    .selectFrom('mine_alone')
    .select((is) => is.fn.coalesce(is.fn.sum<string>('said'), sql<string>`0`).as('said'))
    .where('letter_id', '=', letterId)
    .where('day', '<', day)
    .executeTakeFirstOrThrow()
  return Number(said)
}

export async function employersWithNames(db: Db, letterId: string) {
  return db
    .selectFrom('employer')
    .select(['id', 'name', 'current', 'domains'])
    .where('letter_id', '=', letterId)
    .orderBy('name')
    .execute()
}

interface Copies {
  queued: number
  not_made: number
  unsure: number
  refused: number
  accepted: number
}

export interface WaitingTasks {
  name_claims: number
  approvals: number
  removals: number
  late: number
  deliveries: Copies
  notice_until: Date | null
}

/** Counts what waits for an organizer, and the copies by state. */
export async function waitingTasks(db: Db, letterId: string): Promise<WaitingTasks> {
  const { rows } = await sql<Omit<WaitingTasks, 'deliveries'> & Copies>`
    select
      (select count(*)::int from name_claim where letter_id = ${letterId} and state = 'waiting') as name_claims,
      (select count(*)::int from approval where letter_id = ${letterId} and state = 'proposed') as approvals,
      (select count(*)::int from signature where letter_id = ${letterId} and removal_due is not null) as removals,
      (select count(*)::int from stage where letter_id = ${letterId} and state = 'late') as late,
      (select min(notice_until) from stage where letter_id = ${letterId} and state = 'announced') as notice_until,
      count(*) filter (where d.state in ('queued', 'handing-over'))::int as queued,
      count(*) filter (where d.state = 'not-made')::int as not_made,
      count(*) filter (where d.state = 'unsure')::int as unsure,
      count(*) filter (where d.state = 'refused')::int as refused,
      count(*) filter (where d.state = 'accepted')::int as accepted
    from stage s join delivery d on d.stage_id = s.id where s.letter_id = ${letterId}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the query returned no row')
  const { queued, not_made, unsure, refused, accepted, ...rest } = row
  return { ...rest, deliveries: { queued, not_made, unsure, refused, accepted } }
}

export async function activityOf(db: Db, letterId: string, before: Date | null, limit: number) {
  return db
    .selectFrom('activity')
    .leftJoin('organizer', 'organizer.id', 'activity.organizer_id')
    .select(['activity.id', 'activity.what', 'activity.detail', 'activity.at', 'organizer.name as who'])
    .where('activity.letter_id', '=', letterId)
    .$if(before !== null, (query) => query.where('activity.at', '<', before))
    .orderBy('activity.at', 'desc')
    .orderBy('activity.id')
    .limit(limit)
    .execute()
}
export type ActivityRow = Awaited<ReturnType<typeof activityOf>>[number]

/** Returns one page of signatures as everybody sees them, searched by names that are stored in clear. */
export async function publicPage(
  db: Db,
  letterId: string,
  which: { after: Buffer | null; limit: number; search: string; visibility: string | undefined },
) {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('withdrawn', '=', false)
    .where('counted', '=', true)
    .$if(which.search !== '', (query) =>
      query.where(sql<boolean>`name is not null and strpos(lower(name), lower(${which.search})) > 0`),
    )
    .$if(which.visibility !== undefined, (query) => query.where(sql<boolean>`visibility = ${which.visibility}`))
    .$if(which.after !== null, (query) => query.where('id', '>', which.after))
    .orderBy('id')
    .limit(which.limit)
    .execute()
}
