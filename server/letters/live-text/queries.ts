import { sql } from 'kysely'
import { connectionNames } from '../../db/connection.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'

export type LiveRow = Row<'draft_live'>

/**
 * Locks the letter, so that its changes get their numbers one after another. Otherwise, somebody who has read up to a number would miss
 * a change with a smaller number that is committed later.
 * @returns false if the letter is no draft, or is discarded
 */
export async function lockDrafted(db: Db, letterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('letter')
    .select('id')
    .where('id', '=', letterId)
    .where('state', '=', 'draft')
    .where('erases_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function liveOf(db: Db, letterId: string): Promise<LiveRow | undefined> {
  return db.selectFrom('draft_live').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
}

/** Tells whether the shared document has changes that the draft's Markdown lacks. */
export async function hasUnwritten(db: Db, letterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('draft_live')
    .select('letter_id')
    .where('letter_id', '=', letterId)
    .whereRef('written_seq', '<', 'last_seq')
    .executeTakeFirst()
  return row !== undefined
}

/** The letters whose Markdown lacks changes. */
export async function lettersUnwritten(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('draft_live').select('letter_id').whereRef('written_seq', '<', 'last_seq').execute()
  return rows.map(({ letter_id }) => letter_id)
}

export async function lettersLive(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('draft_live').select('letter_id').execute()
  return rows.map(({ letter_id }) => letter_id)
}

export async function insertLive(db: Db, letterId: string, generation: string): Promise<void> {
  await db
    .insertInto('draft_live')
    .values({ letter_id: letterId, generation, last_seq: 1, written_seq: 1, idle: false })
    .execute()
}

/** Somebody is at the document again. */
export async function setUsed(db: Db, letterId: string): Promise<void> {
  await db.updateTable('draft_live').set({ idle: false }).where('letter_id', '=', letterId).execute()
}

/** @returns the number of the next change, or undefined if the document is of another generation */
export async function nextSeq(db: Db, letterId: string, generation: string): Promise<number | undefined> {
  const row = await db
    .updateTable('draft_live')
    .set({ last_seq: sql<number>`last_seq + 1`, idle: false })
    .where('letter_id', '=', letterId)
    .where('generation', '=', generation)
    .returning('last_seq')
    .executeTakeFirst()
  return row?.last_seq
}

export async function insertUpdate(db: Db, letterId: string, seq: number, sealed: Buffer): Promise<void> {
  await db.insertInto('draft_update').values({ letter_id: letterId, seq, sealed }).execute()
}

export async function updatesAfter(db: Db, letterId: string, seq: number): Promise<{ seq: number; sealed: Buffer }[]> {
  return db
    .selectFrom('draft_update')
    .select(['seq', 'sealed'])
    .where('letter_id', '=', letterId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute()
}

/** Deletes changes that are part of another one now. */
export async function deleteUpdates(db: Db, letterId: string, upTo: number): Promise<void> {
  await db.deleteFrom('draft_update').where('letter_id', '=', letterId).where('seq', '<=', upTo).execute()
}

export async function setWritten(db: Db, letterId: string): Promise<void> {
  await db
    .updateTable('draft_live')
    .set({ written_seq: sql<number>`last_seq` })
    .where('letter_id', '=', letterId)
    .execute()
}

export async function setIdle(db: Db, letterId: string): Promise<void> {
  await db.updateTable('draft_live').set({ idle: true }).where('letter_id', '=', letterId).execute()
}

export async function deleteLive(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('draft_live').where('letter_id', '=', letterId).execute()
  await db.deleteFrom('draft_presence').where('letter_id', '=', letterId).execute()
}

/** Tells every process on commit that a shared document, or who is there, has changed. The message holds the letter's id alone. */
export async function notifyLive(db: Db, letterId: string): Promise<void> {
  // Spelled differently from the notification of changed pages, because readers' pages do not change by it.
  await sql`select pg_catalog.pg_notify('live', ${letterId})`.execute(db)
}

export interface PresenceRow {
  connection: string
  process: string
  sealed: Buffer
}

/** Returns the people who have a letter's text open. Ignores rows of processes that have ended. */
export async function presenceOf(db: Db, letterId: string): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select connection, process, sealed from draft_presence
    where letter_id = ${letterId} and exists (
      select from pg_stat_activity
      where datname = current_database() and application_name = ${connectionNames.live} || ' ' || process)
    order by connection`.execute(db)
  return rows
}

export async function upsertPresence(
  db: Db,
  row: { letter_id: string; connection: string; process: string; sealed: Buffer },
): Promise<void> {
  await db
    .insertInto('draft_presence')
    .values(row)
    .onConflict((conflict) => conflict.column('connection').doUpdateSet({ sealed: row.sealed }))
    .execute()
}

export async function deletePresence(db: Db, connections: readonly string[]): Promise<void> {
  if (connections.length > 0) await db.deleteFrom('draft_presence').where('connection', 'in', connections).execute()
}

/** Deletes the rows of processes that are gone. */
export async function deleteGonePresence(db: Db): Promise<void> {
  await sql`
    delete from draft_presence where not exists (
      select from pg_stat_activity
      where datname = current_database() and application_name = ${connectionNames.live} || ' ' || process)`.execute(db)
}

/** Returns the sessions that have not ended and whose organizer may edit the letter. */
export async function editingSessions(
  db: Db,
  letterId: string,
  sessions: readonly string[],
  now: Date,
): Promise<string[]> {
  return (await editorsNow(db, [letterId], sessions, now)).map(({ session }) => session)
}

/** Which of these sessions may edit the text of which of these letters. */
export async function editorsNow(
  db: Db,
  letters: readonly string[],
  sessions: readonly string[],
  now: Date,
): Promise<{ letterId: string; session: string }[]> {
  return db
    .selectFrom('organizer_session as session')
    .innerJoin('membership', 'membership.organizer_id', 'session.organizer_id')
    .innerJoin('letter', 'letter.id', 'membership.letter_id')
    .select(['session.id as session', 'letter.id as letterId'])
    .where('membership.letter_id', 'in', letters)
    .where('session.id', 'in', sessions)
    .where('session.expires_at', '>', now)
    .where('membership.role', 'in', ['owner', 'editor'])
    .where('letter.state', '=', 'draft')
    .where('letter.erases_at', 'is', null)
    .execute()
}

/** The numbers of the last changes. */
export async function seqsOf(db: Db, letters: readonly string[]): Promise<{ letter_id: string; last_seq: number }[]> {
  return db.selectFrom('draft_live').select(['letter_id', 'last_seq']).where('letter_id', 'in', letters).execute()
}
