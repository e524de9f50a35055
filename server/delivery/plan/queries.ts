import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'
import type { StageRow } from '../queries.ts'
import type { Condition } from './conditions-rules.ts'

export type ConditionRow = Row<'stage_condition'>

export async function lastNumber(db: Db, letterId: string): Promise<number> {
  const row = await db
    .selectFrom('stage')
    .select('number')
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** Within a transaction: numbers are checked when it ends, so that stages can change places. */
export async function setNumber(db: Db, stageId: string, number: number): Promise<void> {
  await db.updateTable('stage').set({ number }).where('id', '=', stageId).execute()
}

export async function closeGap(db: Db, letterId: string, above: number): Promise<void> {
  await sql`update stage set number = number - 1 where letter_id = ${letterId} and number > ${above}`.execute(db)
}

export async function deleteStage(db: Db, stageId: string): Promise<void> {
  await db.deleteFrom('stage').where('id', '=', stageId).execute()
}

export async function setConditions(db: Db, stageId: string, conditions: readonly Condition[]): Promise<void> {
  await db.deleteFrom('stage_condition').where('stage_id', '=', stageId).execute()
  if (conditions.length > 0)
    await db
      .insertInto('stage_condition')
      .values(conditions.map((condition) => rowOf(stageId, condition)))
      .execute()
}

function rowOf(stageId: string, condition: Condition): NewRow<'stage_condition'> {
  const nothing = {
    local_time: null,
    zone: null,
    due_at: null,
    class: null,
    least: null,
    after_stage: null,
    days: null,
  }
  const row = { ...nothing, stage_id: stageId, kind: condition.kind }
  switch (condition.kind) {
    case 'date':
      return { ...row, local_time: condition.local, zone: condition.zone, due_at: condition.at }
    case 'count':
      return { ...row, class: condition.class, least: condition.least }
    case 'silence':
      return { ...row, after_stage: condition.after, days: condition.days }
  }
}

export async function conditionsOf(db: Db, letterId: string): Promise<ConditionRow[]> {
  return db
    .selectFrom('stage_condition as c')
    .innerJoin('stage as s', 's.id', 'c.stage_id')
    .selectAll('c')
    .where('s.letter_id', '=', letterId)
    .orderBy('c.stage_id')
    .orderBy('c.kind')
    .execute()
}

/** A condition, and whether it holds at a moment. */
export interface ConditionStanding {
  stage_id: string
  kind: ConditionRow['kind']
  holds: boolean
  /** When time alone makes it true; null where that is not known, or does not come by time. */
  at: Date | null
  /** Of a count: how many stand, as of the last batch. Null while too few stand together for a count. */
  counted: number | null
  /** Of a silence: whether an answer has come that counts as one. */
  answered: boolean
}

/**
 * Each condition of a letter's stages as it stands. Counts are those of the last batch, which everybody sees; a silence runs from
 * the last copy of its stage that was accepted, once all of them are out. `day` in milliseconds.
 */
export async function conditionsNow(db: Db, letterId: string, now: Date, day: number): Promise<ConditionStanding[]> {
  const { rows } = await sql<ConditionStanding>`
    with standing as (
      select c.*, l.collecting,
        case when c.kind = 'count' and not l.collecting then (
          select coalesce(sum(t.count), 0)::int from tally t
          where t.letter_id = l.id and t.revision >= l.substance_revision
            and case when c.class = 'workers' then t.class <> 'supporter' else t.class = c.class end
        ) end as counted,
        (select max(d.accepted_at) from delivery d join stage e on e.id = d.stage_id
          where d.stage_id = c.after_stage and d.state = 'accepted' and e.state = 'done') as delivered_at,
        (select min(d.accepted_at) from delivery d where d.stage_id = c.after_stage) as first_at
      from stage_condition c join stage s on s.id = c.stage_id join letter l on l.id = s.letter_id
      where l.id = ${letterId}
    ), timed as (
      select *, case kind
          when 'date' then due_at
          when 'silence' then delivered_at + make_interval(secs => days * ${day / 1000}::float8)
        end as at,
        kind = 'silence' and exists (
          select from response r where r.letter_id = ${letterId} and r.counts_as_answer
            and r.answered_on >= (standing.first_at at time zone 'UTC')::date
            and (r.recipient_id is null or r.recipient_id in (
              select t.recipient_id from stage_recipient t where t.stage_id = standing.after_stage))
        ) as answered
      from standing
    )
    select stage_id, kind, at, counted, answered,
      coalesce(case kind
        when 'count' then counted >= least
        when 'date' then at <= ${now}
        when 'silence' then at <= ${now} and not answered
      end, false) as holds
    from timed order by stage_id, kind`.execute(db)
  return rows
}

/** Letters with a stage that time, a count or a lapse may move. */
export async function lettersToLookAt(db: Db): Promise<string[]> {
  const { rows } = await sql<{ letter_id: string }>`
    select distinct letter_id from stage
    where state = 'stopped' or state = 'announced' and approved_at is not null
      or state = 'planned' and approved_at is not null and exists (select from stage_condition where stage_id = stage.id)
    order by letter_id`.execute(db)
  return rows.map(({ letter_id }) => letter_id)
}

export async function lookedAt(db: Db): Promise<Date | null> {
  const row = await db.selectFrom('plan_watch').select('looked_at').executeTakeFirst()
  return row?.looked_at ?? null
}

export async function noteLook(db: Db, now: Date): Promise<void> {
  await db
    .insertInto('plan_watch')
    .values({ looked_at: now })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ looked_at: now }))
    .execute()
}

