import { sql } from 'kysely'
import type { VerificationClass, Visibility } from '../../letter/rules.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import type { WithWholeName } from '../stored-name-queries.ts'

/** Adds an anonymous signature that was counted after the backup, with its credential. Rows that exist stay as they are. */
export async function addAnonymous(
  db: Db,
  credential: Pick<
    Row<'credential'>,
    'id' | 'letter_id' | 'class' | 'public_key' | 'prefix' | 'signatures' | 'revision' | 'commitment' | 'proof'
  >,
  signatureId: Buffer,
): Promise<void> {
  await db
    .insertInto('credential')
    .values(credential)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { letter_id, revision, class: verification } = credential
  await db
    .insertInto('signature')
    .values({ id: signatureId, letter_id, revision, class: verification, visibility: 'anonymous' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function changeCredential(db: Db, id: Buffer, change: Partial<Row<'credential'>>): Promise<void> {
  await db.updateTable('credential').set(change).where('id', '=', id).execute()
}

export async function changeRow(
  db: Db,
  id: Buffer,
  change: WithWholeName<Partial<Omit<Row<'signature'>, 'name_folded'>>>,
): Promise<void> {
  await db.updateTable('signature').set(change).where('id', '=', id).execute()
}

export async function changeWaitingRow(db: Db, id: Buffer, change: Partial<Row<'waiting_signature'>>): Promise<void> {
  await db.updateTable('waiting_signature').set(change).where('id', '=', id).execute()
}

export async function deleteWaiting(db: Db, letterId: string, ids: readonly Buffer[]): Promise<void> {
  await sql`delete from waiting_signature where letter_id = ${letterId} and id = any(${ids}::bytea[])`.execute(db)
}

export async function deleteAnonymous(db: Db, letterId: string, credentialId: Buffer): Promise<void> {
  await sql`delete from credential where letter_id = ${letterId} and id = ${credentialId}`.execute(db)
  await sql`delete from signature where letter_id = ${letterId} and id = substring(${credentialId}::bytea for 16)`.execute(
    db,
  )
}

export interface CountedCell {
  revision: number
  visibility: Visibility
  class: VerificationClass
  revealed: boolean
  count: number
}

export async function countedCells(db: Db, letterId: string): Promise<CountedCell[]> {
  const rows = await db
    .selectFrom('signature')
    .select(['revision', 'visibility', 'class', 'revealed', (is) => is.fn.countAll<string>().as('count')])
    .where('letter_id', '=', letterId)
    .where('counted', '=', true)
    .groupBy(['revision', 'visibility', 'class', 'revealed'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** The ids of the counted anonymous signatures. */
export async function countedAnonymous(db: Db, letterId: string): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'anonymous')
    .where('counted', '=', true)
    .execute()
  return rows.map(({ id }) => id)
}

/** Withdraws so many signatures of a purged letter, any of them, because nothing personal is left in them. */
export async function endSome(db: Db, letterId: string, cell: Omit<CountedCell, 'count'>, most: number): Promise<void> {
  await sql`
    update signature set withdrawn = true, counted = false, pending_withdrawal = false, moves = false,
      pending_visibility = null, pending_revision = null, name = null, title = null, name_sealed = null, name_salt = null,
      verifier = null, claim_tag = null, resemblance = null, removal_due = null, facets_sealed = null, for_log_sealed = null,
      held_sealed = null, opening_salt = null, opening = null, revealed = false
    where id in (
      select id from signature where letter_id = ${letterId} and counted and revision = ${cell.revision}
        and visibility = ${cell.visibility} and class = ${cell.class} and revealed = ${cell.revealed} order by id limit ${most})`.execute(
    db,
  )
}

/** Computes the counts by cell again. What changed is counted on this day. */
export async function recountTallies(db: Db, letterId: string, day: string): Promise<void> {
  await sql`delete from tally where letter_id = ${letterId}`.execute(db)
  await sql`
    insert into tally (letter_id, revision, class, visibility, employer_id, count)
    select letter_id, revision, class, visibility, employer_id, count(*) from signature
    where letter_id = ${letterId} and counted
    group by letter_id, revision, class, visibility, employer_id
    order by revision, class, visibility, employer_id`.execute(db)
  await sql`
    insert into tally_day as t (letter_id, day, class, net)
    select ${letterId}::uuid, ${day}::date, class, sum(by) from (
      select class, count as by from tally where letter_id = ${letterId}
      union all select class, -net from tally_day where letter_id = ${letterId}
    ) as moved group by class having sum(by) <> 0
    on conflict (letter_id, day, class) do update set net = t.net + excluded.net`.execute(db)
}

/** How many standing signatures the list of public names has. */
export async function countedPublic(db: Db, letterId: string): Promise<number> {
  const cells = await countedCells(db, letterId)
  return cells.reduce((sum, { visibility, count }) => sum + (visibility === 'public' ? count : 0), 0)
}

export async function setShown(db: Db, letterId: string, asOf: Date, collecting: boolean): Promise<void> {
  await db.updateTable('letter').set({ as_of: asOf, collecting }).where('id', '=', letterId).execute()
}

/** Hides all public names of a letter, as its organizers can do in an emergency. An owner can show them again. */
export async function hideNamesOf(db: Db, letterId: string): Promise<void> {
  await db.updateTable('letter').set({ names_hidden: true }).where('id', '=', letterId).execute()
}

/** The commitments of the reveal. */
export async function openingsOf(db: Db, letterId: string): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('log_opening')
    .select('commitment')
    .where('letter_id', '=', letterId)
    .orderBy('commitment')
    .execute()
  return rows.map(({ commitment }) => commitment)
}

/** Names that were revealed, and open their commitments still. */
export async function revealedNames(db: Db, letterId: string) {
  return db
    .selectFrom('signature')
    .select(['id', 'name', 'opening_salt'])
    .where('letter_id', '=', letterId)
    .where('opening_salt', 'is not', null)
    .where('name', 'is not', null)
    .$narrowType<{ name: string; opening_salt: Buffer }>()
    .execute()
}

/** The leaves about the names that wait, in their order. */
export async function leavesOfWaiting(db: Db, letterId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select split_part(leaf, E'\n', 2) as kind from log_leaf where letter_id = ${letterId}
      and split_part(leaf, E'\n', 2) in ('threshold', 'back', 'reveal', 'lapse') order by number`.execute(db)
  return rows.map(({ kind }) => kind)
}
