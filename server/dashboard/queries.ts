import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { searchPart, type PartSearch } from '../signatures/name-search-queries.ts'
import type { CountedClass } from '../delivery/stages/conditions.ts'
import type { DayCount } from './rules.ts'
import type { Waiting } from './tasks.ts'
import { withoutReceipt } from '../delivery/receipts/queries.ts'

export async function daysOf(db: Db, letterId: string): Promise<DayCount[]> {
  return db
    .selectFrom('tally_day')
    .select(['day', 'class', 'net'])
    .where('letter_id', '=', letterId)
    .orderBy('day')
    .execute()
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

interface Copies {
  queued: number
  not_made: number
  unsure: number
  refused: number
  accepted: number
}

export interface WaitingTasks extends Waiting {
  /** Acts that this organizer asked for. */
  approvals_yours: number
  removals: number
  deliveries: Copies
  notice_until: Date | null
}

/**
 * Counts what waits for an organizer, and the copies by state.
 * @param receiptsBefore recipients of later copies may still confirm them
 */
export async function waitingTasks(
  db: Db,
  letterId: string,
  organizerId: string,
  receiptsBefore: Date,
): Promise<WaitingTasks> {
  const { rows } = await sql<Omit<WaitingTasks, 'deliveries'> & Copies>`
    select
      (select count(*)::int from name_claim where letter_id = ${letterId} and state = 'waiting') as name_claims,
      (select greatest(0, names_doubtful - names_checked) from letter where id = ${letterId}) as doubtful,
      (select count(*)::int from approval a where a.letter_id = ${letterId} and a.state = 'proposed'
        and a.proposed_by <> ${organizerId} and not exists (
          select from approval_refusal f where f.approval_id = a.id and f.organizer_id = ${organizerId})) as approvals,
      (select count(*)::int from approval a where a.letter_id = ${letterId} and a.state = 'proposed'
        and a.proposed_by = ${organizerId}) as approvals_yours,
      (select count(*)::int from response where letter_id = ${letterId} and verdict is null) as answers,
      (select count(*)::int from returned_mail where letter_id = ${letterId} and text_sealed is not null
        and kind <> 'auto-reply') as returned,
      (select count(*)::int from statement where letter_id = ${letterId} and state = 'waiting') as statements,
      (select count(*)::int from draft_thread d join letter l on l.id = d.letter_id
        where d.letter_id = ${letterId} and d.open and l.state = 'draft') as comments,
      (select count(*)::int from together where letter_id = ${letterId} and state = 'reached' and not agreed) as together,
      (select count(distinct g.recipient_id)::int from delivery g
        join stage t on t.id = g.stage_id join recipient r on r.id = g.recipient_id
        where t.letter_id = ${letterId} and ${withoutReceipt(receiptsBefore)}) as unconfirmed,
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

export interface Threshold {
  stage: number
  class: CountedClass
  least: number
}

/** The numbers of signatures for which stages of the plan still wait, the smallest first. */
export async function thresholdsOf(db: Db, letterId: string): Promise<Threshold[]> {
  const { rows } = await sql<Threshold>`
    select s.number as stage, c.class, c.least from stage_condition c join stage s on s.id = c.stage_id
    where s.letter_id = ${letterId} and c.kind = 'count' and s.state = 'planned'
    order by c.least, s.number`.execute(db)
  return rows
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

interface PublicRange {
  after: Buffer | null
  visibility: string | undefined
}

function publicFrom(db: Db, letterId: string, { after, visibility }: PublicRange) {
  return db
    .selectFrom('signature')
    .where('letter_id', '=', letterId)
    .where('withdrawn', '=', false)
    .where('counted', '=', true)
    .$if(visibility !== undefined, (query) => query.where(sql<boolean>`visibility = ${visibility}`))
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
}

/** Returns one page of signatures as everybody sees them. */
export async function publicPage(db: Db, letterId: string, range: PublicRange, limit: number) {
  return publicFrom(db, letterId, range).selectAll().limit(limit).execute()
}

/** Like `publicPage`, for names that are stored in clear and contain a search. */
export async function searchedPublicPage(trx: Db, letterId: string, range: PublicRange, searching: PartSearch) {
  return searchPart(trx, publicFrom(trx, letterId, range).where('name', 'is not', null).selectAll(), searching)
}