/** Since when the letter's recipients have not answered; null where nothing was delivered, or an answer came that counts. */
export async function silentSince(db: Db, letterId: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(d.accepted_at) as since
    from delivery d join stage s on s.id = d.stage_id join recipient r on r.id = d.recipient_id
    where s.letter_id = ${letterId} and r.press_of is null
      and not exists (select from response a where a.letter_id = ${letterId} and a.counts_as_answer)`.execute(db)
  return rows[0]?.since ?? null
}

/** Replaces the addresses that get a note when the letter goes public. */
export async function replacePress(
  db: Db,
  { id, letter_id }: Pick<StageRow, 'id' | 'letter_id'>,
  addresses: readonly Buffer[],
): Promise<void> {
  await db.deleteFrom('recipient').where('press_of', '=', id).execute()
  if (addresses.length === 0) return
  await sql`
    with press as (
      insert into recipient (letter_id, name, office, address_sealed, current, press_of)
      select ${letter_id}, '', '', sealed, false, ${id} from unnest(${[...addresses]}::bytea[]) as sealed
      returning id
    )
    insert into stage_recipient (stage_id, recipient_id) select ${id}, id from press`.execute(db)
}

export async function keepChange(db: Db, row: NewRow<'stage_change'>): Promise<void> {
  const { stage_id: _, ...rest } = row
  await db
    .insertInto('stage_change')
    .values(row)
    .onConflict((conflict) => conflict.column('stage_id').doUpdateSet(rest))
    .execute()
}

export async function changesOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage_change as c')
    .innerJoin('stage as s', 's.id', 'c.stage_id')
    .innerJoin('organizer as o', 'o.id', 'c.proposed_by')
    .selectAll('c')
    .select('o.name as by')
    .where('s.letter_id', '=', letterId)
    .execute()
}

export async function forgetChange(db: Db, stageId: string): Promise<void> {
  await db.deleteFrom('stage_change').where('stage_id', '=', stageId).execute()
}

/** False where this organizer has stopped the stage before: a stop is one's own only once. */
export async function insertStop(db: Db, stageId: string, organizerId: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('stage_stop')
    .values({ stage_id: stageId, organizer_id: organizerId, stopped_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns who had stopped it */
export async function endStop(
  db: Db,
  stageId: string,
  state: 'lapsed' | 'withdrawn' | 'confirmed',
): Promise<string | undefined> {
  const row = await db
    .updateTable('stage_stop')
    .set({ state })
    .where('stage_id', '=', stageId)
    .where('state', '=', 'open')
    .returning('organizer_id')
    .executeTakeFirst()
  return row?.organizer_id
}

export async function openStopsOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage_stop as t')
    .innerJoin('stage as s', 's.id', 't.stage_id')
    .innerJoin('organizer as o', 'o.id', 't.organizer_id')
    .select(['t.stage_id', 't.organizer_id', 't.stopped_at', 'o.name as by'])
    .where('s.letter_id', '=', letterId)
    .where('t.state', '=', 'open')
    .execute()
}

export async function keepPhoto(db: Db, row: NewRow<'stage_photo'>): Promise<void> {
  const { stage_id: _, ...rest } = row
  await db
    .insertInto('stage_photo')
    .values(row)
    .onConflict((conflict) => conflict.column('stage_id').doUpdateSet(rest))
    .execute()
}

export async function photoOf(db: Db, stageId: string): Promise<Row<'stage_photo'> | undefined> {
  return db.selectFrom('stage_photo').selectAll().where('stage_id', '=', stageId).executeTakeFirst()
}

/** The photos of what was handed over, without the pictures. */
export async function photosOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage_photo as p')
    .innerJoin('stage as s', 's.id', 'p.stage_id')
    .select(['p.stage_id', 'p.width', 'p.height', 's.number', 's.handed_on'])
    .where('s.letter_id', '=', letterId)
    .orderBy('s.number')
    .execute()
}

/** What was carried by hand has reached its recipients. */
export async function noteHandedOver(db: Db, stageId: string, at: Date, version: number): Promise<void> {
  await sql`
    update delivery d set state = 'accepted', accepted_at = ${at}, snapshot_version = ${version}, content_hash = e.content_hash
    from snapshot_edition e
    where d.stage_id = ${stageId} and d.state = 'printed'
      and e.stage_id = d.stage_id and e.version = ${version} and e.since_revision = d.since_revision`.execute(db)
}

export async function openCall(db: Db, stageId: string): Promise<void> {
  await db
    .insertInto('stage_call')
    .values({ stage_id: stageId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function noteWritten(db: Db, stageId: string): Promise<void> {
  await sql`update stage_call set waiting = waiting + 1 where stage_id = ${stageId}`.execute(db)
}

/** Counts those who said that they have written, all at once, where at least so many wait. @returns whether any were */
export async function countWritten(db: Db, letterId: string, least: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update stage_call c set counted = counted + waiting, waiting = 0
    from stage s where s.id = c.stage_id and s.letter_id = ${letterId} and c.waiting >= ${Math.max(1, least)}`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

/** The calls of a letter that are out, the newest first. */
export async function callsOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage as s')
    .innerJoin('stage_call as c', 'c.stage_id', 's.id')
    .selectAll('s')
    .select('c.counted')
    .where('s.letter_id', '=', letterId)
    .where('s.kind', '=', 'call')
    .orderBy('s.number', 'desc')
    .execute()
}
