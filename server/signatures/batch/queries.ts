import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { noteChanged } from '../changed-queries.ts'
import type { SignatureRow, WaitingRow } from '../queries.ts'
import { nameArrays, nameColumns, nameGone, type NameColumns } from '../stored-name-queries.ts'

/** Reads whether new signatures or changes wait for a batch. Leaves out those that wait for the end of fixed names. */
export async function whatWaits(db: Db, letterId: string): Promise<{ additions: boolean; changes: boolean }> {
  const { rows } = await sql<{ additions: boolean; changes: boolean }>`
    select exists (select from waiting_signature where letter_id = ${letterId} and (visibility <> 'together'
          or not exists (select from together where letter_id = ${letterId} and state = 'reached')))
        or exists (select from pending where letter_id = ${letterId} and withdrawal is null) as additions,
      exists (select from signature where letter_id = ${letterId} and (${pending})) as changes`.execute(db)
  return rows[0] ?? { additions: false, changes: false }
}

/** Must equal the condition of the index `signature_pending`. */
const pending = sql`pending_visibility is not null or pending_revision is not null or pending_withdrawal
  or (not withdrawn and counted = (invalid_reason is not null))`

/**
 * The caller must hold the letter's lock, so that nobody changes rows in the meantime. More may come.
 * @param only restricts the result to these ids
 */
