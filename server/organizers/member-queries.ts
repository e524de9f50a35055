import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import type { Role } from './rules.ts'

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
    .executeTakeFirst()
  if (!row) return undefined
  const { role, ...letter } = row
  return { letter, role }
}

/** Within a transaction: who belongs to the letter, and with which role, stays as it is until it ends. */
export async function lockPeople(db: Db, letterId: string): Promise<void> {
  await db.selectFrom('letter').select('id').where('id', '=', letterId).forUpdate().executeTakeFirst()
}

export async function ownersOf(db: Db, letterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('organizer_id')
    .where('letter_id', '=', letterId)
    .where('role', '=', 'owner')
    .execute()
  return rows.map(({ organizer_id }) => organizer_id)
}

export async function insertActivity(
  db: Db,
  row: { letter_id: string; organizer_id: string; what: string; detail: string; at: Date },
): Promise<void> {
  await db.insertInto('activity').values(row).execute()
}
