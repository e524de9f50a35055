import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** Makes all waiting statements without a name visible to moderators together with a batch, in the order of their ids. */
export async function releaseStatements(trx: Db, letterId: string): Promise<void> {
  await sql`
    insert into statement (id, letter_id, class, public_key, tag, earlier_author, text_sealed)
    select id, letter_id, class, public_key, tag, earlier_author, text_sealed from take_waiting_statements(${letterId})
    on conflict do nothing`.execute(trx)
}
