import type { Db } from '../../db/pool.ts'
import type { EmployerWithPeople } from './headcounts.ts'

export async function employersWithPeople(db: Db, letterId: string): Promise<EmployerWithPeople[]> {
  return db
    .selectFrom('employer')
    .select(['id', 'name', 'current', 'domains', 'people'])
    .where('letter_id', '=', letterId)
    .orderBy('name')
    .execute()
}

export async function setHeadcount(trx: Db, employerId: string, people: number | null): Promise<void> {
  await trx.updateTable('employer').set({ people }).where('id', '=', employerId).execute()
}
