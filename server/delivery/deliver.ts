import { setTimeout as sleep } from 'node:timers/promises'
import type { Core } from '../core.ts'
import { KeyGone } from '../db/keys.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { lockLetter } from '../common/letter-queries.ts'
import { openRecipientAddress } from '../common/letter-secrets.ts'
import type { Handover, Mail, Outgoing } from '../mail/mail.ts'
import { pageOfDelivery } from './answer-queries.ts'
import { enqueueDelivery } from './confirm-delivery.ts'
import { copyOf, pdfOf } from './copy-of.ts'
import { freshVersion } from './freeze.ts'
import { deliveryMail } from './mail.ts'
import {
  deliveriesOf,
  deliveryById,
  lockDelivery,
  recipientById,
  stageOf,
  updateDelivery,
  type DeliveryRow,
} from './queries.ts'
import { nextTry, triedForHours } from './rules.ts'
import { openPageToken } from './secrets.ts'
import { finishStage, settleAbandoned } from './settle-abandoned.ts'
import { newestSnapshot } from './snapshot-queries.ts'

type Clock = () => Date

/** What has been made ready for one recipient, from one version of the snapshot. */
interface Ready {
  delivery: string
  letter: string
  stage: string
  version: number
  contentHash: Buffer
  message: Outgoing
}

const mostVersions = 20

/**
 * Hands one copy to the mail server. That it is being handed over is committed before the server is spoken to, in the transaction
 * that makes sure that nobody in it has withdrawn; whoever dies after that leaves the copy `unsure`.
 */
export async function deliver(
  core: Core,
  mail: Mail | null,
  deliveryId: string,
  worker: string,
  clock: Clock,
): Promise<void> {
  if (!mail) return
  for (let round = 0; round < mostVersions; round++) {
    const ready = await makeReady(core, deliveryId, clock())
    if (!ready) return
    const taken = await takeUp(core, ready, worker, clock())
    if (taken === 'over') return
    if (taken === 'new-version') continue
    const handover = await send(mail, ready.message)
    await record(core, ready, taken.tries, handover, clock)
    return
  }
  throw new Error('the list changed again and again')
}

async function makeReady(core: Core, deliveryId: string, now: Date): Promise<Ready | null> {
  const delivery = await deliveryById(core.db, deliveryId)
  if (delivery?.state === 'handing-over') await settleAbandoned(core, now)
  if (delivery?.state !== 'queued' || (delivery.next_try_at && delivery.next_try_at > now)) return null
  try {
    return await readyFrom(core, delivery)
  } catch (error) {
    if (!(error instanceof KeyGone)) throw error
    await core.db.transaction().execute((trx) => giveUp(trx, delivery, now))
    return null
  }
}

/** What bears names cannot be made any more. */
async function giveUp(
  trx: Db,
  { id, letter_id, stage_id }: DeliveryRow & { letter_id: string },
  now: Date,
): Promise<void> {
  await lockLetter(trx, letter_id)
  await updateDelivery(trx, id, { state: 'cancelled', last_answer: 'The names were erased before it was sent.' })
  await finishStage(trx, stage_id, now)
  await notifyLetter(trx, letter_id)
}

async function readyFrom(core: Core, delivery: DeliveryRow): Promise<Ready | null> {
  const stage = await stageOf(core.db, delivery.stage_id)
  const recipient = await recipientById(core.db, delivery.recipient_id)
  const page = await pageOfDelivery(core.db, delivery.id)
  const snapshot = stage && (await newestSnapshot(core.db, stage.id))
  if (!stage || !recipient || !snapshot || !page || delivery.address_sealed === null) return null
  const { copy, edition, letter } = await copyOf(core, stage, snapshot, delivery.since_revision, recipient)
  const token = openPageToken(core, delivery.id, page.token_sealed)
  const message = deliveryMail(copy, {
    to: openRecipientAddress(core, stage.letter_id, delivery.address_sealed),
    link: `${core.config.origin}/r/${token}`,
    messageId: delivery.message_id,
    pressContact: letter.press_contact,
    contentHash: edition.content_hash,
    pdf: await pdfOf(core, stage, edition, copy),
  })
  return {
    delivery: delivery.id,
    letter: stage.letter_id,
    stage: stage.id,
    version: snapshot.version,
    contentHash: edition.content_hash,
    message,
  }
}

