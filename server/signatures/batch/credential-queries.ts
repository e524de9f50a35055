import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { CredentialClass, Row } from '../../db/schema.ts'

/**
 * What awaits its batch, of all letters, is one's own from here on. Taken before any of it is read, and in this order: two who had read
 * it and then want to write, two letters' batches at the same mark say, would wait for each other.
 */
export async function lockPending(trx: Db): Promise<void> {
  await sql`lock table pending, waiting_statement in access exclusive mode`.execute(trx)
}

/** How many redeemed credentials of each class await a batch, without those that were withdrawn since. */
export async function countRedeemed(trx: Db, letterId: string): Promise<{ class: CredentialClass; count: number }[]> {
  const rows = await trx
    .selectFrom('pending')
    .select(['class', (is) => is.fn.countAll<string>().as('count')])
    .where('letter_id', '=', letterId)
    .where('withdrawal', 'is', null)
    .groupBy('class')
    .orderBy('class')
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** The redeemed credentials of these classes, and what was withdrawn of any, in the order of their ids; they are pending no more. */
export async function takeRedeemed(
  trx: Db,
  letterId: string,
  classes: readonly CredentialClass[],
): Promise<Row<'pending'>[]> {
  const { rows } = await sql<Row<'pending'>>`select * from take_pending(${letterId}, ${classes}::text[])`.execute(trx)
  return rows
}

/** In the order given, in one transaction. What was withdrawn before it was counted leaves nothing but that it is spent. */
export async function insertCredentials(trx: Db, rows: readonly Row<'pending'>[]): Promise<void> {
  const all = rows.map((row) => ({
    id: row.id,
    letter_id: row.letter_id,
    class: row.class,
    public_key: row.public_key,
    prefix: row.prefix,
    signatures: row.signatures,
    revision: row.revision,
    commitment: row.commitment,
    proof: row.proof,
    withdrawal: row.withdrawal,
    never_counted: row.withdrawal !== null,
  }))
  // A statement has at most 65,535 values.
  for (let from = 0; from < all.length; from += 4000)
    await trx
      .insertInto('credential')
      .values(all.slice(from, from + 4000))
      .execute()
}

/** Moves signatures to the text that their signing keys agreed to, in the same batch that moves their count. */
export async function carryAgreements(trx: Db, letterId: string, signatureIds: readonly Buffer[]): Promise<void> {
  await sql`
    update credential set revision = agreed_revision, commitment = agreed_commitment, proof = agreed_proof,
      agreed_revision = null, agreed_commitment = null, agreed_proof = null
    where letter_id = ${letterId} and agreed_revision is not null
      and substring(id for 16) = any(${signatureIds}::bytea[])`.execute(trx)
}

/**
 * Writes what changed among anonymous signatures anew, with their credentials, in the order of their ids. Each was changed when its
 * holder came: their places would say in which order that was.
 */
export async function rewriteAnonymous(
  trx: Db,
  letterId: string,
  changed: readonly { id: Buffer; visibility: string }[],
): Promise<void> {
  const ids = changed.filter(({ visibility }) => visibility === 'anonymous').map(({ id }) => id)
  if (ids.length === 0) return
  await sql`
    with taken as (delete from signature where letter_id = ${letterId} and id = any(${ids}::bytea[]) returning *)
    insert into signature select * from taken order by id`.execute(trx)
  await sql`
    with taken as (
      delete from credential where letter_id = ${letterId} and substring(id for 16) = any(${ids}::bytea[]) returning *
    )
    insert into credential select * from taken order by id`.execute(trx)
}
