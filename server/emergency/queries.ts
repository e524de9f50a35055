import type { Db } from '../db/pool.ts'

export async function hideNames(db: Db, letterId: string, hidden: boolean): Promise<void> {
  await db.updateTable('letter').set({ names_hidden: hidden }).where('id', '=', letterId).execute()
}

/** Ends all sessions of an organizer of this letter. @returns false if the person is none */
export async function deleteSessionsOfMember(db: Db, letterId: string, person: string): Promise<boolean> {
  const member = await db
    .selectFrom('membership')
    .select('organizer_id')
    .where('letter_id', '=', letterId)
    .where('organizer_id', '=', person)
    .executeTakeFirst()
  if (!member) return false
  await db.deleteFrom('organizer_session').where('organizer_id', '=', person).execute()
  return true
}
