import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import type { ActivityKind } from '../organizers/activity.ts'
import { noteChanged } from './changed-queries.ts'
import type { Condition } from './invalid-and-hidden.ts'
import type { SignatureRow } from './queries.ts'
import { nameArrays, nameColumns, nameFromNew, type NameColumns } from './stored-name-queries.ts'

/**
 * Returns and locks signatures. A withdrawal that waits for its batch is not visible, so organizers still find and may moderate
 * the signature.
 */
export async function signaturesById(db: Db, letterId: string, ids: readonly Buffer[]): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(sql<boolean>`id = any(${ids}::bytea[])`)
    .where('withdrawn', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Public names that are still sealed although everybody may see them: those of signatures that this batch reinstated. */
export async function namesToOpen(db: Db, letterId: string): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'public')
    .where('name', 'is', null)
    .where('name_sealed', 'is not', null)
    .where('counted', '=', true)
    .where('name_hidden', '=', false)
    .where('invalid_reason', 'is', null)
    .where('pending_visibility', 'is', null)
    .where('pending_withdrawal', '=', false)
    .execute()
}

/** The visibility as disclosure.ts shows it to organizers: a change holds at once only while they see the name. */
const visibilitySeen = sql`case when name is not null or name_sealed is not null
  then coalesce(pending_visibility, visibility) else visibility end`

/** One page of the signatures that an organizer reviews, in the order of their random ids. */
export async function matchingPage(
  db: Db,
  letterId: string,
  { resemblance, visibility, employer }: Condition,
  which: { after: Buffer | null; limit: number; state: 'standing' | 'invalid' | 'all' },
): Promise<SignatureRow[]> {
  return db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('withdrawn', '=', false)
    .$if(which.state === 'standing', (query) => query.where('invalid_reason', 'is', null))
    .$if(which.state === 'invalid', (query) => query.where('invalid_reason', 'is not', null))
    .$if(resemblance !== undefined, (query) => query.where('resemblance', '=', resemblance ?? null))
    .$if(visibility !== undefined, (query) => query.where(sql<boolean>`${visibilitySeen} = ${visibility}`))
    .$if(employer !== undefined, (query) => query.where('employer_id', '=', employer ?? null))
    .$if(which.after !== null, (query) => query.where('id', '>', which.after))
    .orderBy('id')
    .limit(which.limit)
    .execute()
}

export type Moderated = NameColumns & Pick<Row<'signature'>, 'id' | 'name_hidden' | 'invalid_reason'>

export async function saveModerated(db: Db, letterId: string, rows: readonly Moderated[]): Promise<void> {
  const column = <Key extends keyof Moderated>(key: Key) => rows.map((row) => row[key])
  await sql`
    update signature set ${nameFromNew}, name_hidden = new.name_hidden, invalid_reason = new.invalid_reason
    from unnest(${column('id')}::bytea[], ${column('name_hidden')}::boolean[], ${column('invalid_reason')}::text[],
      ${nameArrays(rows)}) as new (id, name_hidden, invalid_reason, ${nameColumns})
    where signature.id = new.id and letter_id = ${letterId}`.execute(db)
  await noteChanged(
    db,
    rows.map(({ id }) => ({ id, letter_id: letterId })),
  )
}

export async function addHidden(db: Db, letterId: string, by: number): Promise<void> {
  await sql`update letter set hidden_on_request = greatest(0, hidden_on_request + ${by}) where id = ${letterId}`.execute(
    db,
  )
}

/** The ids that an earlier invalidation concerned, so that it can be undone. */
export async function invalidationById(db: Db, letterId: string, id: string): Promise<Buffer[] | undefined> {
  const row = await db
    .selectFrom('activity')
    .select('detail')
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('what', '=', 'invalidated' satisfies ActivityKind)
    .executeTakeFirst()
  const { signatures } = (row?.detail ?? {}) as { signatures?: string[] }
  return signatures?.map((one) => Buffer.from(one, 'base64url'))
}

export async function nameClaims(db: Db, letterId: string) {
  return db
    .selectFrom('name_claim')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .orderBy('received_on')
    .orderBy('id')
    .limit(200)
    .execute()
}

export async function takeNameClaim(db: Db, letterId: string, id: string) {
  return db
    .selectFrom('name_claim')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()
}

/** The decision also erases the text of the request. */
export async function settleClaim(db: Db, id: string, state: 'hidden' | 'declined'): Promise<void> {
  await db.updateTable('name_claim').set({ state, message_sealed: null }).where('id', '=', id).execute()
}
