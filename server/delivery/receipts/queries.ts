import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../db/pool.ts'

/**
 * A condition for a copy `g` of a stage `t` to a recipient `r`. It is true if the copy was mailed and accepted by `before`, and the
 * recipient has not reacted on any copy: no receipt, no answer, no request for time and no delegate. It leaves out the press, which has
 * no page, and recipients whose page was ended, because they cannot confirm.
 */
export function withoutReceipt(before: Date): RawBuilder<boolean> {
  const onAnyCopy = (table: string) =>
    sql`exists (select from ${sql.table(table)} c join delivery o on o.id = c.delivery_id where o.recipient_id = g.recipient_id)`
  return sql<boolean>`(t.kind = 'mail' and g.state = 'accepted' and r.press_of is null and g.accepted_at <= ${before}
    and exists (select from recipient_page p where p.delivery_id = g.id and not p.revoked)
    and not ${onAnyCopy('receipt')} and not ${onAnyCopy('time_request')} and not ${onAnyCopy('delegation')}
    and not exists (select from response a where a.recipient_id = g.recipient_id))`
}

/** Marks the copies without a receipt as reminded. Returns their letters, each once, without purged ones. */
export async function takeWithoutReceipt(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ letter_id: string }>`
    with due as (
      select g.id, t.letter_id from delivery g
      join stage t on t.id = g.stage_id join recipient r on r.id = g.recipient_id join letter l on l.id = t.letter_id
      where not g.receipt_reminded and l.state <> 'purged' and ${withoutReceipt(before)}
      for update of g skip locked
    ), marked as (
      update delivery d set receipt_reminded = true from due where d.id = due.id returning due.letter_id
    )
    select distinct letter_id from marked`.execute(db)
  return rows.map(({ letter_id }) => letter_id)
}
