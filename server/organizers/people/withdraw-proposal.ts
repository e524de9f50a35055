import type { Db } from '../../db/pool.ts'
import type { Act } from '../../db/schema.ts'
import { withdrawExactly } from '../approval-queries.ts'

/** What an owner proposed is not wanted any more, because it has lapsed or was taken back where it was done. */
export async function withdrawProposal(
  trx: Db,
  letterId: string,
  organizerId: string,
  act: Act,
  subject: object,
): Promise<void> {
  await withdrawExactly(trx, letterId, organizerId, { act, subject: JSON.stringify(subject) })
}
