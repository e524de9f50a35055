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
import { changedSince } from '../stage.ts'
import { nextMoment, nextMove } from './next-move.ts'
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
    const next = await momentAfter(core, trx, letterId, now)
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
  const { hour, silence } = core.config.units
  // Only a stage that waits for its conditions needs them, and this runs under the letter's lock.
  const waits = stage.state === 'planned' && stage.approved_at !== null
  const all = waits ? await conditionsNow(trx, letter.id, now, silence) : []
  const own = all.filter(({ stage_id }) => stage_id === stage.id)
  const move = nextMove(stage, own, { looked, now, hour })
  if (move === 'wait') return 'as-it-was'
  if (move === 'resume') {
    await goOn(trx, stage, 'lapsed', now)
    return 'moved'
  }
  if (typeof move === 'object') return askOwners(trx, letter, stage, { since: move.late, because: null })
  await refuseUnlessReady(core, trx, letter, stage)
  await refuseOtherThanApproved(core, trx, letter, stage)
  if (!isTried(tried, letter, stage)) return new TryFirst(stage)
  if (move === 'announce') await fireStage(core, trx, letter, stage, { decidedAt: stage.approved_at ?? now, now })
  else {
    await startStage(core, trx, letter, stage, now)
    await notifyLetter(trx, letter.id)
  }
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

/** The next moment at which the passing of time may make a stage due. Null if there is none. */
async function momentAfter(core: Core, trx: Db, letterId: string, now: Date): Promise<Date | null> {
  const { hour, silence } = core.config.units
  const all = await conditionsNow(trx, letterId, now, silence)
  const stages = (await stagesOf(trx, letterId)).map((stage) => ({
    ...stage,
    conditions: all.filter(({ stage_id }) => stage_id === stage.id),
  }))
  return nextMoment(stages, { now, hour })
}
