import { dayOf } from '../common/day-rules.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { notifyLetter } from '../db/notify.ts'
import { addFacets, changeFacets } from '../common/move-facets.ts'
import { lockLetter, type LetterRow } from '../common/letter-queries.ts'
import {
  applyPending,
  countWaiting,
  insertSignatures,
  lettersWithMarks,
  moveTallies,
  rewriteClaims,
  rewriteSubscribers,
  setBatchMarks,
  standingSince,
  takePending,
  takeWaiting,
  type TallyChange,
} from './batch-queries.ts'
import { afterMark, batchOf, nextMark, stillCollecting } from './batch-rules.ts'
import { carryAgreements, lockPending, rewriteAnonymous } from './credential-queries.ts'
import { mixPending } from './mix-pending.ts'
import { openReinstated } from './move-names.ts'
import type { SignatureRow, WaitingRow } from './queries.ts'
import { releaseBreakdown } from './release-breakdown.ts'
import { noteTakenAway } from './removal-queries.ts'
import { openSignatureName } from './secrets.ts'
import { releaseStatements } from './statement-queries.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'close-batch': { letter: string }
    'close-full-batch': { letter: string }
  }
}

/** At a mark: makes what waits visible, all of it together, if enough wait. Does nothing before the mark. */
export async function closeBatch(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter?.next_mark || letter.next_mark > now) return
    await lockPending(trx)
    const changed = await carryOut(core, trx, letter, letter.next_mark, await isLast(trx, letter, now))
    const next = (await goesOn(trx, letter)) ? nextMark(now, letter.batch_minutes, core.config.units.minute) : null
    await setBatchMarks(trx, letterId, { nextMark: next, ...changed })
    // What has been counted may start a stage of the plan.
    await enqueue(trx, 'look-at-plan', { letter: letterId }, { jobKey: `plan:${letterId}` })
    if (next) await enqueueBatch(core, trx, letterId, next)
  })
}

/** Where so many wait that they need not wait for the mark. */
export async function closeFullBatch(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter) await batchNow(core, trx, letter, now, false)
  })
}

/** The batch after which nothing can be added any more: credentials have been redeemable until now. */
async function isLast(trx: Db, letter: LetterRow, now: Date): Promise<boolean> {
  if (letter.state !== 'closed' || !letter.redeems_until || letter.redeems_until > now) return false
  return (await countWaiting(trx, letter.id)).additions > 0
}

/** A closed letter has batches for as long as somebody's withdrawal or less visible choice waits for one. */
async function goesOn(trx: Db, letter: LetterRow): Promise<boolean> {
  if (letter.state === 'quiet' || letter.state === 'open') return true
  return (await countWaiting(trx, letter.id)).changes > 0
}

/**
 * Makes everything that waits visible now, within the caller's transaction, which holds the letter's lock: what closing and a
 * delivery do before anything else.
 */
