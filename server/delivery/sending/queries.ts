import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { LetterState } from '../../letter/rules.ts'
import type { StageRow } from '../queries.ts'
import type { DeliveryState, Disclosure, StageState } from '../rules.ts'

/**
 * Locks the letter in share mode, so that several processes can send at once. Withdrawing, moderating, cancelling and erasing lock
 * it exclusively and wait.
 */
export async function shareLetter(db: Db, stageId: string): Promise<LetterState | undefined> {
  const { rows } = await sql<{ state: LetterState }>`
    select state from letter where id = (select letter_id from stage where id = ${stageId}) for share`.execute(db)
  return rows[0]?.state
}

/** Locks the stage until the transaction ends, so that no other process makes a version of it or finishes it. */
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
 * A quick check whether each of these signatures may still be shown to the same recipients. It is stricter than the rule in
 * signatures/disclosure.ts: if it returns false, the caller applies that rule.
 * @param ids ids of signatures as PostgreSQL array literals
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

export interface DueCopy {
  id: string
  since_revision: number
  check_sealed: Buffer | null
}

/** The copies that are due, those that have waited longest first. */
export async function dueCopies(db: Db, stageId: string, most: number, now: Date): Promise<DueCopy[]> {
  const { rows } = await sql<DueCopy>`
    select d.id, d.since_revision, p.check_sealed
    from delivery d join recipient_page p on p.delivery_id = d.id
    where d.stage_id = ${stageId} and d.state = 'queued' and (d.next_try_at is null or d.next_try_at <= ${now})
      and d.address_sealed is not null
    order by d.next_try_at, d.id
    limit ${most}`.execute(db)
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

/** Takes due copies: sets their state to `handing-over`, by this worker. Skips copies that another worker has locked. */
export async function takeCopies(
  db: Db,
  stageId: string,
  from: { version: number; copies: readonly string[] },
  most: number,
  worker: string,
  now: Date,
): Promise<TakenCopy[]> {
  const { rows } = await sql<TakenCopy>`
    with due as materialized (
      select id from delivery
      where stage_id = ${stageId} and state = 'queued' and (next_try_at is null or next_try_at <= ${now})
        and address_sealed is not null and id = any(${[...from.copies]}::uuid[])
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
  /** Number of the try that ended. */
  tries: number
  state: DeliveryState
  last_answer: string
  accepted_at: Date | null
  next_try_at: Date | null
}

/** Records how tries ended. Skips copies that are no longer in that try. @returns ids of the recorded copies */
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

export async function cancelErased(db: Db, stageId: string, because: string): Promise<void> {
  await sql`update delivery set state = 'cancelled', last_answer = ${because}
    where stage_id = ${stageId} and state = 'queued'`.execute(db)
}

export async function markUnmade(db: Db, stageId: string, sinceRevision: number, because: string): Promise<void> {
  await sql`update delivery set state = 'not-made', last_answer = ${because}, next_try_at = null
    where stage_id = ${stageId} and since_revision = ${sinceRevision} and state = 'queued'`.execute(db)
}

/**
 * Sets the stage to `done` if none of its copies is queued or in flight. Locks the stage first: if two processes end its last
 * copies at once, the second waits for the first and sees its result.
 * @returns whether this call finished the stage
 */
export async function finishStage(db: Db, stageId: string, now: Date): Promise<boolean> {
  await lockStage(db, stageId)
  const { numAffectedRows } = await sql`update stage set state = 'done', finished_at = ${now}
    where id = ${stageId} and state = 'sending' and not exists (
      select from delivery where stage_id = ${stageId} and state in ('queued', 'handing-over'))`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Stages with due copies. Their jobs may be lost, because backups do not contain the queue. */
export async function stagesWithDue(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ stage_id: string }>`
    select distinct d.stage_id from delivery d join stage s on s.id = d.stage_id
    where d.state = 'queued' and (d.next_try_at is null or d.next_try_at <= ${now}) and s.state = 'sending'`.execute(db)
  return rows.map(({ stage_id }) => stage_id)
}
