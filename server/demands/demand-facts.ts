import type { Core } from '../core.ts'
import { statementsIfDelivered } from './queries.ts'
import { historiesOf, type DemandHistory } from './rules.ts'

/**
 * What became of each demand.
 * @param demands those of the text that the reader sees
 * @returns null before the first delivery
 */
export async function demandFacts(
  { db }: Pick<Core, 'db'>,
  letterId: string,
  demands: readonly string[],
): Promise<DemandHistory[] | null> {
  const statements = await statementsIfDelivered(db, letterId)
  return statements && historiesOf(demands, statements)
}
