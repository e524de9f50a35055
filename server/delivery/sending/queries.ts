import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { LetterState } from '../../letter/rules.ts'
import type { StageRow } from '../queries.ts'
import type { DeliveryState, Disclosure, StageState } from '../rules.ts'

/** Several hand over copies at once; whoever withdraws, moderates, cancels or erases takes the letter for itself, and waits. */
export async function shareLetter(db: Db, stageId: string): Promise<LetterState | undefined> {
  const { rows } = await sql<{ state: LetterState }>`
    select state from letter where id = (select letter_id from stage where id = ${stageId}) for share`.execute(db)
  return rows[0]?.state
}

/** Nobody else makes a version of it, or ends it, until the transaction ends. */
export async function lockStage(db: Db, stageId: string): Promise<StageRow | undefined> {
  return db.selectFrom('stage').selectAll().where('id', '=', stageId).forUpdate().executeTakeFirst()
}

export interface Standing {
  state: StageState
  disclosure: Disclosure
  version: number
  listed: boolean
}

/** A stage and its newest version, without the bytes. */
export async function standingOf(db: Db, stageId: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select s.state, s.disclosure, n.version, n.list_sealed is not null as listed
    from stage s join snapshot n on n.stage_id = s.id
    where s.id = ${stageId} order by n.version desc limit 1`.execute(db)
  return rows[0]
}

/**
 * Whether each of these signatures plainly still goes out, to the same recipients. It asks for less than the rule that decides
 * (signatures/disclosure.ts), and where it says no that rule is asked. Both are arrays in PostgreSQL's own form.
 */
export async function plainlyStand(
  db: Db,
  letterId: string,
  ids: { public: string; recipients: string; count: number },
): Promise<boolean> {
  const { rows } = await sql<{ standing: number }>`
    select count(*) as standing from signature
    where letter_id = ${letterId} and (
        (id = any(${ids.public}::bytea[]) and visibility = 'public')
        or (id = any(${ids.recipients}::bytea[]) and visibility in ('recipients', 'public')))
      and pending_visibility is null and not pending_withdrawal and not name_hidden and not withdrawn and counted
      and invalid_reason is null`.execute(db)
  return rows[0]?.standing === ids.count
}

/** With which revisions the recipients came whose copies are due, and how many of each. */
export async function dueEditions(
  db: Db,
  stageId: string,
  now: Date,
): Promise<{ since_revision: number; copies: number }[]> {
  const { rows } = await sql<{ since_revision: number; copies: number }>`
    select since_revision, count(*) as copies from delivery
    where stage_id = ${stageId} and state = 'queued' and (next_try_at is null or next_try_at <= ${now})
      and address_sealed is not null
    group by since_revision`.execute(db)
  return rows
}

export interface TakenCopy {
  id: string
  tries: number
  first_tried_at: Date
  address_sealed: Buffer
  message_id: string
  since_revision: number
  token_sealed: Buffer
  name: string
  office: string
}

/** Copies that are due are being handed over from now on, by this worker. */
export async function takeCopies(
  db: Db,
  stageId: string,
  from: { version: number; editions: readonly number[] },
  most: number,
  worker: string,
  now: Date,
): Promise<TakenCopy[]> {
  const { rows } = await sql<TakenCopy>`
    with due as materialized (
      select id from delivery
      where stage_id = ${stageId} and state = 'queued' and (next_try_at is null or next_try_at <= ${now})
        and address_sealed is not null and since_revision = any(${[...from.editions]}::int[])
      order by next_try_at
      limit ${most}
      for update skip locked
    )
    update delivery d
    set state = 'handing-over', worker = ${worker}, tries = d.tries + 1, snapshot_version = e.version,
      first_tried_at = coalesce(d.first_tried_at, ${now}), last_tried_at = ${now}, content_hash = e.content_hash
    from recipient r, recipient_page p, snapshot_edition e
    where d.id = any(array(select id from due)) and r.id = d.recipient_id and p.delivery_id = d.id
      and e.stage_id = d.stage_id and e.version = ${from.version} and e.since_revision = d.since_revision
    returning d.id, d.tries, d.first_tried_at, d.address_sealed, d.message_id, d.since_revision,
      p.token_sealed, r.name, r.office`.execute(db)
  return rows
}

export interface Ending {
  id: string
  /** The try that it ended. */
  tries: number
  state: DeliveryState
  last_answer: string
  accepted_at: Date | null
  next_try_at: Date | null
}

/** How tries ended, of the copies that are still in that try. @returns their ids */
export async function recordEndings(db: Db, endings: readonly Ending[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update delivery d
    set state = e.state, last_answer = e.last_answer, next_try_at = e.next_try_at, worker = null,
      accepted_at = coalesce(e.accepted_at, d.accepted_at)
    from json_to_recordset(${JSON.stringify(endings)}::json) as e(
      id uuid, tries int, state text, last_answer text, accepted_at timestamptz, next_try_at timestamptz)
    where d.id = e.id and d.tries = e.tries and d.state in ('handing-over', 'unsure')
    returning d.id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export async function cancelErased(db: Db, stageId: string): Promise<void> {
  await sql`update delivery set state = 'cancelled', last_answer = 'The names were erased before it was sent.'
    where stage_id = ${stageId} and state = 'queued'`.execute(db)
}

export async function markUnmade(db: Db, stageId: string, sinceRevision: number, because: string): Promise<void> {
  await sql`update delivery set state = 'not-made', last_answer = ${because}, next_try_at = null
    where stage_id = ${stageId} and since_revision = ${sinceRevision} and state = 'queued'`.execute(db)
}

/**
 * A stage is done when nothing of it is under way. Of two who end its last copies at once the second waits here for the first,
 * and sees what it did. @returns whether this ended it
 */
export async function finishStage(db: Db, stageId: string, now: Date): Promise<boolean> {
  await lockStage(db, stageId)
  const { numAffectedRows } = await sql`update stage set state = 'done', finished_at = ${now}
    where id = ${stageId} and state = 'sending' and not exists (
      select from delivery where stage_id = ${stageId} and state in ('queued', 'handing-over'))`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Stages with copies whose time has come, and whose job the queue may have lost: it is in no backup. */
export async function stagesWithDue(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ stage_id: string }>`
    select distinct d.stage_id from delivery d join stage s on s.id = d.stage_id
    where d.state = 'queued' and (d.next_try_at is null or d.next_try_at <= ${now}) and s.state = 'sending'`.execute(db)
  return rows.map(({ stage_id }) => stage_id)
}
