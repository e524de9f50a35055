import { randomBytes } from 'node:crypto'
import { appendNames, publishCheckpoint, sortedByHash } from '../../audit/append-batch.ts'
import { appendLeaves } from '../../audit/append-leaves.ts'
import { leafText, parseLeaf, type Cell, type HexHash } from '../../audit/leaf.ts'
import { LIST_NONCE_BYTES, listHash } from '../../audit/names-list.ts'
import { logOf, type LogRow, type StoredLeaf } from '../../audit/queries.ts'
import { restoreLog } from '../../audit/restore-log.ts'
import { cellOf, type MadeLeaf } from '../../audit/rules.ts'
import { copiedHead, LogBehindCopy } from '../../audit/signed-tree.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { dayOf } from '../../letter/days.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { releaseBreakdown } from '../batch/release-breakdown.ts'
import { addDoubtfulNames, lowerDoubtfulNames } from '../doubtful-name-queries.ts'
import { keepNameList } from '../name-list/keep-name-list.ts'
import { partHashes } from '../name-list/queries.ts'
import { applyChanges } from './apply-changes.ts'
import { countSince } from './count-since.ts'
import { addClaims, copyNumber, setCopyNumber } from './queries.ts'
import { readStanding } from './read-standing.ts'
import { restoreWaiting } from './restore-waiting.ts'
import { replayCredentials } from './replay-credentials.ts'
import {
  countedAnonymous,
  countedCells,
  countedPublic,
  endSome,
  hideNamesOf,
  recountTallies,
  setShown,
  type CountedCell,
} from './restore-queries.ts'
import type { CopiedClaim, CopiedSignature, CopyState } from './rules.ts'
import { copiedChanges, copiedClaims, copyState } from './sealed-files.ts'

const claimsAtOnce = 5000

/** Restores the texts of a letter that were published after the backup. `documents`: by the hex of their hash. */
export type RestoreTexts = (
  trx: Db,
  letter: LetterRow,
  revisions: CopyState['revisions'],
  documents: ReadonlyMap<string, string>,
) => Promise<void>

/**
 * Brings a letter of a restored backup to the state of its copy in LOGS_DIR. Does nothing if the copy is not newer than the database.
 * Signatures with a name that came after the backup are lost, and the log says so. What made names less visible is done first and
 * stays, even if the rest fails.
 * @throws LogBehindCopy if the copy is damaged, or belongs to another log
 */
export async function restoreCopy(core: Core, letterId: string, restoreTexts: RestoreTexts, now: Date): Promise<void> {
  const state = await copyState(core, letterId)
  const number = await copyNumber(core.db, letterId)
  const isNewer = state !== null && state.number > number
  if (isNewer) await restoreRows(core, letterId, state, now)
  const size = (await logOf(core.db, letterId))?.size ?? 0
  const copiedSize = (await copiedHead(core, letterId))?.size ?? 0
  if (!isNewer && copiedSize <= size) {
    if (state?.number !== number || copiedSize !== size) await enqueueCopy(core.db, letterId)
    return
  }
  if (!state) throw new LogBehindCopy('damaged')
  if (!isNewer) await restoreRows(core, letterId, state, now)
  await core.db.transaction().execute((trx) => restoreCounts(core, trx, { letterId, state, restoreTexts }, now))
}

export async function enqueueCopy(db: Db, letterId: string): Promise<void> {
  await enqueue(db, 'copy-letter', { letter: letterId }, { jobKey: `copy:${letterId}`, queue: 'copies' })
}

/**
 * What made names less visible, and the spent claims.
 * @throws LogBehindCopy if a file is damaged. Then all public names of the letter are hidden, because withdrawn ones are among them.
 */
async function restoreRows(core: Core, letterId: string, state: CopyState, now: Date): Promise<void> {
  try {
    await core.db.transaction().execute(async (trx) => {
      if (!(await lockLetter(trx, letterId))) return
      await applyChanges(core, trx, letterId, await changesIn(core, letterId), dayOf(now))
      const claims = newestOf((await copiedClaims(core, letterId, state.claim_parts)) ?? [])
      for (let from = 0; from < claims.length; from += claimsAtOnce)
        await addClaims(trx, letterId, claims.slice(from, from + claimsAtOnce))
      await notifyLetter(trx, letterId)
    })
  } catch (error) {
    if (!(error instanceof LogBehindCopy)) throw error
    await hideNamesOf(core.db, letterId)
    throw new LogBehindCopy('changes-damaged')
  }
}

/** A claim that was changed is in a bucket as it was, and behind it as it is. */
function newestOf(claims: readonly CopiedClaim[]): CopiedClaim[] {
  return [...new Map(claims.map((claim) => [claim.tag.toString('hex'), claim])).values()]
}

/** None where their key is destroyed: after the purge, nothing is left that could be changed. */
async function changesIn(core: Core, letterId: string): Promise<CopiedSignature[]> {
  return (await copiedChanges(core, letterId)) ?? []
}

