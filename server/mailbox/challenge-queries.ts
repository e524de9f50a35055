import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import { wrongCodesPerAddressAndHour } from './codes.ts'

/** The tables of challenges that one transaction tries and uses. Signatories' have a statement of their own (`try_code`). */
export type ChallengeTable = 'sign_in_challenge' | 'subscriber_challenge' | 'recipient_challenge'

/**
 * Tries a code on a challenge. A wrong code uses up one of the challenge's tries and counts against the address.
 * Must run in a transaction, which locks the challenge.
 *
 * @param codeOf tag and MAC under which the code would be kept; null if the challenge does not belong here
 * @param spends whether a right code works for no other challenge afterwards
 * @returns undefined if the code is wrong, or the challenge is unknown, foreign, expired or has no tries left
 */
export async function tryChallenge<Table extends ChallengeTable>(
  db: Db,
  table: Table,
  id: Buffer,
  codeOf: (challenge: Row<Table>) => { tag: Buffer; mac: Buffer } | null,
  { spends }: { spends: boolean },
  now: Date,
): Promise<Row<Table> | undefined> {
  const { rows } = await sql<Row<Table>>`
    select * from ${sql.table(table)} where id = ${id} and expires_at > ${now} and attempts_left > 0 for update`.execute(
    db,
  )
  const [challenge] = rows
  const code = challenge && codeOf(challenge)
  if (!code) return undefined
  if (await isRightCode(db, id, code, { spends }, now)) return challenge
  await sql`update ${sql.table(table)} set attempts_left = attempts_left - 1 where id = ${id}`.execute(db)
  return undefined
}

/** Tries one mailed code. A wrong code counts against the address, not against the challenge. */
export async function isRightCode(
  db: Db,
  challengeId: Buffer,
  { tag, mac }: { tag: Buffer; mac: Buffer },
  { spends }: { spends: boolean },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ right: boolean }>`
    select try_mailed_code(${tag}, ${challengeId}, ${mac}, ${now}, ${wrongCodesPerAddressAndHour}, null, ${spends})
      as "right"`.execute(db)
  return rows[0]?.right === true
}