async function takeUp(
  core: Core,
  ready: Ready,
  worker: string,
  now: Date,
): Promise<'over' | 'new-version' | { tries: number }> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, ready.letter)
    const delivery = await lockDelivery(trx, ready.delivery)
    const stage = await stageOf(trx, ready.stage)
    const snapshot = await newestSnapshot(trx, ready.stage)
    if (!letter || !stage || !snapshot || delivery?.state !== 'queued' || letter.state === 'purged') return 'over'
    if (snapshot.version !== ready.version) return 'new-version'
    const editions = (await deliveriesOf(trx, stage.id)).map(({ since_revision }) => since_revision)
    if ((await freshVersion(core, trx, stage, snapshot, editions, now)) === 'new-version') return 'new-version'
    const tries = delivery.tries + 1
    await updateDelivery(trx, delivery.id, {
      state: 'handing-over',
      worker,
      tries,
      first_tried_at: delivery.first_tried_at ?? now,
      snapshot_version: ready.version,
      content_hash: ready.contentHash,
    })
    return { tries }
  })
}

/** The transport throws only before it speaks to the server: what it cannot make into a mail. */
async function send(mail: Mail, message: Outgoing): Promise<Handover> {
  try {
    return await mail.send(message)
  } catch {
    return { outcome: 'permanent', answer: 'This could not be made into a mail.' }
  }
}

const recordTries = 30

/** The server has answered: that is not lost because the database is away for a moment. */
async function record(core: Core, ready: Ready, tries: number, handover: Handover, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await core.db.transaction().execute((trx) => recordIn(trx, ready, tries, handover, clock()))
      return
    } catch (error) {
      if (attempt === recordTries) throw error
      await sleep(Math.min(attempt * 100, 2000))
    }
  }
}

async function recordIn(trx: Db, ready: Ready, tries: number, { outcome, answer }: Handover, now: Date): Promise<void> {
  await lockLetter(trx, ready.letter)
  const delivery = await lockDelivery(trx, ready.delivery)
  const ours = delivery?.tries === tries && (delivery.state === 'handing-over' || delivery.state === 'unsure')
  if (!ours) return
  if (outcome === 'passing') await tryLater(trx, delivery, answer, now)
  else if (outcome === 'accepted')
    await updateDelivery(trx, delivery.id, { state: 'accepted', accepted_at: now, last_answer: answer, worker: null })
  else
    await updateDelivery(trx, delivery.id, {
      state: outcome === 'permanent' ? 'refused' : 'unsure',
      last_answer: answer,
      worker: null,
    })
  await finishStage(trx, ready.stage, now)
  await notifyLetter(trx, ready.letter)
}

async function tryLater(trx: Db, delivery: DeliveryRow, answer: string, now: Date): Promise<void> {
  const cancelled = (await stageOf(trx, delivery.stage_id))?.state === 'cancelled'
  const next = cancelled ? null : nextTry(delivery.tries, delivery.first_tried_at ?? now, now)
  if (next) {
    await updateDelivery(trx, delivery.id, { state: 'queued', next_try_at: next, last_answer: answer, worker: null })
    await enqueueDelivery(trx, delivery.id, next)
    return
  }
  await updateDelivery(trx, delivery.id, {
    state: cancelled ? 'cancelled' : 'refused',
    next_try_at: null,
    worker: null,
    last_answer: cancelled ? answer : `Tried for ${triedForHours} hours. The last answer: ${answer}`,
  })
}
