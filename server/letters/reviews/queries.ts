import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'

export type ReviewLinkRow = Row<'review_link'>

/** @returns false if it is stored already */
export async function insertLink(db: Db, row: NewRow<'review_link'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('review_link')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function linkByHash(db: Db, tokenHash: Buffer): Promise<ReviewLinkRow | undefined> {
  return db.selectFrom('review_link').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function linkById(db: Db, letterId: string, id: Buffer): Promise<ReviewLinkRow | undefined> {
  return db
    .selectFrom('review_link')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The links of a letter, the newest day first. */
export async function linksOf(db: Db, letterId: string): Promise<ReviewLinkRow[]> {
  return db
    .selectFrom('review_link')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('made_on', 'desc')
    .orderBy('id')
    .execute()
}

/** @returns false if a browser has it already */
export async function bindBrowser(
  db: Db,
  id: Buffer,
  row: { browser_hash: Buffer; sealed: Buffer; used_on: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('review_link')
    .set(row)
    .where('id', '=', id)
    .where('browser_hash', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns false if a refusal was noted before */
export async function noteRefusedOnce(db: Db, id: Buffer, day: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('review_link')
    .set({ refused_on: day })
    .where('id', '=', id)
    .where('refused_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Ends links for good: nothing is left by which the link, or its browser, is found, nor of the text that it showed.
 * @returns how many had not ended
 */
export async function endLinks(db: Db, ids: readonly Buffer[], day: string): Promise<number> {
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await db
    .updateTable('review_link')
    .set({ token_hash: null, browser_hash: null, text_sealed: null, ended_on: day })
    .where('id', 'in', ids)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Erases the links of letters that were opened before a moment. */
export async function deleteLinksOpenedBefore(db: Db, moment: Date): Promise<void> {
  await db
    .deleteFrom('review_link')
    .where('letter_id', 'in', (within) =>
      within.selectFrom('letter').select('letter.id').where('letter.opened_at', '<=', moment),
    )
    .execute()
}
