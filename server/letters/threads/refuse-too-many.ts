import type { Db } from '../../db/pool.ts'
import { Refusal, say } from '../../refusal.ts'
import { threadTotals } from './queries.ts'
import { mostComments } from './rules.ts'

/**
 * @returns the number of the letter's newest thread
 * @throws Refusal if the letter has as many comments as it can have
 */
export async function refuseTooMany(trx: Db, letterId: string): Promise<number> {
  const { comments, newest } = await threadTotals(trx, letterId)
  if (comments >= mostComments)
    throw new Refusal('conflict', 'too-many-comments', say('comments-too-many', { most: mostComments }), 'words')
  return newest
}
