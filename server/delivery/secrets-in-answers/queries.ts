import type { Db } from '../../db/pool.ts'

/** The hashes of the tokens of a letter's private pages, ended ones too, and of its copies' check codes. */
export async function secretHashes(db: Db, letterId: string): Promise<{ tokens: Buffer[]; codes: Buffer[] }> {
  const rows = await db
    .selectFrom('recipient_page as p')
    .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .leftJoin('delegation as g', 'g.delivery_id', 'd.id')
    .select(['p.token_hash', 'p.check_hash', 'g.token_hash as delegate_hash'])
    .where('s.letter_id', '=', letterId)
    .execute()
  return {
    tokens: rows.flatMap(({ token_hash, delegate_hash }) => [token_hash, ...(delegate_hash ? [delegate_hash] : [])]),
    codes: rows.flatMap(({ check_hash }) => check_hash ?? []),
  }
}
