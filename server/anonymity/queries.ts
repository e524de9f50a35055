import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { CredentialClass, NewRow, Row } from '../db/schema.ts'
import { wrongCodesPerAddressAndHour } from '../mailbox/codes.ts'

export type IssuerRow = Row<'issuer'>
export type PendingRow = Row<'pending'>
export type CredentialRow = Row<'credential'>

export async function issuersOf(db: Db, letterId: string): Promise<IssuerRow[]> {
  return db.selectFrom('issuer').selectAll().where('letter_id', '=', letterId).orderBy('class').orderBy('id').execute()
}

/** The order is fixed, because requests are hashed and signatures are stored in it. */
export async function issuersFor(db: Db, letterId: string, verification: CredentialClass): Promise<IssuerRow[]> {
  return (await issuersOf(db, letterId)).filter((issuer) => issuer.class === verification)
}

/** Keeps the first key when two owners open the letter at the same time. */
export async function keepIssuer(db: Db, row: IssuerRow): Promise<void> {
  await db
    .insertInto('issuer')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * `open`: whether the letter still takes signatures. `held`: the hash of the request that the address's claim records. It is
 * null while `open` when the challenge has used up its answers.
 */
export interface Claimed {
  open: boolean
  held: Buffer | null
}

/**
 * Spends an address's claim on a request if the claim is unspent. With a challenge, it also erases the address that the challenge
 * holds. The lock on the letter's row makes closing wait for this transaction.
 */
export async function takeClaim(
  db: Db,
  claim: { letterId: string; tag: Buffer; requestHash: Buffer; challengeId: Buffer | null },
  now: Date,
): Promise<Claimed> {
  const { letterId, tag, requestHash, challengeId } = claim
  const { rows } = await sql<Claimed>`
    select * from spend_claim(${letterId}, ${tag}, ${requestHash}, ${now}, ${challengeId})`.execute(db)
  return rows[0] ?? { open: false, held: null }
}

/** A code that was entered for a challenge, and the hash of the request on which the address's claim will be spent. */
export interface Proof {
  challengeId: Buffer
  mac: Buffer
  requestHash: Buffer
  now: Date
}

/** Tries several codes and spends the claim of each right one, as `takeClaim` does. The result is undefined for each wrong code. */
export async function proveClaims(
  db: Db,
  letterId: string,
  proofs: readonly Proof[],
): Promise<(Claimed | undefined)[]> {
  const challenges = proofs.map(({ challengeId }) => challengeId)
  const macs = proofs.map(({ mac }) => mac)
  const requests = proofs.map(({ requestHash }) => requestHash)
  const now = new Date(Math.max(...proofs.map((proof) => proof.now.getTime())))
  const { rows } = await sql<Claimed & { number: number }>`
    select * from prove_claims(${letterId}, ${challenges}::bytea[], ${macs}::bytea[], ${requests}::bytea[], ${now},
      ${wrongCodesPerAddressAndHour})`.execute(db)
  const claimed = new Map(rows.map((row) => [row.number, row]))
  return proofs.map((_, index) => claimed.get(index + 1))
}

export async function claimOf(trx: Db, letterId: string, tag: Buffer): Promise<Buffer | undefined> {
  const { rows } = await sql<{ request_hash: Buffer }>`
    select request_hash from find_claim(${letterId}, ${tag})`.execute(trx)
  return rows[0]?.request_hash
}

/** Replaces the request hash of the claim when a named signature is exchanged. The caller holds the letter's lock. */
export async function replaceClaim(trx: Db, letterId: string, tag: Buffer, requestHash: Buffer): Promise<void> {
  await sql`
    insert into claim (letter_id, tag, request_hash, drawn_hash)
    values (${letterId}, ${tag}, ${requestHash}, (select drawn_hash from find_claim(${letterId}, ${tag})))
    on conflict (letter_id, tag) do update set request_hash = excluded.request_hash`.execute(trx)
}

export async function pendingById(db: Db, letterId: string, ids: readonly Buffer[]): Promise<PendingRow | undefined> {
  return db
    .selectFrom('pending')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', 'in', ids)
    .executeTakeFirst()
}

export async function credentialById(
  db: Db,
  letterId: string,
  ids: readonly Buffer[],
): Promise<CredentialRow | undefined> {
  return db
    .selectFrom('credential')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', 'in', ids)
    .executeTakeFirst()
}

/**
 * The number of a revision that may be signed, found by its hash. It is the current revision, or an earlier one of the same
 * substance.
 */
export async function signableRevision(
  db: Db,
  letter: { id: string; substance_revision: number },
  hash: Buffer,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('revision')
    .select((is) => is.fn.max('number').as('number'))
    .where('letter_id', '=', letter.id)
    .where('number', '>=', letter.substance_revision)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.number ?? undefined
}

/**
 * Returns those of the letters whose credentials may be redeemed. The row locks make closing and purging wait for this
 * transaction. After closing, the last batch must still be ahead, because a credential that is written later would never be
 * counted.
 * @param now when the requests arrived
 */
export async function redeemable(trx: Db, letterIds: readonly string[], now: Date): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('letter')
    .select('id')
    .where('id', 'in', [...letterIds].sort())
    .where((is) =>
      is.or([
        is('state', 'in', ['quiet', 'open']),
        is.and([is('redeems_until', '>', now), is('next_batch_at', '<=', is.ref('redeems_until'))]),
      ]),
    )
    .where('state', '<>', 'purged')
    .orderBy('id')
    .forKeyShare()
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Adds redeemed credentials, unless they wait already or are counted.
 * @returns `full`: the letters with at least `full` pending credentials, which need not wait for their next scheduled batch;
 * `waiting`: those of the credentials that wait now, as they are stored. The table stays locked until the transaction ends, so no
 * batch takes them first.
 */
export async function addPending(
  trx: Db,
  rows: readonly PendingRow[],
  full: number,
): Promise<{ full: string[]; waiting: PendingRow[] }> {
  await sql`select add_pending(${JSON.stringify(rows.map(asJson))}::jsonb)`.execute(trx)
  const found = await trx
    .selectFrom('pending')
    .select('letter_id')
    .where('letter_id', 'in', [...new Set(rows.map(({ letter_id }) => letter_id))])
    .groupBy('letter_id')
    .having((is) => is(is.fn.countAll(), '>=', full))
    .execute()
  const ids = rows.map(({ id }) => id)
  const waiting = await trx.selectFrom('pending').selectAll().where('id', 'in', ids).execute()
  return { full: found.map(({ letter_id }) => letter_id), waiting }
}

/** @returns whether the credential was pending */
export async function changePending(trx: Db, id: Buffer, change: Partial<PendingRow>): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select change_pending(${id}, ${JSON.stringify(asJson(change))}::jsonb) as changed`.execute(trx)
  return rows[0]?.changed === true
}

/**
 * The credential as a repeated redemption may see it. A redemption consists of published data, so anybody can repeat it. A
 * withdrawal that waits for its batch must therefore stay hidden. A credential that was withdrawn before any batch has no
 * signature and was never published, so only its holder can ask for it.
 */
export async function credentialAsSeen(db: Db, letterId: string, id: Buffer): Promise<CredentialRow | undefined> {
  return db
    .selectFrom('credential as c')
    .leftJoin('signature as s', (join) => join.on(sql<boolean>`s.id = substring(c.id for 16)`))
    .selectAll('c')
    .select(sql<Buffer | null>`case when s.withdrawn is distinct from false then c.withdrawal end`.as('withdrawal'))
    .where('c.letter_id', '=', letterId)
    .where('c.id', '=', id)
    .executeTakeFirst()
}

export async function changeCredential(
  trx: Db,
  id: Buffer,
  change: Partial<Pick<CredentialRow, 'withdrawal' | 'agreed_revision' | 'agreed_commitment' | 'agreed_proof'>>,
): Promise<void> {
  await trx.updateTable('credential').set(change).where('id', '=', id).execute()
}

/** Published anonymous signatures in the order of their ids. Changes that no batch has carried out yet stay hidden. */
export async function publishedAfter(db: Db, letterId: string, after: Buffer | null, limit: number) {
  return db
    .selectFrom('credential as c')
    .innerJoin('signature as s', (join) => join.on(sql<boolean>`s.id = substring(c.id for 16)`))
    .innerJoin('revision as r', (join) =>
      join.onRef('r.letter_id', '=', 'c.letter_id').onRef('r.number', '=', 'c.revision'),
    )
    .select(['c.id', 'c.class', 'c.public_key', 'c.prefix', 'c.signatures', 'c.commitment', 'c.proof', 's.counted'])
    .select(['r.hash as revision_hash', 's.withdrawn'])
    .select(sql<Buffer | null>`case when s.withdrawn then c.withdrawal end`.as('withdrawal'))
    .where('c.letter_id', '=', letterId)
    .where('c.never_counted', '=', false)
    .where('c.id', '>', after ?? Buffer.alloc(0))
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

/** The length of the published list, capped at `most`. The list never shrinks: withdrawn signatures stay in it. */
export async function countListed(db: Db, letterId: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from credential where letter_id = ${letterId} and not never_counted limit ${most}
    ) as listed`.execute(db)
  return rows[0]?.count ?? 0
}

