import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

export interface CodeTotals {
  sent: number
  refused: number
  /** Codes that organizers have handed over after an in-person check. */
  handedOver: number
  /** Mail domains at which no code arrives. */
  domains: string[]
}

/**
 * Shows the organizers the totals of now, rounded down to a multiple of `step`, and the domains with at least `refusals` refusals. A domain
 * at which as many codes have arrived begins anew. Fewer arrivals change nothing, so that nobody sees one person ask for a code.
 * @param since YYYY-MM-DD; older refusals do not count
 */
export async function releaseCodeTotals(
  db: Db,
  letterId: string,
  { step, refusals, since }: { step: number; refusals: number; since: string },
): Promise<void> {
  await sql`
    delete from refused_mail where letter_id = ${letterId}::uuid and domain in (
      select domain from refused_mail where letter_id = ${letterId}::uuid
      group by domain having sum(arrived) >= ${refusals}::int)`.execute(db)
  await sql`
    update code_total set shown_sent = sent - sent % ${step}::int, shown_refused = refused - refused % ${step}::int,
      shown_handed_over = handed_over - handed_over % ${step}::int,
      shown_domains = array(
        select domain from refused_mail where letter_id = ${letterId}::uuid and day >= ${since}::date
        group by domain having sum(refused) >= ${refusals}::int order by domain)
    where letter_id = ${letterId}::uuid`.execute(db)
}

/** The totals as of the last batch. */
export async function shownCodeTotals(db: Db, letterId: string): Promise<CodeTotals> {
  const row = await db
    .selectFrom('code_total')
    .select([
      'shown_sent as sent',
      'shown_refused as refused',
      'shown_handed_over as handedOver',
      'shown_domains as domains',
    ])
    .where('letter_id', '=', letterId)
    .executeTakeFirst()
  return row ?? { sent: 0, refused: 0, handedOver: 0, domains: [] }
}