async function restoreCounts(
  core: Core,
  trx: Db,
  { letterId, state, restoreTexts }: { letterId: string; state: CopyState; restoreTexts: RestoreTexts },
  now: Date,
): Promise<void> {
  const restored = await lockLetter(trx, letterId)
  // The log of a letter that opened after the backup would begin again. Its organizers make another letter of the draft.
  if (!restored || restored.state === 'draft') throw new LogBehindCopy('opened-since')
  const checkpointAt = state.checkpoint_at === null ? null : new Date(state.checkpoint_at)
  const { log, added, documents } = await restoreLog(core, trx, letterId, checkpointAt)
  await restoreTexts(trx, restored, state.revisions, documents)
  const changes = await changesIn(core, letterId)
  const recovered = await countSince(core, trx, letterId, added, changes)
  await applyChanges(core, trx, letterId, changes, dayOf(now))
  await replayCredentials(trx, letterId, added)
  await restoreWaiting(core, trx, restored, log, now)
  if (core.keys.wasPurged(letterId)) await endSurplus(trx, letterId, log)
  const lost = await lostLeaves(trx, log, { added, recovered: recovered.leafIds })
  await recountTallies(trx, letterId, dayOf(now))
  await lowerDoubtfulNames(trx, letterId)
  await addDoubtfulNames(trx, letterId)
  const grown = await appendNameList(trx, await appendLeaves(trx, log, sortedByHash(lost)), recovered.entries)
  const asOf = lost.length > 0 || state.as_of === null ? now : new Date(state.as_of)
  await setShown(trx, letterId, asOf, state.collecting)
  await setCopyNumber(trx, letterId, state.number)
  if (!state.collecting && grown.size !== grown.checkpoint_size) await publishCheckpoint(core, trx, grown, asOf)
  const letter = await lockLetter(trx, letterId)
  if (letter && !state.collecting) await releaseBreakdown(trx, letter, asOf)
  await notifyLetter(trx, letterId)
  await enqueueCopy(trx, letterId)
}

/** Appends a leaf about the list of public names if the restored list is another one than the last leaf says. */
async function appendNameList(trx: Db, log: LogRow, entries: readonly Buffer[]): Promise<LogRow> {
  await keepNameList(trx, log.letter_id, entries)
  const parts = await partHashes(trx, log.letter_id)
  const nonceNow = log.names_nonce ?? Buffer.alloc(0)
  const by = (await countedPublic(trx, log.letter_id)) - log.names
  const isSame =
    by === 0 && (log.names_hash === null ? log.names === 0 : log.names_hash.equals(listHash(nonceNow, parts)))
  if (isSame) return log
  const nonce = randomBytes(LIST_NONCE_BYTES)
  return appendNames(trx, log, { hash: Buffer.from(listHash(nonce, parts)), nonce, by })
}

/**
 * A leaf for each signature that stands in the log and has no row. Its id is named where it is sure which one is lost.
 * @throws LogBehindCopy if more signatures have rows than stand in the log
 */
async function lostLeaves(
  trx: Db,
  log: LogRow,
  { added, recovered }: { added: readonly StoredLeaf[]; recovered: ReadonlySet<HexHash> },
): Promise<MadeLeaf[]> {
  const { ledger, ids } = await readStanding(trx, log)
  const rows = cellsOf(await countedCells(trx, log.letter_id))
  const there = new Set((await countedAnonymous(trx, log.letter_id)).map((id) => id.toString('hex')))
  const since = new Set(added.flatMap(({ leaf }) => addedId(leaf) ?? []))
  const lost: MadeLeaf[] = []
  for (const { revision, group, class: verification, standing } of ledger.tally()) {
    const cell = { revision, group, verification }
    const missing = standing - (rows.get(keyOf(cell)) ?? 0)
    rows.delete(keyOf(cell))
    if (missing < 0) throw new LogBehindCopy('more-signatures')
    if (missing === 0) continue
    const isMissing = (id: HexHash) =>
      group === 'anonymous' ? !there.has(id.slice(0, 32)) : since.has(id) && !recovered.has(id)
    const known = [...ids].filter((id) => {
      const entry = ledger.entry(id)
      return entry?.state === 'standing' && keyOf(entry.cell) === keyOf(cell) && isMissing(id)
    })
    const named = known.length === missing ? known : Array.from({ length: missing }, () => null)
    lost.push(...named.map((id) => lostLeaf(id, cell)))
  }
  if ([...rows.values()].some((count) => count > 0)) throw new LogBehindCopy('more-signatures')
  return lost
}

function lostLeaf(id: HexHash | null, cell: Cell): MadeLeaf {
  const leafId = id === null ? null : Buffer.from(id, 'hex')
  return { leafId, leaf: leafText({ kind: 'lost', id, ...cell }), proof: null }
}

function addedId(leaf: string): HexHash | null {
  const parsed = parseLeaf(leaf)
  return parsed?.kind === 'add' ? parsed.id : null
}

function cellsOf(counted: readonly CountedCell[]): Map<string, number> {
  const cells = new Map<string, number>()
  for (const row of counted) cells.set(keyOf(cellOf(row)), (cells.get(keyOf(cellOf(row))) ?? 0) + row.count)
  return cells
}

/** Which signatures of a purged letter were withdrawn is not known any more, and does not matter. */
async function endSurplus(trx: Db, letterId: string, log: LogRow): Promise<void> {
  const { ledger } = await readStanding(trx, log)
  const left = new Map(
    ledger
      .tally()
      .map(({ revision, group, class: verification, standing }) => [
        keyOf({ revision, group, verification }),
        standing,
      ]),
  )
  for (const row of await countedCells(trx, letterId)) {
    const key = keyOf(cellOf(row))
    const stays = Math.min(row.count, left.get(key) ?? 0)
    left.set(key, (left.get(key) ?? 0) - stays)
    if (stays < row.count) await endSome(trx, letterId, row, row.count - stays)
  }
}

function keyOf({ revision, group, verification }: Cell): string {
  return `${String(revision)} ${group} ${verification}`
}
