import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import { storedColumns } from '../db/stored-columns.ts'
import { visibilities } from '../letter/rules.ts'
import { noteChanged } from '../signatures/changed-queries.ts'

export type TogetherRow = Row<'together'>
type Counted = Row<'signature'>

/** The waiting of a letter for enough people. Undefined if the letter did not offer it when it opened. */
export async function togetherOf(db: Db, letterId: string): Promise<TogetherRow | undefined> {
  return db.selectFrom('together').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
}

export async function insertTogether(db: Db, row: Pick<TogetherRow, 'letter_id' | 'needed' | 'until'>): Promise<void> {
  await db.insertInto('together').values(row).execute()
}

/** The caller's transaction holds the letter's lock, which every change of the waiting needs. */
export async function changeTogether(
  db: Db,
  letterId: string,
  change: Partial<Omit<TogetherRow, 'letter_id'>>,
): Promise<void> {
  await db.updateTable('together').set(change).where('letter_id', '=', letterId).execute()
}

/** Letters where something may be due: an end, or the destruction of a key after an end. */
export async function lettersToLookAt(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('together').select('letter_id').where('key_destroyed', '=', false).execute()
  return rows.map(({ letter_id }) => letter_id)
}

/** Letters whose waiting has ended, and whose key is not recorded as destroyed, because the process ended before that. */
export async function lettersWithHeldKey(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('together')
    .select('letter_id')
    .where('state', 'in', ['revealed', 'lapsed'])
    .where('key_destroyed', '=', false)
    .execute()
  return rows.map(({ letter_id }) => letter_id)
}

/** Sets whether people can choose to wait. Nobody can while the names are fixed, and after the end. */
export async function offerTogether(
  db: Db,
  letter: { id: string; visibilities: readonly string[] },
  offered: boolean,
): Promise<void> {
  const chosen = visibilities.filter((each) => (each === 'together' ? offered : letter.visibilities.includes(each)))
  await db.updateTable('letter').set({ visibilities: chosen }).where('id', '=', letter.id).execute()
}

/** How many signatures of the group stand in the log under a text from this one on, before the reveal. */
export async function standingTogether(db: Db, letterId: string, revision: number): Promise<number> {
  const { total } = await db
    .selectFrom('tally')
    .select((is) => is.fn.coalesce(is.fn.sum<string>('count'), sql<string>`'0'`).as('total'))
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'together')
    .where('revision', '>=', revision)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/**
 * How many held names count: their signatures stand under a text from this one on. A signature that is withdrawn or less visible has
 * no held name, even before its batch.
 */
