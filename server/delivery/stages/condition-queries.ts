import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'
import { stoppingVerdicts } from '../verdicts.ts'
import type { Condition } from './conditions.ts'
import { conditionNow, type ConditionFacts } from './next-move.ts'

export type ConditionRow = Row<'stage_condition'>

export async function setConditions(db: Db, stageId: string, conditions: readonly Condition[]): Promise<void> {
  await db.deleteFrom('stage_condition').where('stage_id', '=', stageId).execute()
  if (conditions.length > 0)
    await db
      .insertInto('stage_condition')
      .values(conditions.map((condition) => rowOf(stageId, condition)))
      .execute()
}

export function rowOf(stageId: string, condition: Condition): NewRow<'stage_condition'> {
  const nothing = {
    local_time: null,
    zone: null,
    due_at: null,
    class: null,
    least: null,
    after_stage: null,
    days: null,
  }
  const row = { ...nothing, stage_id: stageId, kind: condition.kind }
  switch (condition.kind) {
    case 'date':
      return { ...row, local_time: condition.local, zone: condition.zone, due_at: condition.at }
    case 'count':
      return { ...row, class: condition.class, least: condition.least }
    case 'silence':
      return { ...row, after_stage: condition.after, days: condition.days }
    case 'together':
      return row
  }
}

export async function conditionsOf(db: Db, letterId: string): Promise<ConditionRow[]> {
  return db
    .selectFrom('stage_condition as c')
    .innerJoin('stage as s', 's.id', 'c.stage_id')
    .selectAll('c')
    .where('s.letter_id', '=', letterId)
    .orderBy('c.stage_id')
    .orderBy('c.kind')
    .execute()
}

export interface ConditionStanding {
  stage_id: string
  kind: ConditionRow['kind']
  holds: boolean
  /** When the passing of time makes the condition true. Null for a count, and for a silence that has not begun to run. */
  at: Date | null
  /** For a count: the signatures as of the last batch. Null while the letter is below its first threshold. */
  counted: number | null
  /** For a silence: whether an answer has come whose verdict stops the days. */
  answered: boolean
  /** For names that wait: how far the waiting is. Null if the letter does not offer it. */
  together: ConditionFacts['together']
}

type FactsRow = ConditionFacts & { stage_id: string; class: ConditionRow['class']; after_stage: string | null }

/**
 * What the letter says now about the conditions of all its stages. A count uses the tally of the last batch, which is public. A
 * silence begins when its stage is done, and runs from the last copy that was accepted.
 */
export async function conditionFacts(db: Db, letterId: string): Promise<FactsRow[]> {
  const { rows } = await sql<FactsRow>`
    with standing as (
      select c.*,
        case when c.kind = 'count' and not l.collecting then (
          select coalesce(sum(t.count), 0)::int from tally t
          where t.letter_id = l.id and t.revision >= l.substance_revision
            and case when c.class = 'workers' then t.class <> 'supporter' else t.class = c.class end
        ) end as counted,
        (select max(d.accepted_at) from delivery d join stage e on e.id = d.stage_id
          where d.stage_id = c.after_stage and d.state = 'accepted' and e.state = 'done') as delivered_at,
        (select min(d.accepted_at) from delivery d where d.stage_id = c.after_stage) as first_at
      from stage_condition c join stage s on s.id = c.stage_id join letter l on l.id = s.letter_id
      where l.id = ${letterId}
    )
    select stage_id, kind, (select state from together where letter_id = ${letterId}) as together,
      due_at, class, least, after_stage, days, counted, delivered_at,
      kind = 'silence' and exists (
        select from response r where r.letter_id = ${letterId} and r.verdict = any(${stoppingVerdicts})
          and r.answered_on >= (standing.first_at at time zone 'UTC')::date
          and (r.recipient_id is null or r.recipient_id in (
            select t.recipient_id from stage_recipient t where t.stage_id = standing.after_stage))
      ) as answered
    from standing order by stage_id, kind`.execute(db)
  return rows
}

/**
 * Evaluates the conditions of all stages of a letter.
 * @param day length of a day in milliseconds; a rehearsal uses shorter days
 */
export async function conditionsNow(db: Db, letterId: string, now: Date, day: number): Promise<ConditionStanding[]> {
  return (await conditionFacts(db, letterId)).map((facts) => {
    const { stage_id, kind, counted, answered, together } = facts
    return { stage_id, kind, counted, answered, together, ...conditionNow(facts, now, day) }
  })
}
