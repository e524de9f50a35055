import { appendBatch, type LoggedBatch } from '../../audit/append-batch.ts'
import type { CountChange } from '../../audit/rules.ts'
import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { notifyLetter } from '../../db/notify.ts'
import { addFacets, changeFacets } from '../../facets/change-facets.ts'
import { lockLetterForBatch, type LetterRow } from '../../letter/queries.ts'
import {
  applyChanges,
  insertSignatures,
  lettersWithBatches,
  moveTallies,
  rewriteHandedOver,
  rewriteWaiting,
  setBatchTimes,
  standingSince,
  takeWaiting,
  whatWaits,
  type TallyChange,
} from './queries.ts'
import { releaseCodeTotals } from './code-total-queries.ts'
import {
  afterBatchTime,
  batchOf,
  nextBatchAt,
  refusalDays,
  refusalsToTell,
  stepOfCodes,
  stillCollecting,
  type Batch,
} from './rules.ts'
import { carryAgreements, lockPending, rewriteAnonymous } from './credential-queries.ts'
import { mixPending } from './mix-pending.ts'
import { beginLogLate } from './begin-log-late.ts'
import { isBehindCopy } from '../../audit/is-behind-copy.ts'
import { leavesOfAdded, leavesOfChanged } from './log-changes.ts'
import { openForLog } from '../for-log.ts'
import { entryOf, keepNameList } from '../name-list/keep-name-list.ts'
import { planSlices, type Slice } from './plan-slices.ts'
import { readWaiting, type Addition, type Changed } from './read-waiting.ts'
import { openReinstated } from '../move-names.ts'
import type { SignatureRow, WaitingRow } from '../queries.ts'
import { maySeeName } from '../disclosure.ts'
import { nameColumnsOf, noName } from '../stored-name-queries.ts'
import { toClear } from '../stored-name.ts'
import { stepWithBatch, type LookingBatch } from '../../together/step-with-batch.ts'
import { holdsBack, moveReinstatedLate } from '../../together/queries.ts'
import { releaseBreakdown } from './release-breakdown.ts'
import { addDoubtfulNames, lowerDoubtfulNames } from '../doubtful-name-queries.ts'
import { noteHiding } from '../hidden-name-queries.ts'
import { releaseStatements } from './statement-queries.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'close-batch': { letter: string }
    'close-full-batch': { letter: string }
  }
}

/**
 * Closes a batch that is due: everything that waits becomes visible together, if enough waits. Then it schedules the next batch.
 * Does nothing before the scheduled time.
 */
export async function closeBatch(core: Core, letterId: string, now: Date): Promise<void> {
  for (const slice of await planSlices(core.db, letterId, now)) await closeSlice(core, letterId, slice, now)
}

/** Commits a part of a batch, or all of it. Schedules the next batch with the last part. */
async function closeSlice(core: Core, letterId: string, slice: Slice, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetterForBatch(trx, letterId)
    if (!letter?.next_batch_at || letter.next_batch_at > now) return
    await lockPending(trx)
    const changed = await carryOut(core, trx, letter, letter.next_batch_at, await isLast(trx, letter, now), slice)
    if (slice.more) {
      await setBatchTimes(trx, letterId, { nextBatchAt: letter.next_batch_at, ...changed })
      return
    }
    const next = (await goesOn(trx, letter)) ? nextBatchAt(now, letter.batch_minutes, core.config.units.minute) : null
    await setBatchTimes(trx, letterId, { nextBatchAt: next, ...changed })
    // The new count may start a stage of the delivery plan.
    await enqueue(trx, 'look-at-plan', { letter: letterId }, { jobKey: `plan:${letterId}` })
    if (next) await enqueueBatch(core, trx, letterId, next)
  })
}

/** Closes a batch early because so many credentials are pending that they need not wait for the scheduled time. */
export async function closeFullBatch(core: Core, letterId: string, now: Date): Promise<void> {
  for (const slice of await planSlices(core.db, letterId, now))
    await core.db.transaction().execute(async (trx) => {
      const letter = await lockLetterForBatch(trx, letterId)
      if (letter) await batchNow(core, trx, letter, now, 'any', slice)
    })
}

/** Returns true if this is the letter's last batch: the time to redeem credentials is over, so nothing can be added later. */
async function isLast(trx: Db, letter: LetterRow, now: Date): Promise<boolean> {
  if (letter.state !== 'closed' || (letter.redeems_until && letter.redeems_until > now)) return false
  if (letter.redeems_until && letter.next_batch_at && letter.next_batch_at <= letter.redeems_until) return true
  // Also what waited for the end of fixed names.
  return (await whatWaits(trx, letter.id)).additions
}

