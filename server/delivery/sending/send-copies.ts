import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import type { MailResult } from '../../mail/mail.ts'
import { say } from '../../refusal.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { freshVersion } from '../copies/freeze.ts'
import { enqueueLook } from '../enqueue-look.ts'
import type { Prepared } from './prepare-copy.ts'
import { deliveriesOf } from '../queries.ts'
import { nextTry, triedForHours } from '../rules.ts'
import {
  finishStage,
  lockStage,
  plainlyStand,
  recordEndings,
  shareLetter,
  standingOf,
  takeCopies,
  type Ending,
  type Standing,
  type TakenCopy,
} from './queries.ts'
import { storedAnswer } from '../stored-answer.ts'
import { newestSnapshot } from '../copies/snapshot-queries.ts'

export interface Ended {
  copy: TakenCopy
  /** `not-made`: the mail server was not contacted. */
  result: MailResult | { outcome: 'not-made'; answer: string }
}

export interface Asked {
  worker: string
  /** Copies that have ended since the last step. */
  ended: readonly Ended[]
  /** The most copies to take. */
  room: number
  /** Number of copies in flight. */
  underWay: number
}

/**
 * One step of sending, in one transaction: records how copies ended, and takes the next ones. The state `handing-over` is
 * committed before the mail server is contacted. The same transaction checks that nobody on the list has withdrawn. A process
 * that dies after the commit leaves the copy `unsure`.
 */
export async function sendCopies(
  core: Core,
  prepared: Prepared,
  { worker, ended, room, underWay }: Asked,
  now: Date,
): Promise<TakenCopy[] | 'new-version'> {
  const { stage, letter } = prepared
  return core.db.transaction().execute(async (trx) => {
    const letterState = await shareLetter(trx, stage)
    const standing = await standingOf(trx, stage)
    if (!standing) return []
    if (ended.length > 0) {
      await record(trx, stage, standing, ended, now)
      await notifyLetter(trx, letter)
    }
    const open = room > 0 && letterState !== 'purged' && standing.state === 'sending'
    if (open && !(await stillStands(core, trx, prepared, standing, now))) return 'new-version'
    const taken = open ? await takeCopies(trx, stage, prepared, room, worker, now) : []
    if (taken.length + underWay === 0 && (await finishStage(trx, stage, now))) await enqueueLook(trx, letter)
    return taken
  })
}

/**
 * Returns true if every name in the prepared version may still be shown. This stays true until the transaction ends, because
 * withdrawing, hiding, reducing visibility and erasing need the letter's exclusive lock.
 */
async function stillStands(core: Core, trx: Db, prepared: Prepared, standing: Standing, now: Date): Promise<boolean> {
  if (standing.version !== prepared.version) return false
  if (standing.disclosure !== 'names') return true
  if (!standing.listed || !prepared.listed) return false
  if (await plainlyStand(trx, prepared.letter, prepared.listed)) return true
  const stage = await lockStage(trx, prepared.stage)
  const snapshot = await newestSnapshot(trx, prepared.stage)
  // Another process may have made the next version while this one waited for the lock.
  if (!stage || snapshot?.version !== prepared.version) return false
  const editions = (await deliveriesOf(trx, stage.id)).map(({ since_revision }) => since_revision)
  return (await freshVersion(core, trx, stage, snapshot, editions, now)) === 'as-it-was'
}

async function record(trx: Db, stage: string, { state }: Standing, ended: readonly Ended[], now: Date): Promise<void> {
  const endings = ended.map((each) => endingOf(each, state === 'cancelled', now))
  const recorded = await recordEndings(trx, endings)
  for (const { id, next_try_at } of endings)
    if (next_try_at && recorded.has(id)) await enqueueDelivery(trx, stage, { delivery: id, runAt: next_try_at })
}

function endingOf({ copy, result: { outcome, answer } }: Ended, cancelled: boolean, now: Date): Ending {
  const { id, tries } = copy
  const ending = { id, tries, last_answer: answer, accepted_at: null, next_try_at: null }
  switch (outcome) {
    case 'accepted':
      return { ...ending, state: 'accepted', accepted_at: now }
    case 'permanent':
      return { ...ending, state: 'refused' }
    case 'not-made':
    case 'unsure':
      return { ...ending, state: outcome }
    case 'passing': {
      if (cancelled) return { ...ending, state: 'cancelled' }
      const next = nextTry(tries, copy.first_tried_at, now)
      if (next) return { ...ending, state: 'queued', next_try_at: next }
      const said = storedAnswer(say('sending-tried', { hours: triedForHours, answer }))
      return { ...ending, state: 'refused', last_answer: said }
    }
  }
}
