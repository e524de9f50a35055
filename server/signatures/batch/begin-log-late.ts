import { appendBatch, appendHead, appendNames, sortedByHash } from '../../audit/append-batch.ts'
import { appendLeaves } from '../../audit/append-leaves.ts'
import { lettersWithoutLog, logOf } from '../../audit/queries.ts'
import { leafOfChange } from '../../audit/rules.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { keepNameList } from '../name-list/keep-name-list.ts'
import { isBehindCopy } from '../../audit/is-behind-copy.ts'
import { leavesFromBefore } from './log-changes.ts'

/** Runs at every start. Begins the logs of the letters from before there were logs, also of those that have no batch any more. */
export async function beginLogsLate(core: Core, now: Date): Promise<void> {
  for (const id of await lettersWithoutLog(core.db))
    await core.db.transaction().execute(async (trx) => {
      const letter = await lockLetter(trx, id)
      if (!letter?.as_of || (await isBehindCopy(core, trx, id))) return
      await beginLogLate(trx, letter)
      const ended = letter.state === 'closed' || letter.state === 'purged'
      const closes = ended && (letter.redeems_until === null || letter.redeems_until <= now)
      await appendBatch(core, trx, letter, {
        changes: [],
        names: null,
        asOf: letter.as_of,
        shown: !letter.collecting,
        closes,
      })
    })
}

/**
 * Begins the log of a letter that had signatures before there were logs: all that stand get their leaf in one block. Does nothing if
 * the log exists. The caller's transaction holds the letter's lock.
 */
export async function beginLogLate(trx: Db, letter: LetterRow): Promise<void> {
  if (await logOf(trx, letter.id)) return
  const leaves = sortedByHash((await leavesFromBefore(trx, letter.id)).map(leafOfChange))
  const log = await appendLeaves(trx, await appendHead(trx, letter), leaves)
  await appendNames(trx, log, await keepNameList(trx, letter.id, []))
}
