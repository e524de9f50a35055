import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { backup } from '../../server/db/backup/backup.ts'
import { describeSchema } from '../../server/db/describe.ts'
import { checkInstallation } from '../../server/db/keys/installation.ts'
import { openDatabase, type Db } from '../../server/db/pool.ts'
import { migrate, readMigrations } from '../../server/db/migrate.ts'
import { restore } from '../../server/db/backup/restore.ts'
import { settleRestored } from '../../server/db/keys/settle-restored.ts'
import { emptyDatabase, testDatabase, testFolder, testKeys } from '../support/database.ts'
import { sentence } from '../support/words.ts'

const now = new Date('2026-03-01T10:20:30Z')
const awkward = 'Zoë "\\N"\tO’Neill\u2028\r\n\\.\nعلي'

async function letter(db: Db, slug: string): Promise<string> {
  const { id } = await db
    .insertInto('letter')
    .values({ slug, quiet_token: slug, state: 'quiet', opened_at: now, created_on: '2026-03-01', revision: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const json = '[]'
  const text = { title: slug, text: awkward, demands: json, recipients: json, employers: json, language: 'en' }
  await db
    .insertInto('revision')
    .values({ letter_id: id, number: 1, kind: 'first', ...text, hash: Buffer.alloc(32, 1), published_on: '2026-03-01' })
    .execute()
  return id
}

async function signature(db: Db, letter_id: string, byte: number, name: string): Promise<void> {
  const id = Buffer.alloc(16, byte)
  const chosen = { visibility: 'public', class: 'mailbox' } as const
  await db
    .insertInto('signature')
    .values({ id, letter_id, revision: 1, ...chosen, name })
    .execute()
}

async function filled() {
  const database = await testDatabase()
  const { keys, dir } = testKeys()
  await checkInstallation(database.db, keys)
  const id = await letter(database.db, 'a-letter')
  await signature(database.db, id, 2, awkward)
  await signature(database.db, id, 1, 'Ada')
  return { ...database, keys, dir, id, file: join(testFolder(), 'backup.gz') }
}

it('restores into an empty database what was there, letter for letter, and nothing that was to be forgotten', async () => {
  const { db, url, keys, dir, file, id } = await filled()
  await db
    .insertInto('mail_allowance')
    .values({ bucket: Buffer.from('unlogged'), sent: 1, hour: now })
    .execute()
  await backup(url, dir, file, now)

  const empty = await emptyDatabase()
  await restore(empty, file, now)
  const restored = openDatabase(empty)
  await checkInstallation(restored.db, keys)
  for (const table of ['letter', 'revision', 'signature', 'installation'] as const)
    expect(await restored.db.selectFrom(table).selectAll().orderBy(sortedBy(table)).execute()).toEqual(
      await db.selectFrom(table).selectAll().orderBy(sortedBy(table)).execute(),
    )
  expect(await restored.db.selectFrom('mail_allowance').selectAll().execute()).toEqual([])
  expect(await describeSchema(empty)).toBe(await describeSchema(url))
  expect((await restored.db.selectFrom('signature').select('letter_id').execute())[0]?.letter_id).toBe(id)
  await restored.close()
})

it('restores a backup that was made before all codes were in one table', async () => {
  const older = await emptyDatabase()
  await migrate(
    older,
    readMigrations().filter(({ name }) => name < '0040'),
  )
  const before = openDatabase(older)
  const id = await letter(before.db, 'an-older-letter')
  await before.close()
  const file = join(testFolder(), 'older.gz')
  await backup(older, testKeys().dir, file, now)
  const empty = await emptyDatabase()
  await restore(empty, file, now)
  const restored = openDatabase(empty)
  expect(await restored.db.selectFrom('letter').select('id').execute()).toEqual([{ id }])
  expect(await restored.db.selectFrom('mailed_code').selectAll().execute()).toEqual([])
  await restored.close()
})

it('betrays neither the order of signing nor a time, and is for our eyes only', async () => {
  const { url, dir, file, keys } = await filled()
  await backup(url, dir, file, now)
  const text = gunzipSync(readFileSync(file)).toString()
  expect(text.lastIndexOf('Ada')).toBeLessThan(text.lastIndexOf('Neill'))
  expect(text.split('\n')[0]).toContain('"madeOn":"2026-03-01"')
  expect(text).not.toContain(keys.server('a').toString('hex'))
  expect(text).not.toMatch(/graphile|challenge|mail_allowance/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('refuses to overwrite, to lie beside the keys, and to be restored over a database in use', async () => {
  const { url, dir, file } = await filled()
  await expect(backup(url, dir, join(dir, 'backup.gz'), now)).rejects.toThrow(sentence('backup-beside-keys'))
  await backup(url, dir, file, now)
  await expect(backup(url, dir, file, now)).rejects.toThrow(sentence('backup-file-exists', { file }))
  await expect(restore(url, file, now)).rejects.toThrow(sentence('restore-database-in-use'))
})

it('restores nothing of a file that is not whole, and then still restores the whole one', async () => {
  const { url, dir, file } = await filled()
  await backup(url, dir, file, now)
  const whole = gunzipSync(readFileSync(file))
  const cut = join(testFolder(), 'cut.gz')
  const empty = await emptyDatabase()
  writeFileSync(cut, gzipSync(whole.subarray(0, whole.indexOf('Ada'))))
  await expect(restore(empty, cut, now)).rejects.toThrow(sentence('restore-incomplete', { file: cut }))
  writeFileSync(cut, readFileSync(file).subarray(0, -20))
  await expect(restore(empty, cut, now)).rejects.toThrow(/Nothing was restored/)
  writeFileSync(cut, 'not a backup')
  await expect(restore(empty, cut, now)).rejects.toThrow(/cannot be read as a backup/)
  await expect(restore(empty, join(dir, 'missing'), now)).rejects.toThrow(/cannot be read as a backup/)
  await restore(empty, file, now)
})

it('finds the letters that were closed or purged after the backup, by their tombstones and not by absent keys', async () => {
  const { db, keys, id } = await filled()
  const closed = await letter(db, 'closed-since')
  const purged = await letter(db, 'purged-since')
  await letter(db, 'without-keys')
  for (const each of [id, closed, purged]) keys.createForLetter(each)
  keys.destroy(closed, 'claims')
  keys.destroy(purged, 'claims')
  keys.destroy(purged, 'names')
  keys.notePurged(purged)
  const found: string[] = []
  await settleRestored(
    { db, keys },
    {
      discardedBefore: async (letterId) => void found.push(`discarded ${letterId}`),
      closedBefore: async (letterId) => void found.push(`closed ${letterId}`),
      purgedBefore: async (letterId) => void found.push(`purged ${letterId}`),
      namesGoneBefore: async (letterId) => void found.push(`names ${letterId}`),
      draftGoneBefore: async (letterId) => void found.push(`draft ${letterId}`),
      togetherGoneBefore: async (letterId) => void found.push(`together ${letterId}`),
    },
  )
  expect(found.sort()).toEqual([`closed ${closed}`, `closed ${purged}`, `purged ${purged}`].sort())
})

function sortedBy(table: 'letter' | 'revision' | 'signature' | 'installation') {
  return table === 'revision'
    ? ('letter_id' as const)
    : table === 'installation'
      ? ('key_check' as const)
      : ('id' as const)
}
