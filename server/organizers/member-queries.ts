import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import type { ActivityKind } from './activity.ts'
import type { Role } from './rules.ts'

/** Does not find a discarded draft. */
export async function membershipOf(
  db: Db,
  organizerId: string,
  letterId: string,
): Promise<{ letter: Row<'letter'>; role: Role } | undefined> {
  const row = await db
    .selectFrom('letter')
    .innerJoin('membership', 'membership.letter_id', 'letter.id')
    .selectAll('letter')
    .select('membership.role')
    .where('letter.id', '=', letterId)
    .where('membership.organizer_id', '=', organizerId)
    .where('letter.erases_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { role, ...letter } = row
  return { letter, role }
}

/**
 * Locks the letter's row until the end of the transaction. Changes of people and roles take this lock, so they run one after
 * another.
 */
export async function lockPeople(db: Db, letterId: string): Promise<void> {
  await db.selectFrom('letter').select('id').where('id', '=', letterId).forUpdate().executeTakeFirst()
}

export async function ownersOf(db: Db, letterId: string): Promise<string[]> {
  return (await ownersSince(db, letterId)).map(({ id }) => id)
}

/** The owners, and since when. Null: since the letter was started, or an older release. */
export async function ownersSince(db: Db, letterId: string): Promise<{ id: string; since: Date | null }[]> {
  return db
    .selectFrom('membership')
    .select(['organizer_id as id', 'owner_since as since'])
    .where('letter_id', '=', letterId)
    .where('role', '=', 'owner')
    .execute()
}

/** The last day on which an account's sessions were used. */
export async function lastSeen(db: Db, organizerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('organizer_session')
    .select(({ fn }) => fn.max('last_used_on').as('day'))
    .where('organizer_id', '=', organizerId)
    .executeTakeFirst()
  return row?.day ?? null
}

export async function insertActivity(
  db: Db,
  row: { letter_id: string; organizer_id: string | null; what: ActivityKind; detail: string; at: Date },
): Promise<void> {
  await db.insertInto('activity').values(row).execute()
}

export async function peopleOf(db: Db, letterId: string): Promise<{ id: string; name: string; role: Role }[]> {
  return db
    .selectFrom('membership')
    .innerJoin('organizer', 'organizer.id', 'membership.organizer_id')
    .select(['organizer.id', 'organizer.name', 'membership.role'])
    .where('membership.letter_id', '=', letterId)
    .orderBy('organizer.name')
    .orderBy('organizer.id')
    .execute()
}

export async function setRole(
  db: Db,
  letterId: string,
  organizerId: string,
  role: Role | null,
  now: Date,
): Promise<void> {
  const whose = { letter_id: letterId, organizer_id: organizerId }
  if (role === null)
    await db
      .deleteFrom('membership')
      .where('letter_id', '=', whose.letter_id)
      .where('organizer_id', '=', whose.organizer_id)
      .execute()
  else
    await db
      .updateTable('membership')
      .set({ role, owner_since: role === 'owner' ? now : null })
      .where('letter_id', '=', whose.letter_id)
      .where('organizer_id', '=', whose.organizer_id)
      .execute()
}

export async function addressesOf(db: Db, letterId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('organizer', 'organizer.id', 'membership.organizer_id')
    .select(['organizer.name', 'organizer.address_tag', 'organizer.address_sealed'])
    .where('membership.letter_id', '=', letterId)
    .orderBy('organizer.name')
    .execute()
}
