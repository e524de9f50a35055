import type { Db } from '../../db/pool.ts'
import type { Act } from '../../db/schema.ts'
import { withdrawExactly } from '../approval-queries.ts'

/** Withdraws an owner's proposal that has lapsed or was cancelled where it was made. */
export async function withdrawProposal(
  trx: Db,
  letterId: string,
  organizerId: string,
  act: Act,
  subject: object,
): Promise<void> {
  await withdrawExactly(trx, letterId, organizerId, { act, subject: JSON.stringify(subject) })
}
