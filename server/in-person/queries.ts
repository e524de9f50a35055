import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { mostOfLetter } from './rules.ts'

export interface HandingOver {
  letterId: string
  /** Identifies the organizer: a keyed hash (`organizerTag`). */
  tag: Buffer
  requestHash: Buffer
  count: number
  /** The key that will sign. */
  publicKey: Buffer
}

export type Counted = 'counted' | 'not-open' | 'off' | 'other-key' | 'organizers-limit' | 'letters-limit'

/**
 * Counts codes before they are signed, within the caller's transaction. The caller rolls it back unless the answer is `counted`. A
 * request that is the same as the organizer's last one is not counted again.
 *
 * The lock on the letter's row makes closing wait, and switching the check off. It is taken first, by a separate statement, so that the
 * next ones see what those have changed.
 */
export async function countHandedOver(
  trx: Db,
  { letterId, tag, requestHash, count, publicKey }: HandingOver,
  now: Date,
): Promise<Counted> {
  const { rows: open } = await sql<{ each: number }>`
    select checks_each as each from letter
    where id = ${letterId} and state in ('quiet', 'open') and not paused and closes_at > ${now} for key share`.execute(
    trx,
  )
  const each = open[0]?.each
  if (each === undefined) return 'not-open'
  if (each === 0) return 'off'
  const { rows: key } = await sql`
    select from code_key where letter_id = ${letterId} and class = 'reviewed' and public_key = ${publicKey}
      and private_sealed is not null`.execute(trx)
  if (key.length === 0) return 'other-key'
  if (await isLastRequest(trx, { letterId, tag, requestHash })) return 'counted'
  if (count > each) return 'organizers-limit'
  const { rows: own } = await sql`
    insert into handed_over as h (letter_id, tag, count, request_hash)
    values (${letterId}, ${tag}, ${count}, ${requestHash})
    on conflict (letter_id, tag) do update set count = h.count + excluded.count, request_hash = excluded.request_hash
      where h.count + excluded.count <= ${each} and h.request_hash <> excluded.request_hash
    returning 1`.execute(trx)
  // The same request may have arrived twice at the same time.
  if (own.length === 0)
    return (await isLastRequest(trx, { letterId, tag, requestHash })) ? 'counted' : 'organizers-limit'
  const { rows: all } = await sql`
    insert into code_total as t (letter_id, handed_over) values (${letterId}, ${count})
    on conflict (letter_id) do update set handed_over = t.handed_over + excluded.handed_over
      where t.handed_over + excluded.handed_over <= ${mostOfLetter(each)}
    returning 1`.execute(trx)
  return all.length === 0 ? 'letters-limit' : 'counted'
}

async function isLastRequest(
  db: Db,
  { letterId, tag, requestHash }: Pick<HandingOver, 'letterId' | 'tag' | 'requestHash'>,
): Promise<boolean> {
  const { rows } = await sql`
    select from handed_over where letter_id = ${letterId} and tag = ${tag} and request_hash = ${requestHash}`.execute(
    db,
  )
  return rows.length > 0
}

/** How many codes an organizer has had signed. */
export async function handedOverBy(db: Db, letterId: string, tag: Buffer): Promise<number> {
  const row = await db
    .selectFrom('handed_over')
    .select('count')
    .where('letter_id', '=', letterId)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return row?.count ?? 0
}
