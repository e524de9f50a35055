import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { stageById, stagesOf, updateStage, type StageRow } from '../queries.ts'
import { approvedNow } from './approve-stage.ts'
import { countCallers } from '../calls/count-callers.ts'
import { enqueueLookAt } from '../enqueue-look.ts'
import { fireStage } from './fire-stage.ts'
import { goOn } from './lift-stop.ts'
import { conditionsNow } from './condition-queries.ts'
import { lettersToLookAt, lookedAt, noteLook } from './watch-queries.ts'
import { storedSentence } from '../stored-sentence.ts'
import { changedSince, inTime, mayStart, stopHours } from '../stage.ts'
import { refuseUnlessReady, startStage } from './start-stage.ts'
import { TryFirst, isTried, tryStage, type Tried } from './try-stage.ts'

/**
 * Starts what time, counts or silence have made due, for all letters. Runs every minute. An error at one letter does not hold up
 * the others: the first error is thrown after all letters have been looked at.
 */
export async function watchPlans(core: Core, now: Date): Promise<void> {
  const failures: unknown[] = []
  const note = (error: unknown) => failures.push(error)
  for (const letterId of await lettersToLookAt(core.db)) await lookAtPlan(core, letterId, now).catch(note)
  await countCallers(core, await lookedAt(core.db), now).catch(note)
  await noteLook(core.db, now)
  if (failures.length > 0) throw failures[0]
}

/**
 * Advances each stage of a letter that is due, and schedules the next check. Several processes may do this at once, because each
 * step locks the letter and reads the stage again.
 */
export async function lookAtPlan(core: Core, letterId: string, now: Date): Promise<void> {
  const looked = await lookedAt(core.db)
  for (const { id } of await stagesOf(core.db, letterId)) await moveOn(core, letterId, id, looked, now)
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter || letter.state === 'purged') return
    const next = await nextMoment(core, trx, letterId, now)
    if (next) await enqueueLookAt(trx, letterId, next)
  })
}

async function moveOn(core: Core, letterId: string, stageId: string, looked: Date | null, now: Date): Promise<void> {
  let tried: Tried | null = null
  const step = (act: typeof carryOut) =>
    core.db.transaction().execute(async (trx) => {
      const letter = await lockLetter(trx, letterId)
      const stage = letter && letter.state !== 'purged' ? await stageById(trx, letterId, stageId) : undefined
      return letter && stage ? act(core, trx, { letter, stage, looked, tried }, now) : 'as-it-was'
    })
  try {
    // Repeats until nothing changes, because a stage without notice is announced and carried out in one go.
    // Trials run outside of any transaction, because making a PDF takes long.
    for (let outcome = await step(carryOut); outcome !== 'as-it-was'; outcome = await step(carryOut))
      if (outcome instanceof TryFirst) tried = await tryStage(core, outcome, now)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await step((_core, trx, { letter, stage }) =>
      askOwners(trx, letter, stage, { since: now, because: error.sentence }),
    )
  }
}

interface Seen {
  letter: LetterRow
  stage: StageRow
  looked: Date | null
  tried: Tried | null
}

type Outcome = 'moved' | 'as-it-was' | TryFirst

async function carryOut(core: Core, trx: Db, { letter, stage, looked, tried }: Seen, now: Date): Promise<Outcome> {
  if (stage.state === 'stopped') {
    if (!stage.stopped_at || lapsesAt(core, stage.stopped_at) > now) return 'as-it-was'
    await goOn(trx, stage, 'lapsed', now)
    return 'moved'
  }
  if (!stage.approved_at) return 'as-it-was'
  if (stage.state === 'planned') return startIfDue(core, trx, { letter, stage, looked, tried }, now)
  if (stage.state !== 'announced' || !stage.notice_until || stage.notice_until > now) return 'as-it-was'
  const verdict = inTime(later(stage.notice_until, stage.approved_at), looked, now)
  if (verdict !== 'go') return askOwners(trx, letter, stage, { since: verdict.late, because: null })
  await refuseUnlessReady(core, trx, letter, stage)
  await refuseOtherThanApproved(core, trx, letter, stage)
  if (!isTried(tried, letter, stage)) return new TryFirst(stage)
  await startStage(core, trx, letter, stage, now)
  await notifyLetter(trx, letter.id)
  return 'moved'
}

async function startIfDue(core: Core, trx: Db, { letter, stage, looked, tried }: Seen, now: Date): Promise<Outcome> {
  const all = await conditionsNow(trx, letter.id, now, core.config.units.silence)
  const verdict = mayStart(
    all.filter(({ stage_id }) => stage_id === stage.id),
    looked,
    now,
  )
  if (verdict === 'wait') return 'as-it-was'
  if (verdict !== 'go') return askOwners(trx, letter, stage, { since: verdict.late, because: null })
  await refuseUnlessReady(core, trx, letter, stage)
  await refuseOtherThanApproved(core, trx, letter, stage)
  if (!isTried(tried, letter, stage)) return new TryFirst(stage)
  await fireStage(core, trx, letter, stage, { decidedAt: stage.approved_at ?? now, now })
  return 'moved'
}

async function askOwners(
  trx: Db,
  letter: LetterRow,
  stage: StageRow,
  { since, because }: { since: Date; because: Sentence | null },
): Promise<'as-it-was'> {
  if (stage.state !== 'planned' && stage.state !== 'announced') return 'as-it-was'
  await updateStage(trx, stage.id, {
    state: 'late',
    late_since: since,
    late_because: because && storedSentence(because),
  })
  await notifyLetter(trx, letter.id)
  return 'as-it-was'
}

async function refuseOtherThanApproved(core: Core, trx: Db, letter: LetterRow, stage: StageRow): Promise<void> {
  if (letter.substance_revision > (stage.approved_revision ?? 0))
    throw new Refusal('conflict', 'text-changed', say('delivery-text-changed'))
  const changed = changedSince(stage, await approvedNow(core, trx, letter, stage))
  if (changed === 'address') throw new Refusal('conflict', 'address-changed', say('refusal-address-changed'))
  if (changed === 'contact') throw new Refusal('conflict', 'contact-changed', say('refusal-contact-changed'))
}

function lapsesAt({ config }: Core, stoppedAt: Date): Date {
  return new Date(stoppedAt.getTime() + stopHours * config.units.hour)
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

/** The next moment at which the passing of time may make a stage due. Null if there is none. */
async function nextMoment(core: Core, trx: Db, letterId: string, now: Date): Promise<Date | null> {
  const stages = await stagesOf(trx, letterId)
  const conditions = await conditionsNow(trx, letterId, now, core.config.units.silence)
  const moments = stages.flatMap((stage) => {
    if (stage.state === 'stopped' && stage.stopped_at) return [lapsesAt(core, stage.stopped_at)]
    if (!stage.approved_at) return []
    if (stage.state === 'announced' && stage.notice_until) return [stage.notice_until]
    if (stage.state !== 'planned') return []
    return conditions.filter(({ stage_id }) => stage_id === stage.id).flatMap(({ at }) => (at ? [at] : []))
  })
  return moments.filter((at) => at > now).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}
