import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { finishClosings } from '../../server/letters/lifecycle/settle-letters.ts'
import { testFolder } from '../support/database.ts'
import { startMailServer } from '../support/mail.ts'
import {
  endServer,
  letterIn,
  missing,
  ownPlace,
  relaxed,
  runToEnd,
  startServer,
  trySigning,
  withDatabase,
} from '../support/process.ts'

const backup = 'server/commands/backup.ts'
const restore = 'server/commands/restore.ts'

test('a backup of a server that runs comes just after a batch, and what closed since is closed again', async () => {
  const inbox = await startMailServer()
  // A batch of sixty minutes closes every three seconds.
  const place = { ...ownPlace(), SMTP_URL: inbox.url, LIMITS: 'off', UNIT_MINUTE_SECONDS: '0.05' }
  const server = await startServer(relaxed, place)
  const letter = await letterIn(place)
  const keys: string[] = []
  for (let i = 0; i < 3; i++) keys.push((await trySigning(server.url, letter, inbox))!)

  const file = join(testFolder(), 'backup.gz')
  const inside = await runToEnd(backup, [join(place.KEYS_DIR, 'backup.gz')], place)
  expect(inside).toMatchObject({ code: 1, output: expect.stringContaining('outside KEYS_DIR') })
  const made = await runToEnd(backup, [file], place)
  expect(made).toEqual({
    code: 0,
    output: expect.stringMatching(/Written: .*It holds no keys.*server.key and of the tombstones/),
  })

  await withDatabase(place, async (db, keysOf) => {
    const core = { db, keys: keysOf, config: readConfig({}) }
    await closeWhere(core, letter.id, new Date(), () => true)
    await finishClosings(core)
  })
  const over = await runToEnd(restore, [file], place)
  expect(over).toMatchObject({ code: 1, output: expect.stringContaining('is in use by process') })
  await endServer(server, 'SIGTERM')

  const other = { ...place, DATA_DIR: ownPlace().DATA_DIR }
  expect(await runToEnd(restore, [file], other)).toMatchObject({ code: 0, output: expect.stringContaining('Restored') })
  const restored = await startServer(relaxed, other)
  expect(await missing(other, letter, keys)).toEqual([])
  const [row] = await withDatabase(other, (db) =>
    db.selectFrom('letter').select(['state', 'claims_key_destroyed']).execute(),
  )
  expect(row).toEqual({ state: 'closed', claims_key_destroyed: true })
  const page = await (await fetch(`${restored.url}/letters/${letter.slug}`)).text()
  expect(page).toContain('Worker')
  await vi.waitFor(async () => expect((await fetch(`${restored.url}/healthz`)).status).toBe(200), 20_000)
  await endServer(restored, 'SIGTERM')
}, 120_000)
