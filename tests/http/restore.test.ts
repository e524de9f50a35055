import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup } from '../../server/db/backup/backup.ts'
import { restore } from '../../server/db/backup/restore.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { enqueue, type TaskName } from '../../server/jobs/queue.ts'
import { crontab } from '../../server/tasks.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { emptyDatabase, testFolder } from '../support/database.ts'
import { confirmed, signedLetter, three, type Campaign } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { recount } from '../support/recount.ts'
import { api, keyOf, namesOf, post, signAs, verifiedCount, withConsent } from '../support/stories.ts'

const day = 86_400_000

const server = await testServer()

/**
 * A letter with three copies to send, one of which is in transmission. One signature waits for its batch, and one is due to be
 * withdrawn.
 */
async function beforeTheLoss(): Promise<Campaign> {
  const campaign = await signedLetter(server, three)
  const { letter } = campaign
  const { db } = server.parts
  await confirmed(server, campaign)
  // Postpones the copies, so that they are not sent while the codes below are mailed.
  await db
    .updateTable('delivery')
    .set({ next_try_at: new Date(server.now().getTime() + day) })
    .execute()
  const path = `/api/v1/letters/${keyOf(letter)}/removals`
  const { json } = await post(server, path, { address: three[0]!.address })
  await server.work()
  const code = codeIn(server.inbox.mails().at(-1)!.text)
  expect((await post(server, `${path}/${json['challenge'] as string}/confirmation`, { code })).status).toBe(200)
  await signAs(server, letter, { name: 'Dov Adler', address: 'dov@northwind.example', visibility: 'public' })
  await db.updateTable('delivery').set({ next_try_at: null }).execute()
  await db
    .updateTable('delivery')
    .set({ state: 'handing-over', worker: 'the one that is lost', tries: 1 })
    .where('id', '=', (is) => is.selectFrom('delivery').select('id').orderBy('id').limit(1))
    .execute()
  expect((await deliveries(server)).sort()).toEqual(['handing-over', 'queued', 'queued'])
  return campaign
}

/** Runs what the worker does by itself from now on, without any restored job. */
async function sweep(restored: TestServer, moment: Date): Promise<void> {
  restored.at(moment)
  for (const line of crontab.split('\n')) await enqueue(restored.parts.db, line.split(' ').at(-1) as TaskName, {})
  await restored.work()
}

async function deliveries({ parts: { db } }: TestServer): Promise<string[]> {
  return (await db.selectFrom('delivery').select('state').execute()).map(({ state }) => state)
}

test('a restored server continues everything that was due, and sends nothing again automatically', async () => {
  const { letter } = await beforeTheLoss()
  const made = server.now()
  const file = join(testFolder(), 'backup.gz')
  await backup(server.databaseUrl, server.keysDir, file, made)
  const databaseUrl = await emptyDatabase()
  await restore(databaseUrl, file, made)

  const restored = await testServer({ over: { databaseUrl, keysDir: server.keysDir } })
  const row = () =>
    restored.parts.db.selectFrom('letter').selectAll().where('id', '=', letter.id).executeTakeFirstOrThrow()
  // A backup contains no queue. The sweep of every minute finds the batch that is overdue.
  const afterMark = async () => new Date((await row()).next_batch_at!.getTime() + 60_000)
  expect(await deliveries(restored)).toEqual(['unsure', 'unsure', 'unsure'])
  await settleLetters(restored.parts, made)
  await sweep(restored, made)
  expect(await verifiedCount(restored, letter)).toBe(3)

  // At the time of its batch, the waiting signature is counted.
  await sweep(restored, await afterMark())
  expect(await verifiedCount(restored, letter)).toBe(4)
  expect(await namesOf(restored, letter)).toEqual(['Dov Adler'])

  // After a week, the signature whose mailbox was proved is withdrawn. It leaves the count with the next batch.
  await sweep(restored, new Date(made.getTime() + 8 * day))
  await sweep(restored, await afterMark())
  expect(await verifiedCount(restored, letter)).toBe(3)
  const { kept, counted } = await recount(restored.parts.db, letter.id)
  expect(kept).toEqual(counted)

  // Two weeks after the delivery, its stored bytes are destroyed.
  const sealed = () => restored.parts.db.selectFrom('snapshot').select('list_sealed').execute()
  expect((await sealed())[0]?.list_sealed).not.toBeNull()
  await sweep(restored, new Date(made.getTime() + 15 * day))
  expect((await sealed()).every(({ list_sealed }) => list_sealed === null)).toBe(true)

  await sweep(restored, (await row()).closes_at!)
  expect(await row()).toMatchObject({ state: 'closed', claims_key_destroyed: true })
  await sweep(restored, (await row()).purges_at!)
  expect(await row()).toMatchObject({ state: 'purged', names_key_destroyed: true, draft_sealed: null })
  expect(restored.inbox.mails()).toEqual([])
  expect(await deliveries(restored)).toEqual(['unsure', 'unsure', 'unsure'])
}, 60_000)

test('an invitation to a campaign that may have been used or replaced since the backup is gone after the restore', async () => {
  const { letter, owner } = await signedLetter(server, [])
  const path = `/dashboard/letters/${letter.id}/campaign`
  await withConsent(server, letter.id, () => api(server, owner, 'POST', path, { title: 'Side by side' }))
  await api(server, owner, 'POST', `${path}/invitation`)
  const file = join(testFolder(), 'backup.gz')
  await backup(server.databaseUrl, server.keysDir, file, server.now())
  const databaseUrl = await emptyDatabase()
  await restore(databaseUrl, file, server.now())
  const restored = await testServer({ over: { databaseUrl, keysDir: server.keysDir } })
  const rows = await restored.parts.db.selectFrom('campaign').select(['title', 'invitation_hash']).execute()
  expect(rows).toEqual([{ title: 'Side by side', invitation_hash: null }])
}, 60_000)
