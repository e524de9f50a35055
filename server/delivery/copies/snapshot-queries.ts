import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'
import { seenByAnybody } from '../../signatures/stored-name-queries.ts'

export type SnapshotRow = Selectable<Schema['snapshot']>
export type EditionRow = Selectable<Schema['snapshot_edition']>

export async function tallyCells(db: Db, letterId: string) {
  return db
    .selectFrom('tally')
    .select(['revision', 'class', 'visibility', (is) => is.fn.sum<number>('count').as('count')])
    .where('letter_id', '=', letterId)
    .groupBy(['revision', 'class', 'visibility'])
    .orderBy('revision')
    .orderBy('class')
    .orderBy('visibility')
    .execute()
}

/** Counted signatures with a name, in the order of their random ids. */
export async function namedSignatures(db: Db, letterId: string, sinceRevision: number) {
  return db
    .selectFrom('signature')
    .select(['revision', ...seenByAnybody])
    .where('letter_id', '=', letterId)
    .where('revision', '>=', sinceRevision)
    .where('visibility', 'in', ['recipients', 'public'])
    .where('counted', '=', true)
    .where('withdrawn', '=', false)
    .orderBy('id')
    .execute()
}

/**
 * Reads the same signatures as they are now. Locks them, so that nobody withdraws or hides one, or reduces its visibility, until
 * the transaction ends.
 */
export async function lockSignatures(db: Db, letterId: string, ids: readonly Buffer[]) {
  return db
    .selectFrom('signature')
    .select(['revision', ...seenByAnybody])
    .where('letter_id', '=', letterId)
    .where(sql<boolean>`id = any(${ids}::bytea[])`)
    .orderBy('id')
    .forShare()
    .execute()
}

export async function insertSnapshot(db: Db, row: Insertable<Schema['snapshot']>): Promise<SnapshotRow> {
  return db.insertInto('snapshot').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function insertEditions(db: Db, rows: readonly Insertable<Schema['snapshot_edition']>[]): Promise<void> {
  if (rows.length === 0) return
  await db.insertInto('snapshot_edition').values(rows).execute()
}

export async function newestSnapshot(db: Db, stageId: string): Promise<SnapshotRow | undefined> {
  return db
    .selectFrom('snapshot')
    .selectAll()
    .where('stage_id', '=', stageId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Marks a version that holds a name that may no longer be shown. No further copy is made of it. */
export async function markStale(db: Db, stageId: string, version: number): Promise<void> {
  await db
    .updateTable('snapshot')
    .set({ stale: true })
    .where('stage_id', '=', stageId)
    .where('version', '=', version)
    .execute()
}

export async function editionOf(
  db: Db,
  stageId: string,
  version: number,
  sinceRevision: number,
): Promise<EditionRow | undefined> {
  return db
    .selectFrom('snapshot_edition')
    .selectAll()
    .where('stage_id', '=', stageId)
    .where('version', '=', version)
    .where('since_revision', '=', sinceRevision)
    .executeTakeFirst()
}

/** The PDF of a copy. Its size and hash are known even after its bytes are destroyed. */
export async function frozenCopy(db: Db, deliveryId: string) {
  return db
    .selectFrom('copy_pdf as f')
    .innerJoin('delivery as d', (join) =>
      join.onRef('d.id', '=', 'f.delivery_id').onRef('d.snapshot_version', '=', 'f.version'),
    )
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .select(['d.stage_id', 'f.bytes', 'f.hash', 'f.sealed', 's.finished_at', 's.cancelled_at'])
    .where('d.id', '=', deliveryId)
    .executeTakeFirst()
}

export async function pdfOfVersion(
  db: Db,
  deliveryId: string,
  version: number,
): Promise<Selectable<Schema['copy_pdf']> | undefined> {
  return db
    .selectFrom('copy_pdf')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** Keeps a rendering in place of that of an earlier version. A concurrent rendering of the same document has the same bytes. */
export async function keepPdf(db: Db, pdf: Insertable<Schema['copy_pdf']>): Promise<void> {
  await db
    .insertInto('copy_pdf')
    .values(pdf)
    .onConflict((conflict) =>
      conflict
        .column('delivery_id')
        .doUpdateSet({ version: pdf.version, sealed: pdf.sealed, bytes: pdf.bytes, hash: pdf.hash })
        .where('copy_pdf.version', '<', pdf.version),
    )
    .execute()
}

/** Destroys the lists and PDFs of stages that ended by this time, because they hold names. Keeps hashes and tallies. */
export async function destroyBytes(db: Db, overBefore: Date): Promise<void> {
  const over = db
    .selectFrom('stage')
    .select('id')
    .where((is) => is.or([is('finished_at', '<=', overBefore), is('cancelled_at', '<=', overBefore)]))
  await db
    .updateTable('snapshot')
    .set({ list_sealed: null })
    .where('stage_id', 'in', over)
    .where('list_sealed', 'is not', null)
    .execute()
  await db
    .updateTable('copy_pdf')
    .set({ sealed: null })
    .where('delivery_id', 'in', db.selectFrom('delivery').select('id').where('stage_id', 'in', over))
    .where('sealed', 'is not', null)
    .execute()
}
