import { randomUUID } from 'node:crypto'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { notifyLetter } from '../db/notify.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { enqueue } from '../jobs/queue.ts'
import { letterById, type LetterRow } from '../common/letter-queries.ts'
import { agree } from '../organizers/agree.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal } from '../refusal.ts'
import { forceBatch } from '../signatures/close-batch.ts'
import { freeze, unlessErased } from './freeze.ts'
import {
  insertDeliveries,
  insertPages,
  stageRecipients,
  updateStage,
  type RecipientRow,
  type StageRow,
} from './queries.ts'
import { maySend } from './rules.ts'
import { newPageToken } from './secrets.ts'
import { asOwner, refuseUnlessDeliverable, stageIn } from './stage-for.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    deliver: { stage: string }
  }
}

/**
 * Decides to send: the batch, the snapshot, the queue and its jobs are one transaction. Where the letter has two owners or more the
 * first one's confirmation waits for another's, which is to exactly the same.
 */
export async function confirmDelivery(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<'sending' | 'waits'> {
  if (core.config.values.SMTP_URL === undefined)
    throw new Refusal(
      'unavailable',
      'no-mail-server',
      'This server has no mail server to send with. Ask whoever runs it.',
    )
  return asOwner(core, organizerId, letterId, async (trx, letter) => {
    refuseUnlessDeliverable(letter)
    const stage = await stageIn(trx, letterId, stageId)
    refuseUnlessDue(stage, now)
    const recipients = await stageRecipients(trx, stage.id)
    refuseUnreachable(recipients)
    const subject = {
      stage: stage.id,
      version: stage.version,
      disclosure: stage.disclosure,
      recipients: recipients.map(({ id }) => id).toSorted(),
    }
    if ((await agree(trx, letter, organizerId, 'deliver', subject, now)) === 'waits') return 'waits'
    await forceBatch(core, trx, letter, now)
    await start(core, trx, letterId, stage, recipients, now)
    await noteActivity(trx, letterId, organizerId, 'delivery confirmed', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
    return 'sending'
  })
}

async function start(
  core: Core,
  trx: Db,
  letterId: string,
  stage: StageRow,
  recipients: readonly RecipientRow[],
  now: Date,
): Promise<void> {
  const letter = await letterById(trx, letterId)
  if (!letter) throw new Error('a locked letter is gone')
  await frozen(core, trx, letter, stage, recipients, now)
  const host = core.config.host.replace(/:\d+$/, '')
  const deliveries = recipients.map((recipient) => ({
    id: randomUUID(),
    stage_id: stage.id,
    recipient_id: recipient.id,
    address_sealed: recipient.address_sealed,
    since_revision: recipient.since_revision,
    message_id: `${randomId().toString('hex')}@${host}`,
  }))
  await insertDeliveries(trx, deliveries)
  await insertPages(
    trx,
    deliveries.map(({ id }) => {
      const { hash, sealed } = newPageToken(core, id)
      return { delivery_id: id, token_hash: hash, token_sealed: sealed }
    }),
  )
  await updateStage(trx, stage.id, { state: 'sending', confirmed_at: now })
  await enqueueDelivery(trx, stage.id)
}

async function frozen(
  core: Core,
  trx: Db,
  letter: LetterRow,
  stage: StageRow,
  recipients: readonly RecipientRow[],
  now: Date,
): Promise<void> {
  const editions = recipients.map(({ since_revision }) => since_revision)
  await unlessErased(() => freeze(core, trx, letter, stage, editions, now))
}

/** A job for what is due of a stage, now or when one copy's next try is. Behind codes, which somebody waits for. */
export async function enqueueDelivery(
  trx: Db,
  stage: string,
  later?: { delivery: string; runAt: Date },
): Promise<void> {
  const jobKey = later ? `deliver:${stage}:${later.delivery}` : `deliver:${stage}`
  await enqueue(trx, 'deliver', { stage }, { jobKey, priority: 10, ...(later && { runAt: later.runAt }) })
}

function refuseUnlessDue(stage: StageRow, now: Date): void {
  const verdict = maySend(stage, now)
  if (verdict === 'yes') return
  if (verdict === 'not-announced')
    throw new Refusal('conflict', 'not-announced', 'Announce the delivery on the letter’s page first.')
  if (verdict === 'over')
    throw new Refusal('conflict', 'confirmed-already', 'This delivery has been confirmed or cancelled already.')
  throw new Refusal(
    'conflict',
    'notice-runs',
    'The notice still runs, and until it ends anybody can withdraw. Confirm the delivery after that.',
  )
}

function refuseUnreachable(recipients: readonly RecipientRow[]): void {
  const gone = recipients.find(({ current }) => !current)
  if (gone)
    throw new Refusal(
      'conflict',
      'recipient-gone',
      `${gone.name} is no recipient of the letter’s newest text. Cancel this delivery and announce another.`,
    )
  const without = recipients.find(({ address_sealed }) => address_sealed === null)
  if (without)
    throw new Refusal('conflict', 'no-address', `${without.name} has no address. Add it to the letter’s text first.`)
}
