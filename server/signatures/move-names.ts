import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { namesToOpen, saveModerated, type Moderated } from './moderation-queries.ts'
import { nameMove } from './moderation-rules.ts'
import type { SignatureRow } from './queries.ts'
import { openSignatureName, sealSignatureName } from './secrets.ts'

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
  const { id, letter_id, name, name_sealed } = before
  const kept = { id, name, name_sealed, name_hidden: after.name_hidden, invalid_reason: after.invalid_reason }
  const move = nameMove(name !== null ? 'clear' : name_sealed !== null ? 'sealed' : 'none', after)
  // When the key of the sealed names is destroyed, a hidden name is lost permanently.
  if (move === 'seal' && name !== null)
    return { ...kept, name: null, name_sealed: unlessGone(() => sealSignatureName(core, letter_id, id, name)) }
  if (move === 'open' && name_sealed !== null) {
    const opened = unlessGone(() => openSignatureName(core, letter_id, id, name_sealed))
    return opened === null ? kept : { ...kept, name: opened, name_sealed: null }
  }
  return kept
}
