import { logOf } from './queries.ts'
import { agreesWithCopy } from './signed-tree.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'

/**
 * Returns true if the letter's log in the database is smaller than its copy outside, or another one. A batch would then sign a checkpoint
 * that contradicts an earlier one. Tells the operator.
 */
export async function isBehindCopy(core: Core, trx: Db, letterId: string): Promise<boolean> {
  if (await agreesWithCopy(core, trx, letterId, await logOf(trx, letterId))) return false
  const alarm = formatSentence(say('log-behind-its-copy', { letter: letterId }), wordsWithoutRequest())
  process.stderr.write(`${alarm}\n`)
  return true
}
