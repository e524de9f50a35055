import { sql } from 'kysely'
import { storedColumns } from '../../db/stored-columns.ts'
import type { Db } from '../../db/pool.ts'
import type { CredentialClass, Row } from '../../db/schema.ts'

/**
 * Locks the credentials and statements that wait for a batch, of all letters, for this transaction. Callers take the lock before
 * they read these tables, and after the letter's lock. Otherwise two transactions that read first and then write would deadlock,
 * for example the batches of two letters at the same time.
 */
export async function lockPending(trx: Db): Promise<void> {
  await sql`lock table pending, waiting_statement in access exclusive mode`.execute(trx)
}

/** Counts the redeemed credentials of each class that wait for a batch, without withdrawn ones. */
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

/**
 * Removes the redeemed credentials of these classes from `pending`, and withdrawn ones of any class. Returns them in the order of
 * their ids.
 */
export async function takeRedeemed(
  trx: Db,
  letterId: string,
  classes: readonly CredentialClass[],
): Promise<Row<'pending'>[]> {
  const { rows } = await sql<Row<'pending'>>`select * from take_pending(${letterId}, ${classes}::text[])`.execute(trx)
  return rows
}

/**
 * Inserts in the given order, in one transaction. A credential that was withdrawn before its batch is stored only so that it
 * stays spent.
 */
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
  // A statement has at most 65,535 parameters.
  for (let from = 0; from < all.length; from += 4000)
    await trx
      .insertInto('credential')
      .values(all.slice(from, from + 4000))
      .execute()
}

/** Moves signatures to the revision that their signing keys agreed to, in the same batch that moves their count. */
export async function carryAgreements(trx: Db, letterId: string, signatureIds: readonly Buffer[]): Promise<void> {
  await sql`
    update credential set revision = agreed_revision, commitment = agreed_commitment, proof = agreed_proof,
      agreed_revision = null, agreed_commitment = null, agreed_proof = null
    where letter_id = ${letterId} and agreed_revision is not null
      and substring(id for 16) = any(${signatureIds}::bytea[])`.execute(trx)
}

/**
 * Rewrites the changed anonymous signatures and their credentials in the order of their ids. Each row was updated when its holder
 * acted, so the physical positions would reveal the order of the changes.
 */
export async function rewriteAnonymous(
  trx: Db,
  letterId: string,
  changed: readonly { id: Buffer; visibility: string }[],
): Promise<void> {
  const ids = changed.filter(({ visibility }) => visibility === 'anonymous').map(({ id }) => id)
  if (ids.length === 0) return
  const columns = await storedColumns(trx, 'signature')
  await sql`
    with taken as (delete from signature where letter_id = ${letterId} and id = any(${ids}::bytea[]) returning *)
    insert into signature (${columns}) select ${columns} from taken order by id`.execute(trx)
  await sql`
    with taken as (
      delete from credential where letter_id = ${letterId} and substring(id for 16) = any(${ids}::bytea[]) returning *
    )
    insert into credential select * from taken order by id`.execute(trx)
}
