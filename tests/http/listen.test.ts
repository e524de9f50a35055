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
    await vi.waitFor(() => expect(heard).toEqual(['second']), 20_000)
  })
  await vi.waitFor(() => expect(heard).toEqual(['second', 'first']), 20_000)
  await listener.close()
})

it('says when it hears nothing, and when it hears again', async () => {
  const heard: string[] = []
  const hears: boolean[] = []
  const listener = await listen(
    url,
    'letter',
    (id) => heard.push(id),
    (now) => hears.push(now),
  )
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()",
  )
  await vi.waitFor(() => expect(hears).toEqual([true, false, true]), 5_000)
  await notifyLetter(db, 'later')
  await vi.waitFor(() => expect(heard).toEqual(['later']), 20_000)
  await listener.close()
  expect(hears).toEqual([true, false, true])
})
