import { describe, expect, test } from 'vitest'
import { notifyLetter } from '../../server/db/notify.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { testServer } from '../support/app.ts'
import { freezingProxy, type FreezingProxy } from '../support/freezing-proxy.ts'
import { keyOf, namesOf, nextBatch, openLetter, pageOf, signAs } from '../support/stories.ts'
import { statementsOf } from '../support/statements.ts'

const name = 'Ann Lee'

/**
 * A server whose LISTEN connection can freeze. The connection is then half-open, as after a router that failed silently. Another
 * process hides a name, and a reader requests the page continuously.
 */
async function frozenServer(heartbeat: number, heardFor: number) {
  let proxy: FreezingProxy | undefined
  const server = await testServer({
    listensAt: async (url) => (proxy = await freezingProxy(url)).url,
    heartbeat,
    heardFor,
  })
  if (!proxy) throw new Error('the server does not listen through the proxy')
  return { server, proxy }
}

const withHeartbeat = await frozenServer(100, 145)
/** The earlier behaviour: a page stays visible until its change is heard, or the connection is known to be lost. */
const without = await frozenServer(60_000, Infinity)

/** @returns milliseconds for which the name was still shown; undefined if it was still there at the end */
async function shownFor({ server, proxy }: typeof without, patience: number): Promise<number | undefined> {
  const letter = await openLetter(server)
  const path = `/letters/${keyOf(letter)}`
  await signAs(server, letter, { address: 'ann@northwind.example', name })
  await nextBatch(server, letter)
  const kept = async () => (await statementsOf(server.pool, () => pageOf(server, path))).length === 0
  await expect.poll(kept).toBe(true)
  expect((await pageOf(server, path)).html).toContain(name)
  proxy.freeze()
  // A connection of its own, as another process has: this process knows at once what it changed itself.
  const { db, close } = openDatabase(server.databaseUrl)
  await db
    .updateTable('signature')
    .set({ name: null, name_salt: null, name_hidden: true })
    .where('letter_id', '=', letter.id)
    .execute()
  await notifyLetter(db, letter.id)
  const hidden = performance.now()
  try {
    while (performance.now() - hidden < patience) {
      if (!(await pageOf(server, path)).html.includes(name)) return performance.now() - hidden
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return undefined
  } finally {
    await close()
    proxy.thaw()
    await expect.poll(async () => namesOf(server, letter)).toEqual([])
  }
}

describe('a name that another process hid, while the connection that hears of it is frozen', () => {
  test('is gone once the last heartbeat no longer stands', async () => {
    expect(await shownFor(withHeartbeat, 20_000)).toBeDefined()
  })

  test('is shown for longer where nobody asks the connection', async () => {
    expect(await shownFor(without, 1000)).toBeUndefined()
  })
})
