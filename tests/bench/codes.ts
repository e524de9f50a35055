import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Core } from '../../server/core.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { openBenchLetter } from './letter.ts'
import { coreBeside, startApp } from './server.ts'
import type { BenchRow } from './row.ts'

const idleFor = 3000

/**
 * The longest time from requesting a code to its mail, while the batches of this many letters begin at the same moment, as after
 * an outage. The reference is the same server without a batch.
 */
export async function codeBesideBatchesRow(letters: number): Promise<BenchRow> {
  const inbox = await startCatcher()
  const app = await startApp({ WORKER: 'on', SMTP_URL: inbox.url })
  const { core, database } = coreBeside(app)
  try {
    const asked = await openBenchLetter(core, 'asked')
    const codes = new Codes(app.url, asked, inbox)
    await codes.longest(sleep(idleFor))
    const idle = await codes.longest(sleep(idleFor))
    const due = await waitingLetters(core, asked, letters)
    const began = performance.now()
    await core.db.transaction().execute(async (trx) => {
      const batchAt = new Date()
      await trx.updateTable('letter').set({ next_batch_at: batchAt }).where('id', 'in', due).execute()
      for (const letter of due) await enqueue(trx, 'close-batch', { letter }, { jobKey: `batch:${letter}` })
    })
    const beside = await codes.longest(allClosed(core, due))
    const took = (performance.now() - began) / 1000
    return {
      name: `code-beside-batches/${String(letters)}`,
      ours: beside,
      reference: idle,
      unit: 's',
      ratio: null,
      note: `the longest of each; the batches took ${took.toFixed(1)} s`,
    }
  } finally {
    await database.close()
    await app.stop()
    await inbox.close()
  }
}

class Codes {
  readonly #path: string
  readonly #inbox: Catcher
  #asked = 0

  constructor(url: string, letter: AddressedLetter, inbox: Catcher) {
    this.#path = `${url}/api/v1/letters/${letter.slug}/signings`
    this.#inbox = inbox
  }

  /**
   * Requests one code after another until the promise settles.
   * @returns seconds: the longest time for one code
   */
  async longest(until: Promise<unknown>): Promise<number> {
    const asking = new AbortController()
    void until.finally(() => {
      asking.abort()
    })
    let longest = 0
    while (!asking.signal.aborted) longest = Math.max(longest, await this.#mailed())
    await until
    return longest
  }

  async #mailed(): Promise<number> {
    const address = `ana.${String(this.#asked++)}@lantern.example`
    const began = performance.now()
    const answer = await fetch(this.#path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ visibility: 'withheld', address }),
    })
    if (answer.status !== 202) throw new Error(`asking for a code was answered ${String(answer.status)}`)
    await this.#inbox.waitFor(({ to }) => to === address, 120_000)
    return (performance.now() - began) / 1000
  }
}

/** Copies of a letter. On each copy one signature waits for its batch. */
async function waitingLetters({ db }: Core, letter: AddressedLetter, count: number): Promise<string[]> {
  await sql`
    insert into letter select (jsonb_populate_record(l, jsonb_build_object(
      'id', gen_random_uuid(), 'slug', 'due-' || n))).*
    from letter l, generate_series(1, ${count}::int) n where l.id = ${letter.id}`.execute(db)
  await sql`
    insert into revision select (jsonb_populate_record(r, jsonb_build_object('letter_id', l.id))).*
    from revision r, letter l where r.letter_id = ${letter.id} and l.slug like 'due-%'`.execute(db)
  const { rows } = await sql<{ letter_id: string }>`
    insert into waiting_signature (id, letter_id, revision, visibility, class, verifier)
    select substring(sha256(id::text::bytea) for 16), id, 1, 'withheld', 'mailbox', sha256(id::text::bytea)
    from letter where slug like 'due-%' returning letter_id`.execute(db)
  return rows.map(({ letter_id }) => letter_id)
}

async function allClosed({ db }: Core, letters: readonly string[]): Promise<void> {
  for (;;) {
    const row = await db
      .selectFrom('waiting_signature')
      .select('id')
      .where('letter_id', 'in', letters)
      .limit(1)
      .executeTakeFirst()
    if (!row) return
    await sleep(100)
  }
}
