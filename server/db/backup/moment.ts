import { connectClient, connectionNames } from '../connection.ts'

/** Milliseconds after a letter's batch time during which the batch counts as just closed. */
const justNow = 120_000

/**
 * Tells when a backup may be made. Two copies of the database from between two batches would reveal who signed in between.
 * So while signatures wait, a backup is made just after a batch, when fewer signatures wait than a batch needs.
 * @param minute length of a minute in milliseconds
 * @returns null if a backup may be made now, or else the batch time to wait for
 */
export async function backupMoment(url: string, minute: number, now: Date): Promise<Date | null> {
  const client = await connectClient(url, connectionNames.command)
  try {
    const { rows } = await client.query<{ next_batch_at: Date | null }>(
      `select max(next_batch_at) as next_batch_at from letter
       where next_batch_at - make_interval(secs => batch_minutes * $1::float8) < $2
         and (exists (select from waiting_signature where letter_id = letter.id)
           or exists (select from pending where letter_id = letter.id))`,
      [minute / 1000, new Date(now.getTime() - Math.min(justNow, minute * 2))],
    )
    return rows[0]?.next_batch_at ?? null
  } finally {
    await client.end()
  }
}