/** Like `publishedAfter`, for one bucket and without the data that a recount needs. */
export async function publishedBetween(
  db: Db,
  letterId: string,
  { from, before }: { from: Buffer; before: Buffer | null },
) {
  return db
    .selectFrom('credential as c')
    .innerJoin('signature as s', (join) => join.on(sql<boolean>`s.id = substring(c.id for 16)`))
    .select(['c.id', 'c.revision', 'c.commitment', 's.withdrawn'])
    .where('c.letter_id', '=', letterId)
    .where('c.never_counted', '=', false)
    .where('c.id', '>=', from)
    .$if(before !== null, (query) => query.where('c.id', '<', before ?? from))
    .orderBy('c.id')
    .execute()
}

/** Returns true unless the signature was withdrawn, or the organizers invalidated it. */
export async function isCounted(db: Db, signatureId: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('signature')
    .select('id')
    .where('id', '=', signatureId)
    .where('counted', '=', true)
    .where('pending_withdrawal', '=', false)
    .where('invalid_reason', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Adds a named signature that replaces an anonymous one and waits for its batch. */
export async function insertWaiting(trx: Db, row: NewRow<'waiting_signature'>): Promise<void> {
  await trx.insertInto('waiting_signature').values(row).execute()
}

/** Converts bytea and bytea[] to the JSON form that PostgreSQL reads. */
function asJson(row: Partial<PendingRow>): Record<string, unknown> {
  const text = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
    return Array.isArray(value) ? value.map(text) : value
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)]))
}
