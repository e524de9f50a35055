import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Act } from '../db/schema.ts'

/**
 * Approves another owner's open proposal of exactly this act.
 * @returns false if there is none
 */
export async function approveOther(
  db: Db,
  letterId: string,
  organizerId: string,
  act: Act,
  subject: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set({ state: 'approved', decided_by: organizerId })
    .where('letter_id', '=', letterId)
    .where('act', '=', act)
    .where('subject', '=', sql<string>`${subject}::jsonb`)
    .where('state', '=', 'proposed')
    .where('proposed_by', '<>', organizerId)
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
  { act, subject }: { act: Act; subject: string },
  day: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('approval')
    .values({ letter_id: letterId, act, subject, proposed_by: organizerId, proposed_on: day })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
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

/**
 * Settles an open proposal. A refusal must come from another owner, a withdrawal from the proposer.
 * @returns undefined if there is no such open proposal
 */
export async function settleProposal(
  db: Db,
  letterId: string,
  id: string,
  { state, by }: { state: 'refused' | 'withdrawn'; by: string },
): Promise<Act | undefined> {
  const row = await db
    .updateTable('approval')
    .set({ state, decided_by: by })
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .where('proposed_by', state === 'withdrawn' ? '=' : '<>', by)
    .returning('act')
    .executeTakeFirst()
  return row?.act
}

/** Withdraws the proposals of a person who is no longer an owner. */
export async function withdrawProposalsBy(db: Db, letterId: string, organizerId: string): Promise<void> {
  await db
    .updateTable('approval')
    .set({ state: 'withdrawn', decided_by: organizerId })
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
    .set({ state: 'withdrawn', decided_by: organizerId })
    .where('letter_id', '=', letterId)
    .where('act', '=', act)
    .where('subject', '=', sql<string>`${subject}::jsonb`)
    .where('state', '=', 'proposed')
    .where('proposed_by', '=', organizerId)
    .execute()
}
