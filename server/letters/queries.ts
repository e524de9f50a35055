import type { Db } from '../db/pool.ts'
import type { Role } from '../db/schema.ts'
import type { LetterRow } from '../letter/queries.ts'

export async function addOwner(db: Db, letterId: string, organizerId: string): Promise<void> {
  await db.insertInto('membership').values({ letter_id: letterId, organizer_id: organizerId, role: 'owner' }).execute()
}

export type MemberLetter = LetterRow & { role: Role; title: string | null }

/** The letters that an organizer works on, newest first. */
export async function lettersOf(db: Db, organizerId: string): Promise<MemberLetter[]> {
  return db
    .selectFrom('membership')
    .innerJoin('letter', 'letter.id', 'membership.letter_id')
    .leftJoin('revision', (on) =>
      on.onRef('revision.letter_id', '=', 'letter.id').onRef('revision.number', '=', 'letter.revision'),
    )
    .selectAll('letter')
    .select(['membership.role', 'revision.title'])
    .where('membership.organizer_id', '=', organizerId)
    .orderBy('letter.created_on', 'desc')
    .orderBy('letter.id')
    .execute()
}

/** Locks a discarded draft until the transaction ends. */
export async function lockDiscarded(db: Db, id: string): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('erases_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
}

/** The drafts that are due to be erased. */
export async function discardedDue(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('letter').select('id').where('erases_at', '<=', now).execute()
  return rows.map(({ id }) => id)
}

export async function roleOnDiscarded(db: Db, organizerId: string, letterId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('letter', 'letter.id', 'membership.letter_id')
    .select('membership.role')
    .where('letter.id', '=', letterId)
    .where('membership.organizer_id', '=', organizerId)
    .where('letter.erases_at', 'is not', null)
    .executeTakeFirst()
  return row?.role
}

/** Changes the addresses of current recipients at once, because addresses do not belong to the published text. */
export async function readdressRecipients(
  db: Db,
  letterId: string,
  recipients: readonly { name: string; office: string; addressSealed: Buffer | null }[],
): Promise<void> {
  for (const { name, office, addressSealed } of recipients)
    await db
      .updateTable('recipient')
      .set({ address_sealed: addressSealed })
      .where('letter_id', '=', letterId)
      .where('name', '=', name)
      .where('office', '=', office)
      .where('current', '=', true)
      .execute()
}
