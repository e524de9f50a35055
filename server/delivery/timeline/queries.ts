import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { publicVerdicts } from '../verdicts.ts'
import type { AnswerFacts, RecipientFacts, StageFacts, TimeFacts } from './timeline-events.ts'

/**
 * The stages that are public, because they were announced or carried out. `days` is the length of the silence that starts the
 * stage.
 */
export async function publicStages(db: Db, letterId: string): Promise<StageFacts[]> {
  return db
    .selectFrom('stage')
    .leftJoin('stage_photo as f', 'f.stage_id', 'stage.id')
    .leftJoin('stage_call as w', 'w.stage_id', 'stage.id')
    .select(['id', 'number', 'kind', 'state', 'disclosure', 'announced_at', 'notice_until', 'confirmed_at'])
    .select(['cancelled_at', 'f.width as photo_width', 'f.height as photo_height', 'w.counted as written'])
    .select(
      sql<number | null>`(select max(days) from stage_condition c
        where c.stage_id = stage.id and c.kind = 'silence')`.as('days'),
    )
    .where('letter_id', '=', letterId)
    .where((is) => is.or([is('announced_at', 'is not', null), is('confirmed_at', 'is not', null)]))
    .orderBy('number')
    .execute()
}

/** The recipients of the public stages, in a stable order. Leaves out the press, which is never named. */
export async function publicRecipients(db: Db, letterId: string): Promise<RecipientFacts[]> {
  return db
    .selectFrom('stage_recipient as t')
    .innerJoin('stage as s', 's.id', 't.stage_id')
    .innerJoin('recipient as r', 'r.id', 't.recipient_id')
    .leftJoin('delivery as d', (join) =>
      join.onRef('d.stage_id', '=', 't.stage_id').onRef('d.recipient_id', '=', 't.recipient_id'),
    )
    .leftJoin('receipt as c', 'c.delivery_id', 'd.id')
    .leftJoin('snapshot as n', (join) =>
      join.onRef('n.stage_id', '=', 'd.stage_id').onRef('n.version', '=', 'd.snapshot_version'),
    )
    .select(['t.stage_id', 'r.id as recipient_id', 'r.name', 'r.office', 'd.state', 's.number', 's.kind'])
    .select(['d.accepted_at', 'd.last_tried_at', 'c.confirmed_at', 'n.answer_by'])
    .select(
      sql<string | null>`(select min(b.noted_on)::text from bounce b
        where b.delivery_id = d.id and b.verdict = 'failed')`.as('returned_on'),
    )
    .select(
      sql<boolean>`exists (select from bounce b
        where b.delivery_id = d.id and b.verdict = 'failed' and not b.superseded)`.as('returned_last'),
    )
    .where('s.letter_id', '=', letterId)
    .where('r.press_of', 'is', null)
    .where((is) => is.or([is('s.announced_at', 'is not', null), is('s.confirmed_at', 'is not', null)]))
    .orderBy('r.name')
    .orderBy('r.office')
    .orderBy('r.id')
    .orderBy('s.number')
    .execute()
}

/** The answers that are public at least as events, because they are published or because of their verdict. */
export async function publicAnswers(db: Db, letterId: string): Promise<AnswerFacts[]> {
  return db
    .selectFrom('response as a')
    .leftJoin('recipient as r', 'r.id', 'a.recipient_id')
    .leftJoin('response_pdf as f', 'f.response_id', 'a.id')
    .select(['a.id', 'a.way', 'a.text', 'a.answered_by', 'a.answered_on', 'a.published_at', 'a.verdict'])
    .select(['a.signature_state', 'a.signature_domain', 'a.signature_checked_on', 'a.edited'])
    .select(['a.recipient_id', 'r.name', 'r.office'])
    .select(['f.bytes as pdf_bytes', 'f.hash as pdf_hash', 'f.published_at as pdf_published_at'])
    .where('a.letter_id', '=', letterId)
    .where((is) => is.or([is('a.published_at', 'is not', null), is('a.verdict', 'in', publicVerdicts)]))
    .orderBy('a.answered_on')
    .orderBy('a.id')
    .execute()
}

/** Until when recipients have asked for time, in the order in which they asked. All of it is public. */
export async function publicTimes(db: Db, letterId: string): Promise<TimeFacts[]> {
  return db
    .selectFrom('time_request as t')
    .innerJoin('delivery as d', 'd.id', 't.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select(['d.recipient_id', 'r.name', 'r.office', 's.number as stage', 't.asked_on', 't.until'])
    .where('s.letter_id', '=', letterId)
    .where('r.press_of', 'is', null)
    .orderBy('t.asked_on')
    .orderBy('s.number')
    .orderBy('t.number')
    .orderBy('r.id')
    .execute()
}