export async function countHeld(db: Db, letterId: string, revision: number): Promise<number> {
  const { count } = await db
    .selectFrom('signature')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .where('held_sealed', 'is not', null)
    .where('counted', '=', true)
    .where('invalid_reason', 'is', null)
    .where('name_hidden', '=', false)
    .where('revision', '>=', revision)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The signatures with held names that stand in the log, also if organizers found since the last batch that they are invalid. */
export async function heldRows(db: Db, letterId: string, revision: number): Promise<Counted[]> {
  return held(db, letterId).where('counted', '=', true).where('revision', '>=', revision).execute()
}

/** The signatures that still have held names, whether they stand in the log or not. */
export async function allHeldRows(db: Db, letterId: string): Promise<Counted[]> {
  return held(db, letterId).execute()
}

function held(db: Db, letterId: string) {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('held_sealed', 'is not', null)
    .orderBy('id')
    .forUpdate()
}

export async function waitingTogether(db: Db, letterId: string): Promise<Row<'waiting_signature'>[]> {
  return db
    .selectFrom('waiting_signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'together')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** A name in clear with its commitment and the salt that opens it. */
export interface Opened {
  id: Buffer
  name: string
  opening: Buffer
  opening_salt: Buffer
}

/**
 * Makes these signatures public. Writes their rows in the order of their random ids, because their places would tell in which batch
 * each was counted.
 */
export async function revealRows(db: Db, letterId: string, rows: readonly Opened[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await sql`
    update signature set visibility = 'public', held_sealed = null, name = new.name, revealed = true,
      opening = new.opening, opening_salt = new.salt
    from unnest(${ids}::bytea[], ${rows.map(({ name }) => name)}::text[], ${rows.map(({ opening }) => opening)}::bytea[],
      ${rows.map(({ opening_salt }) => opening_salt)}::bytea[]) as new (id, name, opening, salt)
    where signature.id = new.id and letter_id = ${letterId}`.execute(db)
  const columns = await storedColumns(db, 'signature')
  await sql`
    with taken as (delete from signature where letter_id = ${letterId} and id = any(${ids}::bytea[]) returning *)
    insert into signature (${columns}) select ${columns} from taken order by id`.execute(db)
  await noteChanged(
    db,
    ids.map((id) => ({ id, letter_id: letterId })),
  )
}

/** The counts of revealed signatures move to `public`. */
export async function moveRevealed(db: Db, letterId: string): Promise<void> {
  await sql`
    with moved as (
      select revision, class, employer_id, count(*)::int as count from signature
      where letter_id = ${letterId} and revealed and counted group by revision, class, employer_id),
    less as (
      update tally t set count = t.count - moved.count from moved
      where t.letter_id = ${letterId} and t.visibility = 'together' and t.revision = moved.revision and t.class = moved.class
        and t.employer_id is not distinct from moved.employer_id)
    insert into tally as t (letter_id, revision, class, visibility, employer_id, count)
    select ${letterId}::uuid, revision, class, 'public', employer_id, count from moved
    on conflict (letter_id, revision, class, visibility, employer_id) do update set count = t.count + excluded.count`.execute(
    db,
  )
}

export async function insertOpenings(db: Db, letterId: string, commitments: readonly Buffer[]): Promise<void> {
  await sql`
    insert into log_opening (letter_id, commitment)
    select ${letterId}::uuid, commitment from unnest(${commitments}::bytea[]) as new (commitment) order by commitment`.execute(
    db,
  )
}

/** A name that cannot be revealed stays sealed as others are, or is erased. */
export async function keepSealed(db: Db, rows: readonly { id: Buffer; name_sealed: Buffer | null }[]): Promise<void> {
  await sql`
    update signature set held_sealed = null, name_sealed = new.sealed
    from unnest(${rows.map(({ id }) => id)}::bytea[], ${rows.map(({ name_sealed }) => name_sealed)}::bytea[])
      as new (id, sealed)
    where signature.id = new.id`.execute(db)
}

/** Moves signatures that wait for their batch to another choice. */
export async function changeWaitingTogether(
  db: Db,
  rows: readonly { id: Buffer; name_sealed: Buffer | null }[],
): Promise<void> {
  const { rows: changed } = await sql<{ id: Buffer; letter_id: string }>`
    update waiting_signature as w set held_sealed = null, name_sealed = new.sealed,
      visibility = case when new.sealed is null then 'withheld' else 'public' end,
      resemblance = case when new.sealed is null then null else resemblance end
    from unnest(${rows.map(({ id }) => id)}::bytea[], ${rows.map(({ name_sealed }) => name_sealed)}::bytea[])
      as new (id, sealed)
    where w.id = new.id returning w.id, w.letter_id`.execute(db)
  await noteChanged(db, changed)
}

/** Erases every name that is held. Nobody can open one any more once the key is destroyed. */
export async function eraseHeldNames(db: Db, letterId: string): Promise<void> {
  for (const table of ['waiting_signature', 'signature'] as const)
    await sql`update ${sql.table(table)} set held_sealed = null, resemblance = null
      where letter_id = ${letterId} and held_sealed is not null`.execute(db)
}

/**
 * Signatures that organizers reinstate after the end count as what their names have become, because the log adds none to the group
 * any more.
 */
export async function moveReinstatedLate(db: Db, letterId: string): Promise<void> {
  const { rows } = await sql<{ id: Buffer; letter_id: string }>`
    update signature set visibility = case when name_sealed is null then 'withheld' else 'public' end
    where letter_id = ${letterId} and visibility = 'together' and not counted and not withdrawn and invalid_reason is null
      and exists (select from together where letter_id = ${letterId} and state in ('revealed', 'lapsed'))
    returning id, letter_id`.execute(db)
  await noteChanged(db, rows)
}

/** Returns true if new signatures wait for the end of fixed names. */
export async function holdsBack(db: Db, letterId: string): Promise<boolean> {
  const { rows } = await sql`
    select from waiting_signature join together using (letter_id)
    where letter_id = ${letterId} and visibility = 'together' and state = 'reached' limit 1`.execute(db)
  return rows.length > 0
}

/** Lets a closed letter have one more batch, for what waited for the end. An open letter has one anyway. */
export async function scheduleLateBatch(db: Db, letterId: string, now: Date): Promise<void> {
  await sql`
    update letter set next_batch_at = ${now} where id = ${letterId} and state = 'closed' and next_batch_at is null
      and exists (select from waiting_signature where letter_id = ${letterId})`.execute(db)
}

/** The number that the pages for signing show. */
export async function setNeeded(db: Db, letterId: string, needed: number): Promise<void> {
  await sql`update letter set together_needed = ${needed} where id = ${letterId}`.execute(db)
}
