import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { BounceReason } from '../mail/bounces/reasons.ts'

export type StageRow = Selectable<Schema['stage']>
export type DeliveryRow = Selectable<Schema['delivery']>
export type RecipientRow = Selectable<Schema['recipient']>

export async function recipientsOf(db: Db, letterId: string): Promise<RecipientRow[]> {
  return db
    .selectFrom('recipient')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('current', '=', true)
    .orderBy('name')
    .orderBy('office')
    .execute()
}

export async function stagesOf(db: Db, letterId: string): Promise<StageRow[]> {
  return db.selectFrom('stage').selectAll().where('letter_id', '=', letterId).orderBy('number').execute()
}

export async function stageById(db: Db, letterId: string, id: string): Promise<StageRow | undefined> {
  return db.selectFrom('stage').selectAll().where('letter_id', '=', letterId).where('id', '=', id).executeTakeFirst()
}

export async function stageOf(db: Db, id: string): Promise<StageRow | undefined> {
  return db.selectFrom('stage').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertStage(db: Db, row: Insertable<Schema['stage']>): Promise<StageRow> {
  return db.insertInto('stage').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function updateStage(db: Db, id: string, row: Updateable<Schema['stage']>): Promise<void> {
  await db.updateTable('stage').set(row).where('id', '=', id).execute()
}

export async function setStageRecipients(db: Db, stageId: string, recipientIds: readonly string[]): Promise<void> {
  await db.deleteFrom('stage_recipient').where('stage_id', '=', stageId).execute()
  if (recipientIds.length === 0) return
  await db
    .insertInto('stage_recipient')
    .values(recipientIds.map((recipient_id) => ({ stage_id: stageId, recipient_id })))
    .execute()
}

/** The recipients of a stage, including those that the letter's newest revision no longer names. */
export async function stageRecipients(db: Db, stageId: string): Promise<RecipientRow[]> {
  return db
    .selectFrom('recipient')
    .innerJoin('stage_recipient', 'stage_recipient.recipient_id', 'recipient.id')
    .selectAll('recipient')
    .where('stage_recipient.stage_id', '=', stageId)
    .orderBy('recipient.name')
    .orderBy('recipient.office')
    .execute()
}

export async function insertDeliveries(db: Db, rows: readonly Insertable<Schema['delivery']>[]): Promise<void> {
  await db.insertInto('delivery').values(rows).execute()
}

export async function insertPages(db: Db, rows: readonly Insertable<Schema['recipient_page']>[]): Promise<void> {
  await db.insertInto('recipient_page').values(rows).execute()
}

/** The sealed check code of a copy. Copies that were made before copies had codes have none. */
export async function checkCodeOf(db: Db, deliveryId: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('recipient_page')
    .select('check_sealed')
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  return row?.check_sealed ?? null
}

/** A delivery with the letter and the stage that it belongs to, not locked. */
export async function deliveryById(db: Db, id: string) {
  return db
    .selectFrom('delivery')
    .innerJoin('stage', 'stage.id', 'delivery.stage_id')
    .selectAll('delivery')
    .select(['stage.letter_id', 'stage.disclosure'])
    .where('delivery.id', '=', id)
    .executeTakeFirst()
}

export async function lockDelivery(db: Db, id: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom('delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateDelivery(db: Db, id: string, row: Updateable<Schema['delivery']>): Promise<void> {
  await db.updateTable('delivery').set(row).where('id', '=', id).execute()
}

export async function deliveriesOf(db: Db, stageId: string): Promise<DeliveryRow[]> {
  return db.selectFrom('delivery').selectAll().where('stage_id', '=', stageId).execute()
}

export async function cancelQueued(db: Db, stageId: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'cancelled', next_try_at: null })
    .where('stage_id', '=', stageId)
    .where('state', 'in', ['queued', 'printed'])
    .execute()
}

export interface DeliveryForOrganizer {
  id: string
  stage_id: string
  recipient_id: string
  name: string
  office: string
  state: DeliveryRow['state']
  tries: number
  last_answer: string | null
  next_try_at: Date | null
  accepted_at: Date | null
  snapshot_version: number | null
  content_hash: Buffer | null
  names: number | null
  revoked: boolean | null
  confirmed_at: Date | null
  /**
   * The newest report of a mail server that the copy failed or is delayed, since it was last sent. Of a copy that came back, the
   * newest report of a failure.
   */
  came_back: { verdict: 'failed' | 'delayed'; status: string; said: string; reason: BounceReason; on: string } | null
  /** Mails that came to the copy's return address and that the organizers have not removed. */
  returned: { kind: string; on: string }[]
}

export async function deliveriesForOrganizers(db: Db, letterId: string): Promise<DeliveryForOrganizer[]> {
  return db
    .selectFrom('delivery as d')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .leftJoin('recipient_page as p', 'p.delivery_id', 'd.id')
    .leftJoin('receipt as c', 'c.delivery_id', 'd.id')
    .leftJoin('snapshot_edition as e', (join) =>
      join
        .onRef('e.stage_id', '=', 'd.stage_id')
        .onRef('e.version', '=', 'd.snapshot_version')
        .onRef('e.since_revision', '=', 'd.since_revision'),
    )
    .select([
      'd.id',
      'd.stage_id',
      'd.recipient_id',
      'r.name',
      'r.office',
      'd.state',
      'd.tries',
      'd.last_answer',
      'd.next_try_at',
    ])
    .select(['d.accepted_at', 'd.snapshot_version', 'd.content_hash', 'e.names', 'p.revoked', 'c.confirmed_at'])
    .select(
      sql<DeliveryForOrganizer['came_back']>`(
        select json_build_object('verdict', verdict, 'status', status, 'said', said, 'reason', reason,
          'on', noted_on)
        from bounce where delivery_id = d.id and not superseded
        order by (d.state = 'refused' and verdict = 'failed') desc, number desc limit 1)`.as('came_back'),
    )
    .select(
      sql<DeliveryForOrganizer['returned']>`(
        select coalesce(json_agg(json_build_object('kind', kind, 'on', came_on) order by came_on, id), '[]')
        from returned_mail where delivery_id = d.id and text_sealed is not null)`.as('returned'),
    )
    .where('s.letter_id', '=', letterId)
    .orderBy('r.name')
    .orderBy('r.office')
    .execute()
}

/**
 * Returns deliveries that a dead worker left in `handing-over`. A worker is dead if its advisory lock is free. This query holds
 * that lock until the transaction ends. It is unknown whether the mail server accepted these copies.
 */
export async function abandonedDeliveries(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with workers as materialized (
      select distinct worker from delivery where state = 'handing-over' and worker is not null
    ), gone as materialized (
      select worker from workers where pg_try_advisory_xact_lock(hashtextextended(worker, 0))
    )
    select id from delivery where state = 'handing-over' and worker in (select worker from gone)`.execute(db)
  return rows.map(({ id }) => id)
}

/** When the last copy was accepted, or null. The deadline for destroying sealed names depends on this time. */
export async function lastDeliveryAt(db: Db, letterId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('delivery')
    .innerJoin('stage', 'stage.id', 'delivery.stage_id')
    .select((is) => is.fn.max('delivery.accepted_at').as('at'))
    .where('stage.letter_id', '=', letterId)
    .executeTakeFirst()
  return row?.at ?? null
}

/**
 * Recipients whose delivery in their latest stage was refused, with the sealed address of that delivery. Leaves out a copy that came
 * back for another reason than that its address does not exist, such as a full mailbox.
 */
export async function refusedRecipients(db: Db, letterId: string) {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('stage', 'stage.id', 'delivery.stage_id')
    .select(['delivery.recipient_id', 'delivery.address_sealed', 'delivery.state'])
    .select(
      sql<boolean>`coalesce((select b.reason not in ('no-such-address', 'no-such-domain') from bounce b
        where b.delivery_id = delivery.id and b.verdict = 'failed' and not b.superseded
        order by b.number desc limit 1), false)`.as('may_pass'),
    )
    .distinctOn('delivery.recipient_id')
    .where('stage.letter_id', '=', letterId)
    .orderBy('delivery.recipient_id')
    .orderBy('stage.number', 'desc')
    .execute()
  return rows.filter(({ state, may_pass }) => state === 'refused' && !may_pass)
}
