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

/**
 * The redeemed credentials of each class that wait for a batch, without withdrawn ones.
 * @param only restricts the result to these ids
 */
export async function redeemedIds(
  db: Db,
  letterId: string,
  only?: readonly Buffer[],
): Promise<{ class: CredentialClass; ids: Buffer[] }[]> {
  const rows = await db
    .selectFrom('pending')
    .select(['class', 'id'])
    .where('letter_id', '=', letterId)
    .where('withdrawal', 'is', null)
    .$if(only !== undefined, (query) => query.where(sql<boolean>`id = any(${only ?? []}::bytea[])`))
    .orderBy('class')
    .execute()
  const classes = [...new Set(rows.map((row) => row.class))]
  return classes.map((one) => ({ class: one, ids: rows.filter((row) => row.class === one).map(({ id }) => id) }))
}

/** What a batch needs to know of a credential that it counts. */
export type Redeemed = Pick<Row<'pending'>, 'id' | 'letter_id' | 'class' | 'revision' | 'facets_sealed'>

/**
 * Moves these redeemed credentials, and all withdrawn ones, from `pending` to `credential`, in the order of their ids. A credential
 * that was withdrawn before its batch is stored only so that it stays spent.
 * @returns those that count, in the order of their ids
 */
export async function takeRedeemed(trx: Db, letterId: string, ids: readonly Buffer[]): Promise<Redeemed[]> {
  const { rows } = await sql<Redeemed>`
    with taken as materialized (select * from take_pending(${letterId}, ${ids}::bytea[])),
    kept as (
      insert into credential (id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof, withdrawal,
        never_counted)
      select id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof, withdrawal,
        withdrawal is not null
      from taken order by id
    )
    select id, letter_id, class, revision, facets_sealed from taken where withdrawal is null order by id`.execute(trx)
  return rows
}

/** Moves signatures to the revision that their signing keys agreed to, in the same batch that moves their count. */
export async function carryAgreements(trx: Db, letterId: string, signatureIds: readonly Buffer[]): Promise<void> {
  await sql`
    update credential set revision = agreed_revision, commitment = agreed_commitment, proof = agreed_proof,
      agreed_revision = null, agreed_commitment = null, agreed_proof = null
    where letter_id = ${letterId} and agreed_revision is not null
      and (${ofSignatures(signatureIds)})`.execute(trx)
}

/**
 * The id of a signature is the beginning of its credential's id. In this form, PostgreSQL finds each credential by its key, however
 * many there are.
 */
function ofSignatures(ids: readonly Buffer[]) {
  const last = Buffer.alloc(16, 255)
  return sql`id = any(array(
    select found.id from unnest(${ids}::bytea[]) as s (id) cross join lateral (
      select id from credential where id >= s.id and id <= s.id || ${last}::bytea order by id limit 1) as found))`
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
      delete from credential where letter_id = ${letterId} and (${ofSignatures(ids)}) returning *
    )
    insert into credential select * from taken order by id`.execute(trx)
}
