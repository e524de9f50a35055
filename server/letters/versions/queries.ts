import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'
import type { VersionPlace } from './rules.ts'

export type VersionRow = Row<'draft_version'>

export async function versionRow(db: Db, { letter_id, number }: VersionPlace): Promise<VersionRow | undefined> {
  return db
    .selectFrom('draft_version')
    .selectAll()
    .where('letter_id', '=', letter_id)
    .where('number', '=', number)
    .executeTakeFirst()
}

export async function newestVersion(db: Db, letterId: string): Promise<VersionRow | undefined> {
  return db
    .selectFrom('draft_version')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A version without its content. */
export interface ListedVersion extends VersionPlace {
  kept_on: string
  label_sealed: Buffer | null
  bytes: number
  /** The organizers of now who say to have read it. */
  readers: string[]
  /** How many of them are owners. */
  owners: number
}

/** Newest first. */
export async function versionsOf(db: Db, letterId: string): Promise<ListedVersion[]> {
  const { rows } = await sql<ListedVersion>`
    select v.letter_id, v.number, v.kept_on, v.label_sealed, octet_length(v.content_sealed) as bytes,
      coalesce(array_agg(m.organizer_id) filter (where m.organizer_id is not null), '{}')::text[] as readers,
      (count(*) filter (where m.role = 'owner'))::int as owners
    from draft_version v
    left join draft_version_read r on r.letter_id = v.letter_id and r.number = v.number
    left join membership m on m.letter_id = r.letter_id and m.organizer_id = r.organizer_id
    where v.letter_id = ${letterId}
    group by v.letter_id, v.number
    order by v.number desc`.execute(db)
  return rows
}

/** The caller holds the letter's lock. */
export async function insertVersion(db: Db, row: NewRow<'draft_version'>): Promise<void> {
  await db.insertInto('draft_version').values(row).execute()
}

export async function deleteVersions(db: Db, letterId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await db.deleteFrom('draft_version').where('letter_id', '=', letterId).where('number', 'in', numbers).execute()
}

/** Letters with versions of past days that thinning may delete. The caller decides under each letter's lock. */
export async function lettersToThin(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct v.letter_id as id from draft_version v
    where v.kept_on < ${today} and v.label_sealed is null
      and exists (select from draft_version later
        where later.letter_id = v.letter_id and later.kept_on = v.kept_on and later.number > v.number)
      and not exists (select from draft_version_read r
        join membership m on m.letter_id = r.letter_id and m.organizer_id = r.organizer_id and m.role = 'owner'
        where r.letter_id = v.letter_id and r.number = v.number)`.execute(db)
  return rows.map(({ id }) => id)
}

export async function lettersWithVersionsSince(db: Db, openedUntil: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('letter')
    .select('id')
    .where('opened_at', '<=', openedUntil)
    .where('drafting_kept', '=', false)
    .where((is) =>
      is.exists(is.selectFrom('draft_version').select('number').whereRef('draft_version.letter_id', '=', 'letter.id')),
    )
    .execute()
  return rows.map(({ id }) => id)
}

export async function eraseVersionsOf(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('draft_version').where('letter_id', '=', letterId).execute()
}

/** How many other versions of the letter have names. */
export async function countNamed(db: Db, { letter_id, number }: VersionPlace): Promise<number> {
  const { count } = await db
    .selectFrom('draft_version')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('letter_id', '=', letter_id)
    .where('number', '<>', number)
    .where('label_sealed', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function setVersionName(db: Db, { letter_id, number }: VersionPlace, sealed: Buffer | null) {
  await db
    .updateTable('draft_version')
    .set({ label_sealed: sealed })
    .where('letter_id', '=', letter_id)
    .where('number', '=', number)
    .execute()
}

/** @returns false if there is no such version */
export async function insertMark(db: Db, { letter_id, number }: VersionPlace, organizerId: string): Promise<boolean> {
  const { rows } = await sql<{ number: number }>`
    with version as (
      select letter_id, number from draft_version where letter_id = ${letter_id} and number = ${number} for key share
    ), marked as (
      insert into draft_version_read (letter_id, number, organizer_id)
      select letter_id, number, ${organizerId}::uuid from version
      on conflict do nothing
    )
    select number from version`.execute(db)
  return rows.length > 0
}

/** @returns false if there is no such version */
export async function deleteMark(db: Db, { letter_id, number }: VersionPlace, organizerId: string): Promise<boolean> {
  await db
    .deleteFrom('draft_version_read')
    .where('letter_id', '=', letter_id)
    .where('number', '=', number)
    .where('organizer_id', '=', organizerId)
    .execute()
  return (await versionRow(db, { letter_id, number })) !== undefined
}
