import type { Core } from '../core.ts'
import { demandStatements, isDelivered } from './queries.ts'
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
  const [delivered, statements] = await Promise.all([isDelivered(db, letterId), demandStatements(db, letterId)])
  return delivered ? historiesOf(demands, statements) : null
}
