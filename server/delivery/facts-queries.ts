import type { Db } from '../db/pool.ts'

/** What of the stages is public: those that were announced. */
export async function publicStages(db: Db, letterId: string) {
  return db
    .selectFrom('stage')
    .select(['id', 'number', 'state', 'disclosure', 'announced_at', 'notice_until', 'confirmed_at', 'cancelled_at'])
    .where('letter_id', '=', letterId)
    .where('announced_at', 'is not', null)
    .orderBy('number')
    .execute()
}

export async function publicRecipients(db: Db, letterId: string) {
  return db
    .selectFrom('stage_recipient as t')
    .innerJoin('stage as s', 's.id', 't.stage_id')
    .innerJoin('recipient as r', 'r.id', 't.recipient_id')
    .leftJoin('delivery as d', (join) =>
      join.onRef('d.stage_id', '=', 't.stage_id').onRef('d.recipient_id', '=', 't.recipient_id'),
    )
    .leftJoin('receipt as c', 'c.delivery_id', 'd.id')
    .select(['t.stage_id', 'r.id as recipient_id', 'r.name', 'r.office', 'd.state', 'd.accepted_at', 'c.confirmed_at'])
    .where('s.letter_id', '=', letterId)
    .where('s.announced_at', 'is not', null)
    .orderBy('r.name')
    .orderBy('r.office')
    .execute()
}

/** That an answer came is public where it is published, or counts as one. */
export async function publicAnswers(db: Db, letterId: string) {
  return db
    .selectFrom('response as a')
    .leftJoin('recipient as r', 'r.id', 'a.recipient_id')
    .select(['a.text', 'a.answered_on', 'a.published_at', 'a.counts_as_answer', 'a.recipient_id', 'r.name', 'r.office'])
    .where('a.letter_id', '=', letterId)
    .where((is) => is.or([is('a.published_at', 'is not', null), is('a.counts_as_answer', '=', true)]))
    .orderBy('a.answered_on')
    .orderBy('a.id')
    .execute()
}
