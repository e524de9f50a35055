import { expect, it, vi } from 'vitest'
import { listen } from '../../server/db/listen.ts'
import { notifyLetter } from '../../server/db/notify.ts'
import { testDatabase } from '../support/database.ts'

const { db, pool, url } = await testDatabase()

it('hears of a letter when the transaction that changed it commits, and not before', async () => {
  const heard: string[] = []
  const listener = await listen(
    url,
    'letter',
    (id) => heard.push(id),
    () => undefined,
  )
  await db.transaction().execute(async (transaction) => {
    await notifyLetter(transaction, 'first')
    await notifyLetter(db, 'second')
    await vi.waitFor(() => expect(heard).toEqual(['second']))
  })
  await vi.waitFor(() => expect(heard).toEqual(['second', 'first']))
  await listener.close()
})

it('says when it may have missed something, and hears again', async () => {
  const heard: string[] = []
  let lost = 0
  const listener = await listen(
    url,
    'letter',
    (id) => heard.push(id),
    () => (lost += 1),
  )
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and pid <> pg_backend_pid()",
  )
  await vi.waitFor(() => expect(lost).toBe(2), 5_000)
  await notifyLetter(db, 'later')
  await vi.waitFor(() => expect(heard).toEqual(['later']))
  await listener.close()
  expect(lost).toBe(2)
})
