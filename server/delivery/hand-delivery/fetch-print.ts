import { inTurn } from '../../concurrency/in-turn.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { checkOf, copyOf, pdfOf } from '../copies/copy-of.ts'
import { pdfName } from '../copies/pdf-document.ts'
import { freshVersion } from '../copies/freeze.ts'
import { checkCodeOf, deliveriesOf, stageRecipients, type StageRow } from '../queries.ts'
import { newestSnapshot, type SnapshotRow } from '../copies/snapshot-queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'

/**
 * The frozen PDF to print for one recipient of a stage by hand. It leaves out everybody who has withdrawn since the snapshot.
 * @throws Refusal if there is no such copy, the stage is stopped or cancelled, or the bytes with names have been destroyed
 */
export async function fetchPrint(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, recipientId }: { stageId: string; recipientId: string },
  now: Date,
): Promise<{ pdf: Buffer; name: string }> {
  const { stage, snapshot, delivery, recipient } = await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    const delivery = (await deliveriesOf(trx, stage.id)).find(({ recipient_id }) => recipient_id === recipientId)
    if (stage.kind !== 'by-hand' || !delivery) throw notFoundRefusal('copy')
    if (stage.state === 'stopped' || stage.state === 'cancelled')
      throw new Refusal('conflict', 'stage-stopped', say('hand-delivery-print-stopped'))
    const snapshot = await upToDate(core, trx, stage, now)
    const recipient = (await stageRecipients(trx, stage.id)).find(({ id }) => id === recipientId)
    return { stage, snapshot, delivery, recipient }
  })
  const { copy } = await copyOf(core, stage, snapshot, delivery.since_revision)
  const check = checkOf(core, delivery.id, await checkCodeOf(core.db, delivery.id))
  const signs = recipient && { recipient: { name: recipient.name, office: recipient.office } }
  const delivered = { delivery: delivery.id, version: snapshot.version, check, ...signs }
  const pdf = await inTurn(`print:${organizerId}`, { atOnce: 2, waiting: 10 }, () =>
    pdfOf(core, stage, delivered, copy),
  )
  return { pdf, name: pdfName(copy.revision) }
}

/**
 * The newest version of a stage's snapshot. While the stage is under way, makes a new version first if a name in it may no longer
 * be shown.
 * @throws Refusal if there is no snapshot, or its list of names has been destroyed
 */
export async function upToDate(core: Core, trx: Db, stage: StageRow, now: Date): Promise<SnapshotRow> {
  const snapshot = await newestSnapshot(trx, stage.id)
  if (!snapshot) throw notFoundRefusal('copy')
  if (stage.state !== 'sending') return kept(stage, snapshot)
  const editions = (await deliveriesOf(trx, stage.id)).map(({ since_revision }) => since_revision)
  await freshVersion(core, trx, stage, snapshot, editions, now)
  return kept(stage, (await newestSnapshot(trx, stage.id)) ?? snapshot)
}

function kept(stage: StageRow, snapshot: SnapshotRow): SnapshotRow {
  if (stage.disclosure !== 'names' || snapshot.list_sealed) return snapshot
  throw new Refusal('gone', 'bytes-destroyed', say('hand-delivery-names-destroyed'))
}
