import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { withLetter } from '../signatures/change-mine.ts'
import { author } from './author.ts'
import { forgetStatement, isWaiting, statementById, type StatementRow } from './queries.ts'

export interface Signed {
  verifier: string
  proof: string
}

/** What became of a statement, for its author alone. `none`: never sent, withdrawn, or lost with a crash of the database. */
export async function stateOfMine(
  { db }: Pick<Core, 'db'>,
  letter: LetterRow,
  signed: Signed,
): Promise<StatementRow['state'] | 'batch' | 'none'> {
  const { id } = await author(db, letter, signed, 'ask')
  const row = await statementById(db, letter.id, id)
  if (row) return row.state
  return (await isWaiting(db, letter.id, id)) ? 'batch' : 'none'
}

/** Takes it away at once, wherever it is, and at any time: also when it is published, and after closing. */
export async function withdrawStatement(core: Core, letter: LetterRow, signed: Signed, now: Date): Promise<void> {
  // Before the letter's lock is taken: whoever has no signing key is to hold nobody up.
  await author(core.db, letter, signed, 'withdraw')
  await withLetter(core, letter.id, now, async (trx, locked) => {
    const { id } = await author(trx, locked, signed, 'withdraw')
    const row = await statementById(trx, locked.id, id)
    await forgetStatement(trx, locked.id, id)
    if (row?.state === 'public') await notifyLetter(trx, locked.id)
    return 'unseen'
  })
}
