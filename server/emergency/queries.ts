import type { Db } from '../db/pool.ts'

export async function hideNames(db: Db, letterId: string, hidden: boolean): Promise<void> {
  await db.updateTable('letter').set({ names_hidden: hidden }).where('id', '=', letterId).execute()
}
