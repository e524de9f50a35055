import { copyLog } from '../../audit/copy-log.ts'
import { logOf } from '../../audit/queries.ts'
import { agreesWithCopy, LogBehindCopy } from '../../audit/signed-tree.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { holdTables } from '../../db/renew-table.ts'
import { rewriteWhereChanged } from '../../db/rewrite-tables.ts'
import { letterById, revisionsOf, type LetterRow } from '../../letter/queries.ts'
import { formOfName } from '../stored-name.ts'
import {
  copyNumber,
  countedByIds,
  countSettledClaims,
  forgetChanged,
  packedBuckets,
  packedNewClaims,
  setCopyNumber,
  takeChanged,
  waitingByIds,
} from './queries.ts'
import { copyRevealed, removeRevealed } from './revealed-names.ts'
import { bucketsOfPart, partsFor, type CopiedSignature, type CopyState } from './rules.ts'
import {
  copiedChanges,
  copyState,
  removeChanges,
  removeOtherClaims,
  writeChanges,
  writeClaims,
  writeCopyState,
} from './sealed-files.ts'

/**
 * Brings the letter's copy in LOGS_DIR up to date: its log, the signatures that changed, and its claims. Runs after each batch and at
 * each start, never twice at the same time. After a crash it is repeated.
 *
 * The number of the copy is committed before the files are written. So a file never has a higher number than the database, unless an
 * older database was restored.
 * @throws LogBehindCopy if the copy is newer than the database
 */
export async function copyLetter(core: Core, letterId: string): Promise<void> {
  const changesBefore = (await copiedChanges(core, letterId)) ?? []
  const taken = await core.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await holdTables(trx)
      return take(core, trx, letterId, changesBefore)
    })
  if (!taken) return
  const { letter, log, changes, state } = taken
  const isOpen = letter.state === 'quiet' || letter.state === 'open'
  if (letter.state === 'purged') await removeChanges(core, letterId)
  else await writeChanges(core, letterId, changes)
  if (letter.state === 'purged') await removeRevealed(core, letterId)
  else await copyRevealed(core, core.db, letterId)
  const parts = isOpen ? await copyClaims(core, letterId) : 0
  if (log) await copyLog(core, core.db, log)
  await writeCopyState(core, letterId, { ...state, claim_parts: parts })
  await removeOtherClaims(core, letterId, parts)
  await forgetChanged(core.db, letterId)
  // The places of the deleted rows would tell who changed first.
  await rewriteWhereChanged(core.db, ['changed_signature'], Infinity)
}

/** @returns the number of parts; 0 if the claims key is destroyed, because the letter closed meanwhile */
async function copyClaims(core: Core, letterId: string): Promise<number> {
  // One snapshot, because claims move to their buckets meanwhile.
  return core.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await holdTables(trx)
      const settled = partsFor(await countSettledClaims(trx, letterId))
      const packed = (part: number) =>
        part < settled ? packedBuckets(trx, letterId, bucketsOfPart(part)) : packedNewClaims(trx, letterId)
      return (await writeClaims(core, letterId, settled + 1, packed)) ? settled + 1 : 0
    })
}

async function take(core: Core, trx: Db, letterId: string, before: readonly CopiedSignature[]) {
  const letter = await letterById(trx, letterId)
  if (!letter || letter.state === 'draft') return null
  const log = await logOf(trx, letterId)
  const number = await copyNumber(trx, letterId)
  const copied = await copyState(core, letterId)
  if ((copied && copied.number > number) || !(await agreesWithCopy(core, trx, letterId, log)))
    throw new LogBehindCopy('another-log')
  await setCopyNumber(trx, letterId, number + 1)
  const ids = [...before.map(({ id }) => id), ...(await takeChanged(trx, letterId))]
  return {
    letter,
    log,
    changes: await statesOf(trx, letterId, ids),
    state: {
      number: number + 1,
      as_of: letter.as_of?.toISOString() ?? null,
      checkpoint_at: log?.checkpoint_at?.toISOString() ?? null,
      collecting: letter.collecting,
      revisions: await revisionsFor(trx, letter),
    } satisfies Omit<CopyState, 'claim_parts'>,
  }
}

async function revisionsFor(trx: Db, { id }: LetterRow): Promise<CopyState['revisions']> {
  const revisions = await revisionsOf(trx, id)
  return revisions.map(({ number, kind, published_on, hash }) => ({
    number,
    kind,
    published_on,
    hash: hash.toString('hex'),
  }))
}

/** The states of the named signatures with these ids. Anonymous ones are in the log. */
async function statesOf(trx: Db, letterId: string, all: readonly Buffer[]): Promise<CopiedSignature[]> {
  const ids = [...new Map(all.map((id) => [id.toString('hex'), id])).values()]
  const counted = new Map((await countedByIds(trx, letterId, ids)).map((row) => [row.id.toString('hex'), row]))
  const waiting = new Map((await waitingByIds(trx, letterId, ids)).map((row) => [row.id.toString('hex'), row]))
  return ids.flatMap((id): CopiedSignature[] => {
    const row = counted.get(id.toString('hex'))
    if (row?.visibility === 'anonymous') return []
    if (row)
      return [
        {
          ...{ id, place: 'counted', form: formOfName(row), tagged: row.claim_tag !== null },
          ...{ visibility: row.visibility, pending_visibility: row.pending_visibility },
          ...{ revision: row.revision, pending_revision: row.pending_revision },
          ...{ counted: row.counted, invalid_reason: row.invalid_reason, name_hidden: row.name_hidden },
          ...{ withdrawn: row.withdrawn, pending_withdrawal: row.pending_withdrawal, moves: row.moves },
          ...{ removal_due: row.removal_due, revealed: row.revealed },
        },
      ]
    const waits = waiting.get(id.toString('hex'))
    if (!waits) return [{ id, place: 'gone' }]
    const { visibility, removal_due, claim_tag } = waits
    const named = (waits.name_sealed ?? waits.held_sealed) !== null
    return [{ id, place: 'waiting', named, tagged: claim_tag !== null, visibility, removal_due }]
  })
}
