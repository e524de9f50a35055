import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

export interface StepRow {
  number: number
  kind: Row<'stage'>['kind']
  disclosure: Row<'stage'>['disclosure']
  state: Row<'stage'>['state']
  notice_until: Date | null
  due_at: Date | null
  zone: string | null
  class: string | null
  least: number | null
  after_number: number | null
  days: number | null
  /** How far the waiting is, if the stage waits for names. Otherwise null. */
  together: string | null
  /** Those whose answer is waited for. */
  silent: { name: string; office: string }[]
  people: { name: string; office: string }[]
}

/** The stages of a letter that its owners have decided on and that are still to come. */
export async function decidedSteps(db: Db, letterId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select s.number, s.kind, s.disclosure, s.state, s.notice_until,
      d.due_at, d.zone, c.class, c.least, a.number as after_number, w.days,
      (select g.state from together g join stage_condition n on n.stage_id = s.id and n.kind = 'together'
        where g.letter_id = s.letter_id) as together,
      coalesce((
        select json_agg(json_build_object('name', r.name, 'office', r.office) order by r.name, r.office)
        from stage_recipient t join recipient r on r.id = t.recipient_id
        where t.stage_id = s.id and r.press_of is null
      ), '[]') as people,
      coalesce((
        select json_agg(json_build_object('name', r.name, 'office', r.office) order by r.name, r.office)
        from stage_recipient t join recipient r on r.id = t.recipient_id
        where t.stage_id = a.id
      ), '[]') as silent
    from stage s
      left join stage_condition d on d.stage_id = s.id and d.kind = 'date'
      left join stage_condition c on c.stage_id = s.id and c.kind = 'count'
      left join stage_condition w on w.stage_id = s.id and w.kind = 'silence'
      left join stage a on a.id = w.after_stage
    where s.letter_id = ${letterId}
      and (s.state = 'announced' or s.approved_at is not null and s.state in ('planned', 'late'))
    order by s.number`.execute(db)
  return rows
}
