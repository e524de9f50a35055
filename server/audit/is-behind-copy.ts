import { logOf } from './queries.ts'
import { agreesWithCopy } from './signed-tree.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'

/**
 * Whether the letter's log in the database is smaller than its copy outside, or another one. Then a batch would sign what contradicts
 * an earlier checkpoint. Tells the operator so.
 */
export async function isBehindCopy(core: Core, trx: Db, letterId: string): Promise<boolean> {
  if (await agreesWithCopy(core, trx, letterId, await logOf(trx, letterId))) return false
  const alarm = formatSentence(say('log-behind-its-copy', { letter: letterId }), wordsWithoutRequest())
  process.stderr.write(`${alarm}\n`)
  return true
}
