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

/** @returns the headcount before, or undefined if the letter has no such employer */
export async function setHeadcount(
  trx: Db,
  letterId: string,
  employerId: string,
  people: number | null,
): Promise<{ before: number | null } | undefined> {
  const held = await trx
    .selectFrom('employer')
    .select('people as before')
    .where('letter_id', '=', letterId)
    .where('id', '=', employerId)
    .forUpdate()
    .executeTakeFirst()
  if (held) await trx.updateTable('employer').set({ people }).where('id', '=', employerId).execute()
  return held
}
