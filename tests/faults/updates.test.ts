import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { randomId } from '../../server/crypto/keyed-hash.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { draftUpdate } from '../../server/updates/draft-update.ts'
import { insertSubscriber } from '../../server/updates/queries.ts'
import { mailsAbreast } from '../../server/updates/rules.ts'
import { openSubscriber, sealSubscriber, subscriberTag } from '../../server/updates/secrets.ts'
import { testServer } from '../support/app.ts'
import { spares } from '../support/delivering.ts'
import { randomNumbers } from '../support/random.ts'
import { join, openLetter, organizer, withConsent } from '../support/stories.ts'

const people = 40
const kills = 3
const seed = Number(process.env['SEED'] ?? 7)

let slow: () => boolean = () => false
const server = await testServer({
  inbox: { behave: (moment) => (moment === 'rcpt' && slow() ? { answer: 451 } : undefined) },
})
const { db } = server.parts

test('an update whose process is killed again and again reaches nobody twice, and whom it may have missed is known', async () => {
  const random = randomNumbers(seed)
  slow = () => random() < 0.1
  const letter = await openLetter(server)
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  for (let index = 0; index < people; index++) {
    const id = randomId()
    const address = `reader${String(index)}@personal.example`
    await insertSubscriber(db, {
      id,
      letter_id: letter.id,
      address_tag: subscriberTag(server.parts, letter.id, address),
      address_sealed: sealSubscriber(server.parts, letter.id, id, address),
    })
  }
  await draftUpdate(server.parts, owner.id, letter.id, { text: 'News.', version: 0 }, server.now())
  await withConsent(server, letter.id, () => publishUpdate(server.parts, owner, letter.id, 1, server.now()))

  const workers = spares(server, {})
  for (let killed = 0; killed < kills; killed++) {
    const worker = await workers.start()
    const before = server.inbox.mails().length
    while (server.inbox.mails().length < before + 3 + random() * 8) await sleep(2)
    const gone = once(worker, 'exit')
    worker.kill('SIGKILL')
    await gone
  }
  // The queue itself would also try again, after a delay that grows with each death.
  slow = () => false
  const { id: update } = await db.selectFrom('letter_update').select('id').executeTakeFirstOrThrow()
  await enqueue(db, 'send-update', { update }, { queue: 'mailings' })
  await workers.start()
  // A receipt is unsure until its mail is accepted, so the last mails must not be cut off.
  const settled = async () => {
    const all = await receipts()
    return { seed, all: all.length, unsure: all.filter(({ state }) => state === 'unsure').length }
  }
  await expect
    .poll(settled, { timeout: 60_000 })
    .toSatisfy(
      ({ all, unsure }: Awaited<ReturnType<typeof settled>>) => all === people && unsure <= kills * mailsAbreast,
    )
  await workers.end()

  // The owners got mails too, because something waited for them.
  const mailed = server.inbox
    .mails()
    .map(({ to }) => to)
    .filter((to) => to.startsWith('reader'))
  expect(new Set(mailed).size, `seed ${String(seed)}`).toBe(mailed.length)
  const all = await receipts()
  const unsure = all.filter(({ state }) => state === 'unsure')
  expect(unsure.length).toBeLessThanOrEqual(kills * mailsAbreast)
  for (const { state, address } of all) if (state === 'sent') expect(mailed).toContain(address)
  for (const address of mailed) expect(all.find((each) => each.address === address)?.state).toMatch(/^(sent|unsure)$/)
}, 90_000)

async function receipts(): Promise<{ state: string; address: string }[]> {
  const rows = await db
    .selectFrom('subscriber_receipt as r')
    .innerJoin('subscriber as s', 's.id', 'r.subscriber_id')
    .select(['s.id', 's.letter_id', 's.address_sealed', 'r.state'])
    .execute()
  return rows.map((row) => ({
    state: row.state,
    address: openSubscriber(server.parts, row.letter_id, row.id, row.address_sealed),
  }))
}
