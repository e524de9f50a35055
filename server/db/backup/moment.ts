import { connectClient, connectionNames } from '../connection.ts'

/** How long after its mark a letter's batch counts as just closed. */
const JUST_NOW = 120_000

/**
 * When a backup may be made: null for now, else the next mark to wait for. Copies of the database made between two batches would
 * tell who signed in between; so where signatures wait, a backup is made just after a mark, when fewer than a batch can be left.
 */
export async function backupMoment(url: string, minute: number, now: Date): Promise<Date | null> {
  const client = await connectClient(url, connectionNames.command)
  try {
    const { rows } = await client.query<{ next_batch_at: Date | null }>(
      `select max(next_batch_at) as next_batch_at from letter
       where next_batch_at - make_interval(secs => batch_minutes * $1::float8) < $2
         and (exists (select from waiting_signature where letter_id = letter.id)
           or exists (select from pending where letter_id = letter.id))`,
      [minute / 1000, new Date(now.getTime() - Math.min(JUST_NOW, minute * 2))],
    )
    return rows[0]?.next_batch_at ?? null
  } finally {
    await client.end()
  }
}