export async function waitingRows(db: Db, letterId: string, only?: readonly Buffer[]): Promise<WaitingRow[]> {
  return db
    .selectFrom('waiting_signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .$if(only !== undefined, (query) => query.where(sql<boolean>`id = any(${only ?? []}::bytea[])`))
    .execute()
}

export async function takeWaiting(db: Db, letterId: string, ids: readonly Buffer[]): Promise<void> {
  await sql`delete from waiting_signature where letter_id = ${letterId} and id = any(${ids}::bytea[])`.execute(db)
}

/**
 * Rewrites the signatures that keep waiting, in the order of their random ids. Otherwise their physical positions would keep the
 * order of signing.
 */
export async function rewriteWaiting(db: Db, letterId: string): Promise<void> {
  await sql`
    with kept as (delete from waiting_signature where letter_id = ${letterId} returning *)
    insert into waiting_signature select * from kept order by id`.execute(db)
}

/** How many buckets of claims one transaction changes. Who signs meanwhile waits for it, some 20 milliseconds. */
const bucketsAtOnce = 200

/**
 * Moves all new claims into their buckets, in the order of their tags. A claim is inserted in the same transaction as its
 * signature. Without the move, a copy of the database would show the same transaction number and similar positions for both. Runs
 * after the batch that counted the signatures, in transactions of its own, so that its cost keeps nobody waiting.
 */
export async function settleClaims(db: Db): Promise<void> {
  const letters = await db.selectFrom('claim').select('letter_id').distinct().execute()
  for (const { letter_id } of letters) while (await settleSome(db, letter_id));
}

/**
 * The commit does not wait for the disk, because people who sign wait for this transaction. The move is durable once the calling job has
 * ended, because PostgreSQL writes its log in order. After a crash before that, the claims stand as before, and the job runs again.
 * @returns whether claims were moved
 */
async function settleSome(db: Db, letterId: string): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select settle_claims(${letterId}, ${bucketsAtOnce}) as moved, set_config('synchronous_commit', 'off', true)`.execute(
    db,
  )
  return rows[0]?.moved === true
}

/** Rewrites the numbers of codes that organizers have handed over, so that no row shows when its last code was made. */
export async function rewriteHandedOver(db: Db, letterId: string): Promise<void> {
  await sql`
    with taken as (delete from handed_over where letter_id = ${letterId} returning *)
    insert into handed_over select * from taken order by tag`.execute(db)
}

export type CountedSignature = Pick<
  Row<'signature'>,
  'id' | 'revision' | 'visibility' | 'class' | 'employer_id' | 'verifier' | 'resemblance' | 'claim_tag' | 'named'
> &
  NameColumns & { removal_due?: string | null; facets_sealed?: Buffer | null; name_entry?: Buffer | null }

/**
 * Inserts in the given order, in one statement. The caller sorts by random ids, so the physical order reveals nothing about
 * arrival.
 */
export async function insertSignatures(db: Db, letterId: string, rows: readonly CountedSignature[]): Promise<void> {
  const column = <Key extends keyof CountedSignature>(key: Key) => rows.map((row) => row[key])
  await sql`
    insert into signature
      (letter_id, id, revision, visibility, class, employer_id, verifier, ${nameColumns}, resemblance, claim_tag,
       facets_sealed, removal_due, named, name_entry, name_hidden)
    select ${letterId}::uuid, new.*, new.removal_due is not null from unnest(
      ${column('id')}::bytea[], ${column('revision')}::int[], ${column('visibility')}::text[], ${column('class')}::text[],
      ${column('employer_id')}::uuid[], ${column('verifier')}::bytea[], ${nameArrays(rows)},
      ${column('resemblance')}::text[], ${column('claim_tag')}::bytea[],
      ${rows.map((row) => (row.visibility === 'anonymous' ? null : (row.facets_sealed ?? null)))}::bytea[],
      ${rows.map((row) => row.removal_due ?? null)}::date[], ${column('named')}::boolean[],
      ${rows.map((row) => row.name_entry ?? null)}::bytea[]
    ) as new (id, revision, visibility, class, employer_id, verifier, ${nameColumns}, resemblance, claim_tag,
      facets_sealed, removal_due, named, name_entry)`.execute(db)
}

/**
 * Returns and locks the letter's counted signatures with changes that wait for a batch.
 * @param only restricts the result to these ids
 */
export async function changedRows(db: Db, letterId: string, only?: readonly Buffer[]): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(sql<boolean>`(${pending})`)
    .$if(only !== undefined, (query) => query.where(sql<boolean>`id = any(${only ?? []}::bytea[])`))
    .forUpdate()
    .execute()
}

/**
 * Carries out the wishes of signatories and the decisions of organizers: both for `wishes`, only the decision for `moderated`.
 * The same transaction moves the counts.
 */
export async function applyChanges(
  db: Db,
  letterId: string,
  { wishes, moderated }: { wishes: readonly Buffer[]; moderated: readonly Buffer[] },
): Promise<void> {
  await sql`
    update signature set withdrawn = true, counted = false, pending_withdrawal = false, moves = false,
      pending_visibility = null, pending_revision = null, ${nameGone}, verifier = null,
      claim_tag = null, resemblance = null, removal_due = null, facets_sealed = null, for_log_sealed = null,
      revealed = false, opening = null
    where letter_id = ${letterId} and id = any(${wishes}::bytea[]) and pending_withdrawal`.execute(db)
  await sql`
    update signature set
      visibility = coalesce(pending_visibility, visibility), pending_visibility = null,
      revision = coalesce(pending_revision, revision), pending_revision = null,
      counted = invalid_reason is null, for_log_sealed = null, ${revealedStays},
      facets_sealed = case when visibility = 'anonymous' then null else facets_sealed end
    where letter_id = ${letterId} and id = any(${wishes}::bytea[]) and not withdrawn`.execute(db)
  await sql`
    update signature set counted = invalid_reason is null, ${revealedStays}
    where letter_id = ${letterId} and id = any(${moderated}::bytea[]) and not withdrawn`.execute(db)
  await noteChanged(
    db,
    [...wishes, ...moderated].map((id) => ({ id, letter_id: letterId })),
  )
}

/** A revealed name that becomes less visible, or does not count any more, has no opening in the log. */
const revealedStays = sql`
  revealed = revealed and pending_visibility is null and invalid_reason is null,
  opening = case when pending_visibility is null and invalid_reason is null then opening end,
  opening_salt = case when pending_visibility is null and invalid_reason is null then opening_salt end`

export interface TallyChange {
  revision: number
  class: string
  visibility: string
  employer_id: string | null
  by: number
}

export async function moveTallies(
  db: Db,
  letterId: string,
  day: string,
  changes: readonly TallyChange[],
): Promise<void> {
  for (const change of changes) {
    await sql`
      insert into tally as t (letter_id, revision, class, visibility, employer_id, count)
      values (${letterId}, ${change.revision}, ${change.class}, ${change.visibility}, ${change.employer_id}, ${Math.max(0, change.by)})
      on conflict (letter_id, revision, class, visibility, employer_id) do update set count = t.count + ${change.by}::int`.execute(
      db,
    )
    await sql`
      insert into tally_day as t (letter_id, day, class, net) values (${letterId}, ${day}, ${change.class}, ${change.by})
      on conflict (letter_id, day, class) do update set net = t.net + excluded.net`.execute(db)
  }
}

export async function standingSince(db: Db, letterId: string, revision: number): Promise<number> {
  const { total } = await db
    .selectFrom('tally')
    .select((is) => is.fn.coalesce(is.fn.sum<string>('count'), sql<string>`'0'`).as('total'))
    .where('letter_id', '=', letterId)
    .where('revision', '>=', revision)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function setBatchTimes(
  db: Db,
  letterId: string,
  batch: { nextBatchAt: Date | null; asOf?: Date; collecting?: boolean },
): Promise<void> {
  await db
    .updateTable('letter')
    .set({
      next_batch_at: batch.nextBatchAt,
      ...(batch.asOf && { as_of: batch.asOf }),
      ...(batch.collecting !== undefined && { collecting: batch.collecting }),
    })
    .where('id', '=', letterId)
    .execute()
}

export async function lettersWithBatches(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('letter')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('next_batch_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function lettersDue(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('letter').select('id').where('next_batch_at', '<=', now).execute()
  return rows.map(({ id }) => id)
}
