import { sql } from 'kysely'
import { dayOf } from '../letter/days.ts'
import type { Db } from '../db/pool.ts'
import type { Act } from '../db/schema.ts'

/**
 * Approves an open proposal of another owner, if its content is exactly this.
 * @returns false if it is settled, has another content, or its proposer is no longer an owner
 */
export async function approve(
  db: Db,
  letterId: string,
  { id, by }: { id: string; by: string },
  { act, subject }: { act: Act; subject: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set({ state: 'approved', decided_by: by, detail_sealed: null })
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('act', '=', act)
    .where('subject', '=', sql<string>`${subject}::jsonb`)
    .where('state', '=', 'proposed')
    .where('proposed_by', '<>', by)
    .where('proposed_by', 'in', (from) =>
      from
        .selectFrom('membership')
        .select('organizer_id')
        .where('letter_id', '=', letterId)
        .where('role', '=', 'owner'),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns false if exactly this is proposed already */
export async function propose(
  db: Db,
  letterId: string,
  organizerId: string,
  { act, subject, detail }: { act: Act; subject: string; detail: Buffer | null },
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('approval')
    .values({
      letter_id: letterId,
      act,
      subject,
      detail_sealed: detail,
      proposed_by: organizerId,
      proposed_on: dayOf(now),
      asked_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Lets the proposer of an approved proposal fetch what it is about, once, until then. */
export async function grantOnce(db: Db, id: string, until: Date): Promise<void> {
  await db.updateTable('approval').set({ granted_until: until }).where('id', '=', id).execute()
}

/** Uses up a grant. @returns false if there is none */
export async function takeGrant(db: Db, letterId: string, organizerId: string, act: Act, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set({ state: 'used' })
    .where('id', '=', (from) =>
      from
        .selectFrom('approval')
        .select('id')
        .where('letter_id', '=', letterId)
        .where('act', '=', act)
        .where('proposed_by', '=', organizerId)
        .where('state', '=', 'approved')
        .where('granted_until', '>', now)
        .limit(1)
        .forUpdate(),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function openProposals(db: Db, letterId: string) {
  return db
    .selectFrom('approval')
    .innerJoin('organizer', 'organizer.id', 'approval.proposed_by')
    .select(['approval.id', 'approval.act', 'approval.subject', 'approval.proposed_by', 'approval.proposed_on'])
    .select('organizer.name as by')
    .select(
      sql<number | null>`(select s.number from stage s
        where s.letter_id = approval.letter_id and s.id::text = approval.subject ->> 'stage')`.as('stage'),
    )
    .where('approval.letter_id', '=', letterId)
    .where('approval.state', '=', 'proposed')
    .orderBy('approval.proposed_on')
    .orderBy('approval.id')
    .execute()
}

/** Withdraws the proposals of a person who is no longer an owner. */
export async function withdrawProposalsBy(db: Db, letterId: string, organizerId: string): Promise<void> {
  await db
    .updateTable('approval')
    .set({ state: 'withdrawn', decided_by: organizerId, detail_sealed: null })
    .where('letter_id', '=', letterId)
    .where('proposed_by', '=', organizerId)
    .where('state', '=', 'proposed')
    .execute()
}

/** Withdraws this owner's proposal of exactly this act, if it is still open. */
export async function withdrawExactly(
  db: Db,
  letterId: string,
  organizerId: string,
  { act, subject }: { act: Act; subject: string },
): Promise<void> {
  await db
    .updateTable('approval')
    .set({ state: 'withdrawn', decided_by: organizerId, detail_sealed: null })
    .where('letter_id', '=', letterId)
    .where('act', '=', act)
    .where('subject', '=', sql<string>`${subject}::jsonb`)
    .where('state', '=', 'proposed')
    .where('proposed_by', '=', organizerId)
    .execute()
}
