import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { NewRow } from '../db/schema.ts'

/** The open proposals, agreed exports that were not fetched yet, and proposals that all other owners have refused since `day`. */
export async function proposalsOf(db: Db, letterId: string, day: string, now: Date) {
  return db
    .selectFrom('approval')
    .innerJoin('organizer', 'organizer.id', 'approval.proposed_by')
    .select([
      'approval.id',
      'approval.act',
      'approval.subject',
      'approval.state',
      'approval.detail_sealed',
      'approval.granted_until',
    ])
    .select(['approval.proposed_by', 'approval.proposed_on', 'organizer.name as by'])
    .where('approval.letter_id', '=', letterId)
    .where((is) =>
      is.or([
        is('approval.state', '=', 'proposed'),
        is.and([is('approval.state', '=', 'refused'), is('approval.proposed_on', '>=', day)]),
        is.and([is('approval.state', '=', 'approved'), is('approval.granted_until', '>', now)]),
      ]),
    )
    .orderBy(sql`approval.state = 'proposed'`, 'desc')
    .orderBy('approval.proposed_on')
    .orderBy('approval.id')
    .execute()
}

export type ProposalRow = Awaited<ReturnType<typeof proposalsOf>>[number]

export async function refusalsOf(db: Db, letterId: string) {
  return db
    .selectFrom('approval_refusal as r')
    .innerJoin('approval', 'approval.id', 'r.approval_id')
    .innerJoin('organizer', 'organizer.id', 'r.organizer_id')
    .select(['r.approval_id', 'r.organizer_id', 'r.reason_sealed', 'r.refused_on', 'organizer.name as by'])
    .where('approval.letter_id', '=', letterId)
    .orderBy('r.refused_on')
    .orderBy('r.organizer_id')
    .execute()
}

/** An open proposal of a letter. Locks nothing. */
export async function openProposal(db: Db, letterId: string, id: string) {
  return db
    .selectFrom('approval')
    .innerJoin('organizer', 'organizer.id', 'approval.proposed_by')
    .select([
      'approval.id',
      'approval.act',
      'approval.subject',
      'approval.state',
      'approval.detail_sealed',
      'approval.granted_until',
    ])
    .select(['approval.proposed_by', 'approval.proposed_on', 'organizer.name as by'])
    .where('approval.letter_id', '=', letterId)
    .where('approval.id', '=', id)
    .where('approval.state', '=', 'proposed')
    .executeTakeFirst()
}

/** The open proposals of a letter that this organizer works on. */
export async function waitingProposals(db: Db, letterId: string, organizerId: string) {
  return db
    .selectFrom('approval')
    .innerJoin('organizer', 'organizer.id', 'approval.proposed_by')
    .innerJoin('membership', 'membership.letter_id', 'approval.letter_id')
    .select(['approval.id', 'approval.act', 'approval.subject', 'approval.proposed_by', 'organizer.name as by'])
    .select(
      sql<number | null>`(select s.number from stage s
        where s.letter_id = approval.letter_id and s.id::text = approval.subject ->> 'stage')`.as('stage'),
    )
    .where('approval.letter_id', '=', letterId)
    .where('approval.state', '=', 'proposed')
    .where('membership.organizer_id', '=', organizerId)
    .orderBy('approval.proposed_on')
    .orderBy('approval.id')
    .execute()
}

/** Marks the open proposals that were made before `before` as reminded, and returns the owners who have not answered them. */
export async function takeUnanswered(db: Db, before: Date): Promise<{ letter_id: string; organizer_id: string }[]> {
  const { rows } = await sql<{ letter_id: string; organizer_id: string }>`
    with due as (
      update approval set reminded = true
      where state = 'proposed' and not reminded and asked_at <= ${before}
      returning id, letter_id, proposed_by
    )
    select distinct m.letter_id, m.organizer_id
    from due join membership m on m.letter_id = due.letter_id and m.role = 'owner' and m.organizer_id <> due.proposed_by
    where not exists (
      select from approval_refusal r where r.approval_id = due.id and r.organizer_id = m.organizer_id
    )`.execute(db)
  return rows
}

/** Stores a refusal, or its new reason. */
export async function keepRefusal(db: Db, row: NewRow<'approval_refusal'>): Promise<void> {
  await db
    .insertInto('approval_refusal')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['approval_id', 'organizer_id']).doUpdateSet((is) => ({
        reason_sealed: is.ref('excluded.reason_sealed'),
        refused_on: is.ref('excluded.refused_on'),
      })),
    )
    .execute()
}

/** Ends an open proposal. @returns false if it is settled */
export async function endProposal(
  db: Db,
  id: string,
  { state, by }: { state: 'refused' | 'withdrawn'; by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set({ state, decided_by: by, detail_sealed: null })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends a proposal that this owner made. @returns its act, or undefined if there is no such open proposal */
export async function withdrawOwn(db: Db, letterId: string, id: string, by: string) {
  const row = await db
    .updateTable('approval')
    .set({ state: 'withdrawn', decided_by: by, detail_sealed: null })
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('proposed_by', '=', by)
    .where('state', '=', 'proposed')
    .returning('act')
    .executeTakeFirst()
  return row?.act
}

export async function looksOf(db: Db, letterId: string, organizerId: string) {
  return db
    .selectFrom('approval_look')
    .select(['about', 'shown_hash', 'shown_sealed', 'before_sealed'])
    .where('letter_id', '=', letterId)
    .where('organizer_id', '=', organizerId)
    .execute()
}

/** Stores what a page has shown to an owner. What it showed before is kept, to show what has changed. The same again changes nothing. */
export async function keepLook(
  db: Db,
  row: Pick<NewRow<'approval_look'>, 'letter_id' | 'organizer_id' | 'about' | 'shown_hash' | 'shown_sealed'>,
): Promise<void> {
  await db
    .insertInto('approval_look')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['letter_id', 'organizer_id', 'about'])
        .doUpdateSet((is) => ({
          shown_hash: is.ref('excluded.shown_hash'),
          shown_sealed: is.ref('excluded.shown_sealed'),
          before_sealed: is.ref('approval_look.shown_sealed'),
        }))
        .whereRef('approval_look.shown_hash', '<>', 'excluded.shown_hash'),
    )
    .execute()
}
