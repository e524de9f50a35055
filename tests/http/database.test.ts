import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkInstallation } from '../../server/db/keys/installation.ts'
import { KeyGone, openKeys } from '../../server/db/keys/keys.ts'
import { migrate, readMigrations } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { emptyDatabase, testDatabase, testFolder, testKeys } from '../support/database.ts'
import { sentence } from '../support/words.ts'

const letter = '5f0c6b36-4a10-4f0e-9d5e-0d6a3f3c2b11'

describe('the pool', async () => {
  const { db } = await testDatabase()

  it('gives bytes as buffers, days as text, times as dates and counts as numbers', async () => {
    await db
      .insertInto('letter')
      .values({ slug: 'a-letter', created_on: '2026-03-29', as_of: new Date(5) })
      .execute()
    await db
      .insertInto('installation')
      .values({ key_check: Buffer.from('check') })
      .execute()
    const row = await db
      .selectFrom('letter')
      .select(['created_on', 'as_of', 'visibilities', (eb) => eb.fn.countAll<number>().over().as('letters')])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      created_on: '2026-03-29',
      as_of: new Date(5),
      visibilities: ['anonymous', 'withheld', 'public'],
      letters: 1,
    })
    const { key_check } = await db.selectFrom('installation').select('key_check').executeTakeFirstOrThrow()
    expect(key_check).toEqual(Buffer.from('check'))
  })
})

