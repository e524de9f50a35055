import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { copyFolder } from '../../server/audit/copy-files.ts'
import { logOf } from '../../server/audit/queries.ts'
import { readConfig } from '../../server/config.ts'
import { parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import type { NamesJson } from '../../server/letters/page/schemas.ts'
import { finishClosings } from '../../server/letters/lifecycle/settle-letters.ts'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import { testFolder } from '../support/database.ts'
import { codeIn, startMailServer } from '../support/mail.ts'
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
    const core = { db, keys: keysOf, config: readConfig({ KEYS_DIR: place.KEYS_DIR }) }
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

test('after a kill and a restore, a name that was withdrawn since the backup stays away, and no address signs again', async () => {
  const inbox = await startMailServer()
  const place = { ...ownPlace(), SMTP_URL: inbox.url, LIMITS: 'off', UNIT_MINUTE_SECONDS: '0.05' }
  const server = await startServer(relaxed, place)
  const letter = await letterIn(place)
  const api = `/api/v1/letters/${letter.slug}`
  const names = async (url: string) => {
    const { names: listed } = (await (await fetch(`${url}${api}/signatures`)).json()) as NamesJson
    return listed.map(({ name }) => name)
  }
  const batch = () =>
    withDatabase(place, async (db, keysOf) => {
      const now = new Date()
      await db.updateTable('letter').set({ next_batch_at: now }).where('id', '=', letter.id).execute()
      await closeBatch({ db, keys: keysOf, config: readConfig({ KEYS_DIR: place.KEYS_DIR }) }, letter.id, now)
    })
  const signing_key = (await trySigning(server.url, letter, inbox))!
  await trySigning(server.url, letter, inbox)
  await batch()
  await vi.waitFor(async () => expect(await names(server.url)).toHaveLength(2), 20_000)
  const [withdrawn] = await withDatabase(place, async (db) => {
    const { publicKey } = signatoryKeys(parseSigningKey(signing_key)!, letter.id)
    return db.selectFrom('signature').select('name').where('verifier', '=', publicKey).execute()
  })
  const file = join(testFolder(), 'backup.gz')
  expect(await runToEnd(backup, [file], place)).toMatchObject({ code: 0 })

  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ signing_key })
  const answer = await fetch(`${server.url}${api}/mine/withdrawal`, { method: 'POST', headers, body })
  expect(answer.status).toBe(204)
  const since = (await trySigning(server.url, letter, inbox))!
  await batch()
  // The copy that follows the batch.
  const head = join(copyFolder(readConfig({ KEYS_DIR: place.KEYS_DIR }), letter.id), 'head')
  const isCopied = async () =>
    withDatabase(place, async (db) => {
      const log = (await logOf(db, letter.id))!
      return readFileSync(head, 'utf8').split('\n')[1] === String(log.size)
    })
  await vi.waitFor(async () => expect(await isCopied()).toBe(true), 20_000)
  await endServer(server, 'SIGKILL')

  const other = { ...place, DATA_DIR: ownPlace().DATA_DIR }
  expect(await runToEnd(restore, [file], other)).toMatchObject({ code: 0 })
  const restored = await startServer(relaxed, other)
  const after = await names(restored.url)
  expect(after).toHaveLength(1)
  expect(after).not.toContain(withdrawn?.name)
  expect(await missing(other, letter, [since])).toEqual([since])
  const last = inbox.mails().at(-1)!
  const address = last.to
  const asked = await fetch(`${restored.url}${api}/signings`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ visibility: 'public', name: 'Worker Again', address }),
  })
  const { challenge } = (await asked.json()) as { challenge: string }
  const mail = await inbox.waitFor(({ to, text }) => to === address && text !== last.text, 10_000)
  const again = await fetch(`${restored.url}${api}/signings/${challenge}/confirmation`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ code: codeIn(mail.text) }),
  })
  expect(again.status).toBe(409)
  await endServer(restored, 'SIGTERM')
}, 120_000)