/** A closed letter still has batches while something waits for one, for example a withdrawal. */
async function goesOn(trx: Db, letter: LetterRow): Promise<boolean> {
  if (letter.state === 'quiet' || letter.state === 'open') return true
  const { additions, changes } = await whatWaits(trx, letter.id)
  return additions || changes
}

/**
 * Closes a batch now instead of at its scheduled time. The caller's transaction must hold the letter's lock. The rule for groups
 * applies unless `which` is `last`.
 */
export async function batchNow(
  core: Core,
  trx: Db,
  letter: LetterRow,
  now: Date,
  which: 'any' | 'last' = 'any',
  slice: Slice = { more: false },
): Promise<void> {
  await lockPending(trx)
  const changed = await carryOut(core, trx, letter, now, which === 'last', slice)
  await setBatchTimes(trx, letter.id, { nextBatchAt: letter.next_batch_at, ...changed })
}

/** Schedules the first batch of a letter that takes signatures from now on, or of a closed letter with a new change. */
export async function scheduleBatches(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<void> {
  const next = nextBatchAt(now, letter.batch_minutes, core.config.units.minute)
  await setBatchTimes(trx, letter.id, { nextBatchAt: next })
  await enqueueBatch(core, trx, letter.id, next)
}

async function enqueueBatch({ config }: Core, trx: Db, letterId: string, batchAt: Date): Promise<void> {
  const runAt = new Date(
    batchAt.getTime() + afterBatchTime(letterId, await lettersWithBatches(trx), config.units.minute),
  )
  await enqueue(trx, 'close-batch', { letter: letterId }, { runAt, jobKey: `batch:${letterId}` })
}

async function carryOut(
  core: Core,
  trx: Db,
  letter: LetterRow,
  asOf: Date,
  last: boolean,
  { only, more }: Slice,
): Promise<{ asOf?: Date; collecting?: boolean }> {
  await enqueue(trx, 'copy-letter', { letter: letter.id }, { jobKey: `copy:${letter.id}`, queue: 'copies' })
  if (await isBehindCopy(core, trx, letter.id)) return {}
  await moveReinstatedLate(trx, letter.id)
  const batch = batchOf(await readWaiting(trx, letter.id, only), letter.batch_size, last)
  const changes = batch.wishes.length + batch.moderated.length
  const nothing = batch.additions.length === 0 && changes === 0
  if (letter.as_of !== null) await beginLogLate(trx, letter)
  const ending: Ending = { asOf, shown: !letter.collecting, last: last && !more, more }
  if (last || !nothing) await releaseStatements(trx, letter.id)
  if (nothing) {
    await logBatch(core, trx, letter, { changes: [], names: null }, ending)
    return {}
  }
  await lowerDoubtfulNames(trx, letter.id)
  const day = dayOf(asOf)
  const added = batch.additions.length > 0 ? await addWaiting(core, trx, letter.id, batch.additions, day) : noChange
  const moved = changes > 0 ? await carryOutChanges(core, trx, letter.id, batch) : noChange
  await moveTallies(trx, letter.id, day, summed([...added.tallies, ...moved.tallies]))
  const standing = await standingSince(trx, letter.id, letter.substance_revision)
  const collecting = stillCollecting(letter.collecting, standing, letter.first_threshold)
  await openReinstated(core, trx, letter.id)
  const names = await keepNameList(trx, letter.id, added.entries)
  const leaves = [...added.leaves, ...moved.leaves]
  await logBatch(core, trx, letter, { changes: leaves, names }, { ...ending, shown: !collecting })
  await addDoubtfulNames(trx, letter.id)
  if (!collecting) await releaseBreakdown(trx, letter, asOf)
  await notifyLetter(trx, letter.id)
  if (more) return { asOf, collecting }
  await rewriteWaiting(trx, letter.id)
  await rewriteHandedOver(trx, letter.id)
  // Late, because mails with codes wait for these rows until the end of the batch.
  await releaseCodeTotals(trx, letter.id, {
    step: stepOfCodes(letter.batch_size),
    refusals: refusalsToTell(letter.batch_size),
    since: dayOf(new Date(asOf.getTime() - refusalDays * 86_400_000)),
  })
  await enqueue(trx, 'forget-order', {}, { jobKey: 'forget-order' })
  return { asOf, collecting }
}

interface Ending extends LookingBatch {
  /** True if other parts of the batch follow. */
  more: boolean
}

/** Ends a part of a batch: looks at the names that wait, and writes the log. */
async function logBatch(
  core: Core,
  trx: Db,
  letter: LetterRow,
  logged: Pick<LoggedBatch, 'changes' | 'names'>,
  { more, ...ending }: Ending,
): Promise<void> {
  const waiting = more ? [] : await stepWithBatch(core, trx, letter, ending)
  // Those who wait for the end of fixed names are added after it.
  const closes = ending.last && !(await holdsBack(trx, letter.id))
  await appendBatch(core, trx, letter, { ...logged, ...ending, waiting, closes })
  if (waiting.length > 0) await notifyLetter(trx, letter.id)
}

/** What a part of a batch changes in the tallies and in the log. */
interface Changes {
  tallies: readonly TallyChange[]
  leaves: readonly CountChange[]
  /** New entries of the list of public names. */
  entries: readonly Buffer[]
}

const noChange: Changes = { tallies: [], leaves: [], entries: [] }

async function addWaiting(
  core: Core,
  trx: Db,
  letterId: string,
  additions: readonly Addition[],
  day: string,
): Promise<Changes> {
  const waiting = additions.flatMap((part) => ('named' in part ? [part.named] : []))
  const redeemed = additions.flatMap((part) => ('ids' in part ? part.ids : []))
  await takeWaiting(
    trx,
    letterId,
    waiting.map(({ id }) => id),
  )
  const named = waiting.map((row) => countedFrom(core, row))
  const anonymous = await mixPending(trx, letterId, redeemed)
  const rows = [...named, ...anonymous].sort((a, b) => a.id.compare(b.id))
  await insertSignatures(trx, letterId, rows)
  await addFacets(core, trx, letterId, rows)
  for (const { id, removal_due } of rows)
    if (removal_due !== null) await noteHiding(trx, { letterId, signatureId: id, reason: 'take-away' }, day)
  return {
    tallies: rows.map((row) => change(row, row.visibility, row.revision, 1)),
    leaves: await leavesOfAdded(core, trx, letterId, { named: waiting, anonymous }),
    entries: named.flatMap(({ name_entry }) => name_entry ?? []),
  }
}

/** From its batch on, a name that everyone may see is stored in clear. Every other name stays sealed. */
export function countedFrom(core: Core, row: WaitingRow) {
  const counted = { ...row, ...countedState(row), named: (row.name_sealed ?? row.held_sealed) !== null }
  const waiting = { ...noName, ...row }
  const shown = maySeeName('everyone', counted) ? toClear(core, waiting) : nameColumnsOf(waiting)
  if (row.visibility !== 'public') return { ...counted, ...shown, name_entry: null }
  const name_salt = openForLog(core, row, row.for_log_sealed)?.nameSalt ?? null
  return { ...counted, ...shown, ...entryOf({ ...shown, name_salt }) }
}

/** The properties that decide who sees the name of a signature that this batch counts. */
function countedState({ removal_due }: WaitingRow) {
  const nothingPending = { pending_visibility: null, pending_withdrawal: false }
  return { ...nothingPending, name_hidden: removal_due !== null, counted: true, invalid_reason: null }
}

async function carryOutChanges(
  core: Core,
  trx: Db,
  letterId: string,
  batch: Batch<Addition, Changed>,
): Promise<Changes> {
  const idsOf = (rows: readonly Changed[]) => rows.map(({ id }) => id)
  const rows = [...batch.wishes, ...batch.moderated.map(withoutWish)]
  await changeFacets(core, trx, letterId, rows)
  await applyChanges(trx, letterId, { wishes: idsOf(batch.wishes), moderated: idsOf(batch.moderated) })
  await carryAgreements(trx, letterId, idsOf(batch.wishes))
  const leaves = await leavesOfChanged(core, trx, letterId, rows)
  await rewriteAnonymous(trx, letterId, rows)
  return { tallies: rows.flatMap(talliesOf), leaves, entries: [] }
}

function talliesOf(row: Changed): TallyChange[] {
  const before = row.counted ? [change(row, row.visibility, row.revision, -1)] : []
  const stands = !row.pending_withdrawal && row.invalid_reason === null
  const visibility = row.pending_visibility ?? row.visibility
  const after = stands ? [change(row, visibility, row.pending_revision ?? row.revision, 1)] : []
  return [...before, ...after]
}

/**
 * The signature as only the organizers' decision changes it. An anonymous signatory states facets only when withdrawing. The
 * facet counters must not use them before the withdrawal is carried out.
 */
function withoutWish(row: Changed): Changed {
  return {
    ...row,
    pending_withdrawal: false,
    pending_visibility: null,
    pending_revision: null,
    ...(row.visibility === 'anonymous' && { facets_sealed: null }),
  }
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