describe('migrating', () => {
  it('can be done twice, and by two processes at once', async () => {
    const url = await emptyDatabase()
    // The second migration may wait as long as the first one takes on a busy machine.
    const patiently = () => migrate(url, readMigrations(), 60_000)
    await Promise.all([patiently(), patiently()])
    await migrate(url)
    const { db, close } = openDatabase(url)
    await expect(db.selectFrom('letter').selectAll().execute()).resolves.toEqual([])
    await close()
  })

  it('forgets codes of eight digits and the jobs that would mail them, and nothing else', async () => {
    const url = await emptyDatabase()
    const older = readMigrations().filter(({ name }) => name < '0032')
    await migrate(url, older)
    const { pool, db, close } = openDatabase(url)
    await pool.query(`
      insert into sign_in_challenge (id, address_tag, code_mac, mail_sealed, attempts_left, created_at, expires_at)
        values (substring(sha256('id') for 16), 'tag', 'mac', 'mail', 3, now(), now() + interval '15 minutes')`)
    await pool.query(`
      insert into code (letter_id, tag, slot, code_mac, mail_sealed, id, created_at, expires_at)
        values (gen_random_uuid(), 'tag', 1, 'mac', 'mail', substring(sha256('id') for 16), now(), now())`)
    await pool.query(`
      select graphile_worker.add_job(task, '{}'::json)
      from unnest('{send-code,send-sign-in-code,send-subscriber-code,send-answer-code,send-update}'::text[]) task`)
    await migrate(url)
    for (const table of ['sign_in_challenge', 'mailed_code'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
    const jobs = await pool.query('select task_identifier from graphile_worker.jobs')
    expect(jobs.rows).toEqual([{ task_identifier: 'send-update' }])
    await close()
  })

  it('keeps the codes of signatories when all codes move to one table', async () => {
    const url = await emptyDatabase()
    await migrate(
      url,
      readMigrations().filter(({ name }) => name < '0040'),
    )
    const { pool, db, close } = openDatabase(url)
    await pool.query(`
      insert into code (letter_id, tag, slot, code_mac, mail_sealed, id, created_at, expires_at)
        values ('${letter}', sha256('tag'), 2, 'mac', 'mail', substring(sha256('id') for 16), now(), now() + interval '15 minutes')`)
    await pool.query(`
      insert into code_attempts (letter_id, tag, hour, wrong) values ('${letter}', sha256('tag'), date_trunc('hour', now()), 7)`)
    await pool.query(
      `select graphile_worker.add_job(task, '{}'::json) from unnest('{send-code,send-mailed-code}'::text[]) task`,
    )
    await migrate(url)
    expect(await db.selectFrom('mailed_code').selectAll().execute()).toMatchObject([
      { slot: 2, claims_of: letter, letter_id: null, code_mac: Buffer.from('mac'), mail_sealed: null, spent_on: null },
    ])
    expect(await db.selectFrom('mailed_code_attempts').selectAll().execute()).toMatchObject([
      { claims_of: letter, wrong: 7 },
    ])
    const jobs = await pool.query('select task_identifier from graphile_worker.jobs')
    expect(jobs.rows).toEqual([{ task_identifier: 'send-mailed-code' }])
    await close()
  })

  it('refuses a database of a newer version', async () => {
    const { url } = await testDatabase()
    const older = readMigrations().slice(0, -1)
    await expect(migrate(url, older)).rejects.toThrow(/made by a newer version/)
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    const { url } = await testDatabase()
    const changed = readMigrations().map((migration) => ({ ...migration, checksum: 'other' }))
    await expect(migrate(url, changed)).rejects.toThrow(/is not the one that made this database/)
  })

  it('leaves nothing of a migration that fails half-way', async () => {
    const { url, db } = await testDatabase()
    const broken = { name: '9999_broken.sql', sql: 'create table half (id int); select nonsense', checksum: 'x' }
    await expect(migrate(url, [...readMigrations(), broken])).rejects.toThrow(/9999_broken.sql failed/)
    const tables = await db.introspection.getTables()
    expect(tables.map(({ name }) => name)).not.toContain('half')
  })

  it('says which setting to check when the database does not answer', async () => {
    await expect(migrate('postgres://nobody@localhost/none?host=/nowhere')).rejects.toThrow(/Check DATABASE_URL/)
  })
})

describe('keys', () => {
  it('differ by installation, letter, kind and purpose, and stay the same', () => {
    const { keys, dir } = testKeys()
    const other = '00000000-4a10-4f0e-9d5e-0d6a3f3c2b11'
    keys.createForLetter(letter)
    keys.createForLetter(other)
    const subkeys = [
      keys.server('a'),
      keys.server('b'),
      keys.claims(letter, 'a'),
      keys.names(letter, 'a'),
      keys.claims(other, 'a'),
    ]
    expect(new Set(subkeys.map((key) => key.toString('hex'))).size).toBe(5)
    keys.createForLetter(letter)
    expect(openKeys(dir).claims(letter, 'a')).toEqual(subkeys[2])
  })

  it('are gone for every process once destroyed, each kind by itself', () => {
    const { keys, dir } = testKeys()
    const elsewhere = openKeys(dir)
    keys.createForLetter(letter)
    elsewhere.claims(letter, 'tags')
    keys.destroy(letter, 'claims')
    keys.destroy(letter, 'claims')
    expect(() => elsewhere.claims(letter, 'tags')).toThrow(KeyGone)
    expect(elsewhere.names(letter, 'names')).toHaveLength(32)
    keys.destroy(letter, 'names')
    expect(() => elsewhere.names(letter, 'names')).toThrow(KeyGone)
    expect(readdirSync(join(dir, 'letters')).sort()).toEqual([`${letter}.claims.gone`, `${letter}.names.gone`])
  })

  it('are files that only we can read, and nothing is read from files that others can', () => {
    const { keys, dir } = testKeys()
    keys.createForLetter(letter)
    const file = join(dir, 'letters', `${letter}.names.key`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    chmodSync(file, 0o640)
    expect(() => keys.names(letter, 'names')).toThrow(`chmod 600 ${file}`)
    chmodSync(dir, 0o750)
    expect(() => openKeys(dir)).toThrow(`chmod 700 ${dir}`)
  })

  it('are not taken from a damaged file or another folder', () => {
    const { keys, dir } = testKeys()
    writeFileSync(join(dir, 'server.key'), 'short')
    expect(() => keys.server('a')).toThrow(sentence('keys-file-damaged', { path: join(dir, 'server.key') }))
    expect(() => keys.names('../server', 'a')).toThrow(TypeError)
  })
})

describe('an installation', () => {
  it('makes its keys at the first start and knows them again', async () => {
    const { db } = await testDatabase()
    const keys = openKeys(join(testFolder(), 'keys'))
    await checkInstallation(db, keys)
    await checkInstallation(db, keys)
  })

  it('does not start with the keys of another', async () => {
    const { db } = await testDatabase()
    await checkInstallation(db, testKeys().keys)
    await expect(checkInstallation(db, testKeys().keys)).rejects.toThrow(sentence('keys-of-another-database'))
  })

  it('does not start without its keys, and makes no new ones', async () => {
    const { db } = await testDatabase()
    await checkInstallation(db, testKeys().keys)
    const dir = join(testFolder(), 'keys')
    await expect(checkInstallation(db, openKeys(dir))).rejects.toThrow(sentence('keys-missing'))
    expect(existsSync(dir)).toBe(false)
  })
})
