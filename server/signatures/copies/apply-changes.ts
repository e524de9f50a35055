import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { isHidden, noteHiding } from '../hidden-name-queries.ts'
import { nameColumnsOf, noName, type NameColumns } from '../stored-name-queries.ts'
import { toClear, toSealed, toSealedAlone } from '../stored-name.ts'
import { countedByIds, waitingByIds } from './queries.ts'
import { changeRow, changeWaitingRow, deleteWaiting } from './restore-queries.ts'
import { broughtBack, copiedNames, type RevealedName } from './revealed-names.ts'
import type { CopiedSignature } from './rules.ts'

/** Brings restored signatures to the state that the letter's copy holds. Names can only become less visible than they were. */
export async function applyChanges(
  core: Core,
  trx: Db,
  letterId: string,
  changes: readonly CopiedSignature[],
  today: string,
): Promise<void> {
  const ids = changes.map(({ id }) => id)
  const revealed = new Map((await copiedNames(core, letterId)).map((each) => [each.id.toString('hex'), each]))
  const counted = new Map((await countedByIds(trx, letterId, ids)).map((row) => [row.id.toString('hex'), row]))
  const waiting = new Map((await waitingByIds(trx, letterId, ids)).map((row) => [row.id.toString('hex'), row]))
  for (const change of changes) {
    const row = counted.get(change.id.toString('hex'))
    if (row && change.place === 'counted')
      await applyToCounted(core, trx, row, { change, revealed: revealed.get(change.id.toString('hex')) }, today)
    const waits = waiting.get(change.id.toString('hex'))
    if (!waits) continue
    if (change.place === 'gone') await deleteWaiting(trx, letterId, [waits.id])
    if (change.place === 'waiting') await applyToWaiting(core, trx, waits, change)
  }
}

async function applyToCounted(
  core: Core,
  trx: Db,
  row: Row<'signature'>,
  { change, revealed }: { change: CopiedSignature & { place: 'counted' }; revealed: RevealedName | undefined },
  today: string,
): Promise<void> {
  const { id, place: _place, form, tagged, revealed: wasRevealed = false, ...state } = change
  const name = nameFor(core, row, change)
  const comesBack = wasRevealed && form === 'clear' && name.name === null && revealed !== undefined
  await changeRow(trx, id, {
    ...state,
    ...name,
    revealed: wasRevealed,
    opening: wasRevealed ? row.opening : null,
    ...(comesBack && { ...noName, ...broughtBack(revealed) }),
    claim_tag: tagged ? row.claim_tag : null,
    ...(form === 'none' && { resemblance: null }),
    ...(state.withdrawn && { verifier: null, facets_sealed: null, for_log_sealed: null }),
  })
  if (!state.name_hidden) return
  const reason = state.removal_due === null ? 'not-mine' : 'take-away'
  if (!(await isHidden(trx, id, reason)))
    await noteHiding(trx, { letterId: row.letter_id, signatureId: id, reason }, today)
}

function nameFor(core: Core, row: Row<'signature'>, change: CopiedSignature & { place: 'counted' }): NameColumns {
  if (change.withdrawn || change.form === 'none') return noName
  if (change.form === 'held') return { ...noName, held_sealed: row.held_sealed }
  // Only the copy has a name that was revealed after the backup.
  if (row.held_sealed !== null && change.form === 'clear') return noName
  if (change.form === 'clear') return toClear(core, row)
  const isPublic = (change.pending_visibility ?? change.visibility) === 'public'
  // A signatory who chose to be less visible has lost the title and the salt too.
  return isPublic ? sealed(core, row) : toSealedAlone(core, row)
}

function sealed(core: Core, row: Row<'signature'>): NameColumns {
  if (row.held_sealed !== null) return toSealedAlone(core, row)
  return row.name === null ? nameColumnsOf(row) : toSealed(core, row)
}

async function applyToWaiting(
  core: Core,
  trx: Db,
  row: Row<'waiting_signature'>,
  { id, visibility, removal_due, named, tagged }: CopiedSignature & { place: 'waiting' },
): Promise<void> {
  if (visibility === 'anonymous') return
  const isHeld = visibility === 'together'
  const asItIs = isHeld || (visibility === 'public' && row.held_sealed === null)
  const { name_sealed } = asItIs ? row : toSealedAlone(core, { ...noName, ...row })
  // A name that became public after the backup, and that nobody can open any more.
  const isLost = visibility === 'public' && named && name_sealed === null
  await changeWaitingRow(trx, id, {
    visibility: isLost ? 'withheld' : visibility,
    removal_due,
    name_sealed: named ? name_sealed : null,
    held_sealed: isHeld && named ? row.held_sealed : null,
    claim_tag: tagged ? row.claim_tag : null,
    ...(!named && { resemblance: null }),
  })
}
