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
