import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { LetterDraft, RevisionContent } from '../letter/rules.ts'

export async function insertLetter(db: Db, row: Insertable<Schema['letter']>): Promise<LetterRow> {
  return db.insertInto('letter').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function updateLetter(db: Db, id: string, row: Updateable<Schema['letter']>): Promise<LetterRow> {
  return db.updateTable('letter').set(row).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/** Deletes a letter. Foreign keys delete everything that belongs to it. */
export async function deleteLetter(db: Db, id: string): Promise<void> {
  await db.deleteFrom('letter').where('id', '=', id).execute()
}

export async function insertRevision(
  db: Db,
  letterId: string,
  revision: { number: number; kind: 'first' | 'correction' | 'substance'; hash: Buffer; publishedOn: string },
  content: RevisionContent,
): Promise<void> {
  await db
    .insertInto('revision')
    .values({
      letter_id: letterId,
      number: revision.number,
      kind: revision.kind,
      hash: revision.hash,
      published_on: revision.publishedOn,
      title: content.title,
      text: content.text,
      language: content.language,
      demands: JSON.stringify(content.demands),
      recipients: JSON.stringify(content.recipients),
      employers: JSON.stringify(content.employers),
    })
    .execute()
}

/** Replaces the employers. An employer whose name stays keeps its row, because signatures refer to the row. */
export async function replaceEmployers(db: Db, letterId: string, employers: LetterDraft['employers']): Promise<void> {
  await db.updateTable('employer').set({ current: false }).where('letter_id', '=', letterId).execute()
  for (const { name, domains } of employers)
    await db
      .insertInto('employer')
      .values({ letter_id: letterId, name, domains, current: true })
      .onConflict((conflict) => conflict.columns(['letter_id', 'name']).doUpdateSet({ domains, current: true }))
      .execute()
}

/**
 * Replaces the recipients. A recipient that a revision adds, or brings back, gets the revision's number, because earlier
 * signatories have not agreed to show their names to this recipient.
 */
export async function replaceRecipients(
  db: Db,
  letterId: string,
  revision: number,
  recipients: readonly { name: string; office: string; addressSealed: Buffer | null }[],
): Promise<void> {
  const before = db.updateTable('recipient').set({ current: false }).where('letter_id', '=', letterId)
  const stays = await before.where('current', '=', true).returning(['name', 'office', 'since_revision']).execute()
  for (const { name, office, addressSealed } of recipients) {
    const same = stays.find((other) => other.name === name && other.office === office)
    const row = { address_sealed: addressSealed, current: true, since_revision: same?.since_revision ?? revision }
    await db
      .insertInto('recipient')
      .values({ letter_id: letterId, name, office, ...row })
      .onConflict((conflict) =>
        conflict.columns(['letter_id', 'name', 'office']).where('press_of', 'is', null).doUpdateSet(row),
      )
      .execute()
  }
}
