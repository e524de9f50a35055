import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { namesToOpen, saveModerated, type Moderated } from './moderation-queries.ts'
import { nameMove } from './invalid-and-hidden.ts'
import type { SignatureRow } from './queries.ts'
import { nameColumnsOf, type NameColumns } from './stored-name-queries.ts'
import { formOfName, toClear, toSealed } from './stored-name.ts'

type Changes = Partial<Pick<Moderated, 'name_hidden' | 'invalid_reason'>>

/** Applies the same change to several signatures. It hides their names, or restores them as far as their signatories chose. */
export async function moveNames(
  core: Core,
  trx: Db,
  letterId: string,
  rows: readonly SignatureRow[],
  changes: Changes,
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    const moved = rows.slice(start, start + 1000).map((row) => moderated(core, row, { ...row, ...changes }))
    await saveModerated(trx, letterId, moved)
  }
  await notifyLetter(trx, letterId)
}

/** Restores the names of signatures that count again, in the batch that moves the count. */
export async function openReinstated(core: Core, trx: Db, letterId: string): Promise<void> {
  const rows = await namesToOpen(trx, letterId)
  if (rows.length > 0) await moveNames(core, trx, letterId, rows, {})
}

function moderated(core: Core, before: SignatureRow, after: SignatureRow): Moderated {
  const { id, name_hidden, invalid_reason } = after
  return { id, name_hidden, invalid_reason, ...nameAfter(core, before, after) }
}

function nameAfter(core: Core, before: SignatureRow, after: SignatureRow): NameColumns {
  const move = nameMove(formOfName(before), after)
  if (move === 'stay') return nameColumnsOf(before)
  return move === 'seal' ? toSealed(core, before) : toClear(core, before)
}
