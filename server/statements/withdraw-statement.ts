import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { handleOf } from './author.ts'
import { deleteStatement, statementBy, takeWaitingOut, waitingBy } from './queries.ts'
import type { StatementState } from './rules.ts'
import type { SignedJson } from './schemas.ts'

/** Returns the state of a statement to its author. `none`: never sent, withdrawn, or lost in a crash of the database. */
export async function stateOfMyStatement(
  core: Pick<Core, 'db' | 'keys'>,
  letter: LetterRow,
  signed: SignedJson,
): Promise<StatementState> {
  const handle = handleOf(core, letter.id, signed, 'ask')
  const row = await statementBy(core.db, letter.id, handle)
  if (row) return row.state
  return (await waitingBy(core.db, letter.id, handle)) ? 'batch' : 'none'
}

/** Deletes a statement at once, in every state: also when it is published, and after closing. Idempotent. */
export async function withdrawStatement(core: Core, letter: LetterRow, signed: SignedJson, now: Date): Promise<void> {
  const handle = handleOf(core, letter.id, signed, 'withdraw')
  // The query runs before the letter's lock is taken. Anybody can make a key, and a key without a statement must not block
  // others.
  const found = (await statementBy(core.db, letter.id, handle)) ?? (await waitingBy(core.db, letter.id, handle))
  if (!found) return
  await withLetter(core, letter.id, now, async (trx, locked) => {
    await lockPending(trx)
    const waiting = await waitingBy(trx, locked.id, handle)
    if (waiting) await takeWaitingOut(trx, waiting.id)
    const row = await statementBy(trx, locked.id, handle)
    if (row) await deleteStatement(trx, row.id)
    if (row?.state === 'public') await notifyLetter(trx, locked.id)
    return 'unseen'
  })
}
