import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'
import { tryMailedCode } from './mailed-code-queries.ts'

/** The tables of challenges whose codes are kept by address (`mailed_code`). Signatories' codes belong to their letter. */
export type ChallengeTable = 'sign_in_challenge' | 'subscriber_challenge' | 'recipient_challenge'

/**
 * Tries a code on a challenge. A wrong code uses up one of the challenge's tries and counts against the address.
 * Must run in a transaction, which locks challenge and code, so that a code works once.
 *
 * @param codeOf tag and MAC under which the code would be kept; null if the challenge does not belong here
 * @returns undefined if the challenge is unknown, foreign, expired or has no tries left
 */
export async function tryChallenge<Table extends ChallengeTable>(
  db: Db,
  table: Table,
  id: Buffer,
  codeOf: (challenge: Row<Table>) => { tag: Buffer; mac: Buffer } | null,
  now: Date,
): Promise<{ right: boolean; challenge: Row<Table> } | undefined> {
  const { rows } = await sql<Row<Table>>`
    select * from ${sql.table(table)} where id = ${id} and expires_at > ${now} and attempts_left > 0 for update`.execute(
    db,
  )
  const [challenge] = rows
  const code = challenge && codeOf(challenge)
  if (!code) return undefined
  const right = await tryMailedCode(db, code.tag, { challengeId: id, mac: code.mac }, now)
  if (!right) await sql`update ${sql.table(table)} set attempts_left = attempts_left - 1 where id = ${id}`.execute(db)
  return { right, challenge }
}
