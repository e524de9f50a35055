import { randomUUID } from 'node:crypto'
import { letterById, setEmbargo, type LetterRow } from '../../letter/queries.ts'
import { makePublic } from '../../letter/make-public.ts'
import type { Core } from '../../core.ts'
import { randomId } from '../../crypto/keyed-hash.ts'
import type { Db } from '../../db/pool.ts'
import { Refusal, say } from '../../refusal.ts'
import { batchNow } from '../../signatures/batch/close-batch.ts'
import { enqueueDelivery } from '../sending/enqueue-delivery.ts'
import { freeze, unlessErased } from '../copies/freeze.ts'
import {
  insertDeliveries,
  insertPages,
  stageRecipients,
  updateStage,
  type RecipientRow,
  type StageRow,
} from '../queries.ts'
import { newCheckCode, newPageToken } from '../secrets.ts'
import { refuseUnlessDeliverable } from '../as-owner.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { openCall } from '../calls/queries.ts'

/** Greater than every revision number, so that the press counts as added after each revision and gets public names only. */
export const sinceNoRevision = 2_147_483_647

/** @throws Refusal if the stage cannot be carried out as it is */
export async function refuseUnlessReady(core: Core, trx: Db, letter: LetterRow, stage: StageRow): Promise<void> {
  refuseUnlessDeliverable(letter)
  if (letter.names_hidden && stage.disclosure === 'names')
    throw new Refusal('conflict', 'names-hidden', say('refusal-names-hidden'))
  const recipients = await stageRecipients(trx, stage.id)
  if (stage.kind === 'mail' || (stage.kind === 'public' && recipients.length > 0)) refuseWithoutMail(core)
  if (stage.kind !== 'public') refuseUnreachable(stage, recipients)
}

/**
 * Carries out a stage. One transaction forces the batch, freezes the snapshot, and queues the copies with their job. It must hold
 * the letter's lock and have called `refuseUnlessReady`.
 */
export async function startStage(core: Core, trx: Db, letter: LetterRow, stage: StageRow, now: Date): Promise<void> {
  if (stage.kind === 'call') await openCall(trx, stage.id)
  else await freezeAndQueue(core, trx, letter, stage, now)
  await updateStage(trx, stage.id, { state: 'sending', confirmed_at: now, late_since: null, late_because: null })
  if (stage.kind === 'public') await goPublic(core, trx, letter, stage, now)
  if (stage.kind === 'mail') await enqueueDelivery(trx, stage.id)
}

async function goPublic(core: Core, trx: Db, letter: LetterRow, stage: StageRow, now: Date): Promise<void> {
  await makePublic(core, trx, letter, 'next')
  if (!letter.public && stage.embargo_at && stage.embargo_at > now) await setEmbargo(trx, letter.id, stage.embargo_at)
  if ((await stageRecipients(trx, stage.id)).length > 0) return enqueueDelivery(trx, stage.id)
  await updateStage(trx, stage.id, { state: 'done', finished_at: now })
  await enqueueLook(trx, letter.id)
}

async function freezeAndQueue(core: Core, trx: Db, before: LetterRow, stage: StageRow, now: Date): Promise<void> {
  await batchNow(core, trx, before, now)
  const letter = await letterById(trx, before.id)
  if (!letter) throw new Error('a locked letter is gone')
  const recipients = await stageRecipients(trx, stage.id)
  const editionOf = ({ press_of, since_revision }: RecipientRow) => (press_of ? sinceNoRevision : since_revision)
  await unlessErased(() => freeze(core, trx, letter, stage, recipients.map(editionOf), now))
  if (recipients.length === 0) return
  const host = core.config.host.replace(/:\d+$/, '')
  const deliveries = recipients.map((recipient) => ({
    id: randomUUID(),
    stage_id: stage.id,
    recipient_id: recipient.id,
    address_sealed: stage.kind === 'by-hand' ? null : recipient.address_sealed,
    since_revision: editionOf(recipient),
    message_id: `${randomId().toString('hex')}@${host}`,
    state: stage.kind === 'by-hand' ? ('printed' as const) : ('queued' as const),
  }))
  await insertDeliveries(trx, deliveries)
  await insertPages(
    trx,
    deliveries.map(({ id }) => {
      const { hash, sealed } = newPageToken(core, id)
      // Only recipients of a mail get a private page. The press reads the letter's page.
      const page = { delivery_id: id, token_hash: hash, token_sealed: sealed, revoked: stage.kind !== 'mail' }
      if (stage.kind === 'public') return page
      const check = newCheckCode(core, id)
      return { ...page, check_hash: check.hash, check_sealed: check.sealed }
    }),
  )
}

function refuseWithoutMail({ config }: Core): void {
  if (config.values.SMTP_URL !== undefined) return
  throw new Refusal('unavailable', 'no-mail-server', say('delivery-no-mail-server'))
}

function refuseUnreachable({ kind }: StageRow, recipients: readonly RecipientRow[]): void {
  if (recipients.length === 0) throw new Refusal('invalid', 'nobody-chosen', say('refusal-nobody-chosen'), 'recipients')
  const gone = recipients.find(({ current }) => !current)
  if (gone) throw new Refusal('conflict', 'recipient-gone', say('refusal-recipient-gone', { name: gone.name }))
  const without = kind === 'by-hand' ? undefined : recipients.find(({ address_sealed }) => address_sealed === null)
  if (without) throw new Refusal('conflict', 'no-address', say('delivery-recipient-no-address', { name: without.name }))
}