export async function forceBatch(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<void> {
  await batchNow(core, trx, letter, now, true)
}

/** The same, for as many as wait: what closing does where credentials may still be redeemed, since the last batch is to come. */
export async function batchNow(core: Core, trx: Db, letter: LetterRow, now: Date, forced: boolean): Promise<void> {
  await lockPending(trx)
  const changed = await carryOut(core, trx, letter, now, forced)
  await setBatchMarks(trx, letter.id, { nextMark: letter.next_mark, ...changed })
}

/** The first mark of a letter that takes signatures from now on. */
export async function scheduleBatches(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<void> {
  const next = nextMark(now, letter.batch_minutes, core.config.units.minute)
  await setBatchMarks(trx, letter.id, { nextMark: next })
  await enqueueBatch(core, trx, letter.id, next)
}

async function enqueueBatch({ config }: Core, trx: Db, letterId: string, mark: Date): Promise<void> {
  const runAt = new Date(mark.getTime() + afterMark(letterId, await lettersWithMarks(trx), config.units.minute))
  await enqueue(trx, 'close-batch', { letter: letterId }, { runAt, jobKey: `batch:${letterId}` })
}

async function carryOut(
  core: Core,
  trx: Db,
  letter: LetterRow,
  asOf: Date,
  forced: boolean,
): Promise<{ asOf?: Date; collecting?: boolean }> {
  const batch = batchOf(await countWaiting(trx, letter.id), letter.batch_size, forced)
  if (forced || batch.additions || batch.changes) await releaseStatements(trx, letter.id)
  if (!batch.additions && !batch.changes) return {}
  const day = dayOf(asOf)
  const added = batch.additions ? await addWaiting(core, trx, letter.id, day) : []
  const moved = batch.changes ? await carryOutChanges(core, trx, letter.id) : []
  await moveTallies(trx, letter.id, day, summed([...added, ...moved]))
  const standing = await standingSince(trx, letter.id, letter.substance_revision)
  const collecting = stillCollecting(letter.collecting, standing, letter.first_threshold)
  await openReinstated(core, trx, letter.id)
  if (!collecting) await releaseBreakdown(trx, letter, asOf)
  await rewriteClaims(trx, letter.id)
  await rewriteSubscribers(trx, letter.id)
  await notifyLetter(trx, letter.id)
  await enqueue(trx, 'forget-order', {}, { jobKey: 'forget-order' })
  return { asOf, collecting }
}

async function addWaiting(core: Core, trx: Db, letterId: string, day: string): Promise<TallyChange[]> {
  const named = (await takeWaiting(trx, letterId)).map((row) => countedFrom(core, row))
  const rows = [...named, ...(await mixPending(trx, letterId))]
  rows.sort((a, b) => a.id.compare(b.id))
  await insertSignatures(trx, letterId, rows)
  await addFacets(core, trx, letterId, rows)
  for (const { id, removal_due } of rows) if (removal_due !== null) await noteTakenAway(trx, letterId, id, day)
  return rows.map((row) => change(row, row.visibility, row.revision, 1))
}

/** A name that everybody may see stands in clear from its batch on; every other stays sealed. */
function countedFrom(core: Core, row: WaitingRow) {
  const isPublic = row.visibility === 'public' && row.name_sealed !== null && row.removal_due === null
  return {
    ...row,
    name: isPublic && row.name_sealed ? openSignatureName(core, row.letter_id, row.id, row.name_sealed) : null,
    name_sealed: isPublic ? null : row.name_sealed,
  }
}

async function carryOutChanges(core: Core, trx: Db, letterId: string): Promise<TallyChange[]> {
  const rows = await takePending(trx, letterId)
  await changeFacets(core, trx, letterId, rows)
  await applyPending(trx, letterId)
  await carryAgreements(trx, letterId)
  await rewriteAnonymous(trx, letterId, rows)
  return rows.flatMap((row) => {
    const before = row.counted ? [change(row, row.visibility, row.revision, -1)] : []
    const stands = !row.pending_withdrawal && row.invalid_reason === null
    const visibility = row.pending_visibility ?? row.visibility
    const after = stands ? [change(row, visibility, row.pending_revision ?? row.revision, 1)] : []
    return [...before, ...after]
  })
}

function change(
  { class: verification, employer_id }: Pick<SignatureRow, 'class' | 'employer_id'>,
  visibility: string,
  revision: number,
  by: number,
): TallyChange {
  return { revision, class: verification, visibility, employer_id, by }
}

function summed(changes: readonly TallyChange[]): TallyChange[] {
  const cells = new Map<string, TallyChange>()
  for (const each of changes) {
    const key = JSON.stringify([each.revision, each.class, each.visibility, each.employer_id])
    const cell = cells.get(key) ?? { ...each, by: 0 }
    cells.set(key, { ...cell, by: cell.by + each.by })
  }
  return [...cells.values()].filter(({ by }) => by !== 0)
}
