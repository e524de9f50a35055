import type { Db } from '../../db/pool.ts'

/** The hashes of the tokens of a letter's private pages, ended ones too. */
export async function pageTokenHashes(db: Db, letterId: string): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('recipient_page as p')
    .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .select('p.token_hash')
    .where('s.letter_id', '=', letterId)
    .execute()
  return rows.map(({ token_hash }) => token_hash)
}
