import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

/** `not-mine`: organizers hid the name. `take-away`: somebody who proved the mailbox hid it. Each is independent of the other. */
type Reason = Row<'name_claim'>['kind']

/** Returns true if the name is hidden for this reason. */
export async function isHidden(db: Db, signatureId: Buffer, reason: Reason): Promise<boolean> {
  const row = await db
    .selectFrom('name_claim')
    .select('id')
    .where('signature_id', '=', signatureId)
    .where('kind', '=', reason)
    .where('state', '=', 'hidden')
    .executeTakeFirst()
  return row !== undefined
}

/** Records that a name was hidden. The dashboard shows owners how many mailboxes asked for it, so that they notice a burst. */
export async function noteHiding(
  db: Db,
  hidden: { letterId: string; signatureId: Buffer; reason: Reason },
  day: string,
): Promise<void> {
  const { letterId, signatureId, reason } = hidden
  await db
    .insertInto('name_claim')
    .values({ letter_id: letterId, signature_id: signatureId, kind: reason, state: 'hidden', received_on: day })
    .execute()
}

/** @returns whether the name was hidden for this reason */
export async function endHiding(db: Db, signatureId: Buffer, reason: Reason): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('name_claim')
    .set({ state: 'declined' })
    .where('signature_id', '=', signatureId)
    .where('kind', '=', reason)
    .where('state', '=', 'hidden')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
