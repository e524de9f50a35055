import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { examineDatabase, judgeClock, judgeElsewhere } from '../../server/doctor/database.ts'
import { examineFiles } from '../../server/doctor/files.ts'
import { examineKeys } from '../../server/doctor/keys.ts'
import { judgeSettings } from '../../server/doctor/postgres.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { checkInstallation } from '../../server/db/keys/installation.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Finding } from '../../server/doctor/finding.ts'
import { examineSettings } from '../../server/doctor/settings.ts'
import { say } from '../../server/messages/message.ts'
import { bundled } from '../support/bundled.ts'
import { testDatabase, testFolder, testKeys } from '../support/database.ts'
import { said, sentence } from '../support/words.ts'

const clock = () => new Date()
const wrong = (findings: Finding[]) => findings.filter(({ level }) => level !== 'good').map(({ what }) => said(what))
const badOnes = (findings: Finding[]) => findings.filter(({ level }) => level === 'bad').map(({ what }) => said(what))

async function examined(settings: Record<string, string>, spoil = ''): Promise<Finding[]> {
  const server = await startEmbedded({ dataDir: join(testFolder(), 'data'), settings })
  try {
    await migrate(server.url)
    const client = new pg.Client(server.url)
    await client.connect()
    if (spoil !== '') await client.query(spoil)
    await client.end()
    return await examineDatabase(server.url, clock)
  } finally {
    await server.stop()
  }
}

describe('the database', () => {
  it('that comes with the program gives nobody away', async () => {
    expect(wrong(await examined({}))).toEqual([])
  })

  it('is found out, setting by setting, and each finding says what to change', async () => {
    const careless = {
      log_statement: 'all',
      log_min_duration_statement: '0',
      log_min_error_statement: 'error',
      log_error_verbosity: 'default',
      log_parameter_max_length_on_error: '-1',
      log_connections: 'all',
      log_line_prefix: '%m %x ',
      track_commit_timestamp: 'on',
      wal_level: 'replica',
      max_wal_senders: '2',
      archive_mode: 'on',
      archive_command: 'true',
      wal_keep_size: '64MB',
      synchronous_commit: 'off',
    }
    const spoil = `
      select pg_create_physical_replication_slot('kept');
      create publication all_of_it for all tables;
      alter table pending set logged;
      create role auditor login;
      create function keep() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep after delete on signature execute function keep();`
    const findings = await examined(careless, spoil)
    for (const name of Object.keys(careless).filter((name) => !['max_wal_senders', 'archive_command'].includes(name)))
      expect(
        findings.filter(({ what, level }) => level !== 'good' && said(what).startsWith(`${name} is`)),
        name,
      ).toHaveLength(1)
    const all = wrong(findings)
    for (const each of [
      sentence('doctor-slots', { count: 1 }),
      sentence('doctor-publications'),
      sentence('doctor-tables-logged', { tables: ['pending'] }),
      sentence('doctor-roles', { count: 1 }),
      sentence('doctor-triggers', { count: 1 }),
    ])
      expect(all).toContain(each)
    for (const { level, advice } of findings) expect(advice !== undefined && said(advice) !== '').toBe(level !== 'good')
  })

  it('is judged by what it records, too', () => {
    const some = new Map([
      ['shared_preload_libraries', 'pg_stat_statements,auto_explain'],
      ['autovacuum', 'off'],
    ])
    expect(badOnes(judgeSettings(some))).toHaveLength(2)
    const none = {
      slots: 0,
      replicas: 0,
      publications: 0,
      statements: false,
      triggers: 0,
      logged: [],
      others: 0,
      clear: false,
    }
    expect(wrong(judgeElsewhere(none))).toEqual([])
    expect(badOnes(judgeElsewhere({ ...none, replicas: 1, clear: true }))).toHaveLength(2)
    expect(wrong(judgeElsewhere({ ...none, statements: true }))).toEqual([
      expect.stringContaining('pg_stat_statements'),
    ])
  })

  it('that cannot be reached is one finding', async () => {
    const [finding, ...more] = await examineDatabase('postgres://nobody:secret@127.0.0.1:1/none', clock)
    expect(more).toEqual([])
    expect(badOnes([finding!])).toEqual([expect.stringContaining('ECONNREFUSED')])
    expect(JSON.stringify(finding)).not.toContain('secret')
  })
})

it('clocks that disagree, or that nobody has set', () => {
  const now = Date.UTC(2027, 3, 1)
  expect(wrong([...judgeClock(now, now + 1000)])).toEqual([])
  expect(judgeClock(now, now + 10_000)).toMatchObject([{ level: 'think' }])
  expect(judgeClock(now, now - 90_000)).toMatchObject([{ level: 'bad' }])
  expect(badOnes(judgeClock(0, 0))).toEqual([sentence('doctor-clock-unset', { year: '1970' })])
})

describe('files', () => {
  it('that only we read, apart from each other, are fine', () => {
    const { dir, keys } = testKeys()
    keys.createServer()
    const backups = testFolder()
    expect(badOnes(examineFiles({ keys: dir, logs: testFolder(), data: testFolder(), backups: [backups] }))).toEqual([])
  })

  it('that others read, keys beside data, keys among backups and hasty backups are found', () => {
    const folder = testFolder()
    const keys = join(folder, 'data', 'keys')
    const backups = join(folder, 'backups')
    const logs = join(folder, 'data', 'logs')
    for (const each of [keys, logs, join(backups, 'old')]) mkdirSync(each, { recursive: true, mode: 0o700 })
    writeFileSync(join(keys, 'server.key'), 'key')
    chmodSync(join(keys, 'server.key'), 0o644)
    writeFileSync(join(backups, 'old', 'server.key'), 'key', { mode: 0o600 })
    for (const [name, minute] of [
      ['a.gz', 0],
      ['b.gz', 10],
    ] as const) {
      writeFileSync(join(backups, name), '', { mode: 0o600 })
      utimesSync(join(backups, name), 0, Date.UTC(2026, 1, 1, 0, minute) / 1000)
    }
    symlinkSync(join(backups, 'deleted.gz'), join(backups, 'latest.gz'))
    const data = join(folder, 'data')
    const found = wrong(examineFiles({ keys, logs, data, backups: [backups] }))
    for (const each of [
      sentence('doctor-file-shared', { path: join(keys, 'server.key') }),
      sentence('doctor-keys-in-data', { one: realpathSync(keys), other: realpathSync(data) }),
      sentence('doctor-logs-in-data', { one: realpathSync(logs), other: realpathSync(data) }),
      sentence('doctor-keys-among-backups', { path: backups }),
      sentence('doctor-backups-hasty', { path: backups }),
    ])
      expect(found).toContain(each)
  })
})

describe('keys', () => {
  it('that are missing, that came back, and that belong to no letter are found', async () => {
    const { db, url } = await testDatabase()
    const { dir, keys } = testKeys()
    await checkInstallation(db, keys)
    const ids: string[] = []
    for (const slug of ['one', 'two']) {
      const row = { slug, state: 'quiet', opened_at: clock(), created_on: '2026-03-01' } as const
      ids.push((await db.insertInto('letter').values(row).returning('id').executeTakeFirstOrThrow()).id)
    }
    const [one, two] = ids as [string, string]
    for (const id of ids) {
      keys.createForDraft(id)
      keys.createForLetter(id)
    }
    expect(await examineKeys(url, dir)).toMatchObject([{ level: 'good' }])
    const letters = join(dir, 'letters')
    rmSync(join(letters, `${one}.names.key`))
    writeFileSync(join(letters, `${two}.claims.gone`), '', { mode: 0o600 })
    const stranger = '00000000-4a10-4f0e-9d5e-0d6a3f3c2b11'
    keys.createForDraft(stranger)
    const found = await examineKeys(url, dir)
    expect(badOnes(found)).toEqual([
      sentence('doctor-keys-missing', { keys: `${one}:names` }),
      sentence('doctor-keys-back', { keys: `${two}:claims` }),
    ])
    expect(wrong(found)).toContain(sentence('doctor-keys-unknown', { letters: stranger }))
    expect(readdirSync(letters)).toContain(`${two}.claims.key`)
    rmSync(letters, { recursive: true })
    writeFileSync(letters, '')
    expect(badOnes(await examineKeys(url, dir))).toEqual([sentence('keys-no-folder', { path: letters })])
    expect(await examineKeys('postgres://nobody@127.0.0.1:1/none', testKeys().dir)).toMatchObject([{ level: 'think' }])
  })
})

describe('settings', () => {
  const careful = {
    PUBLIC_URL: 'https://letters.example.org',
    TRUST_PROXY: '1',
    SMTP_URL: 'smtps://mail.example.org',
    MAIL_FROM: 'Round Robin <letters@example.org>',
    CODE_MAIL_FROM: 'codes@plain.example',
    DKIM_DOMAIN: 'plain.example',
  }
  const found = (more: Record<string, string>) =>
    wrong(examineSettings(readConfig({ ...careful, ...more }), more)).join('\n')

  it('that give nobody away', () => {
    expect(found({})).toBe('')
  })

  it.each([
    [{ PUBLIC_URL: 'http://letters.example.org' }, say('start-without-https', { url: 'http://letters.example.org' })],
    [{ SMTP_URL: 'smtp://mail.example.org' }, say('doctor-mail-unencrypted')],
    [{ CODE_MAIL_FROM: 'petition@example.org' }, say('doctor-sender-telling', { address: 'petition@example.org' })],
    [{ TRUST_PROXY: '0' }, say('doctor-proxy-unknown')],
    [{ HOST: '0.0.0.0' }, say('doctor-proxy-avoidable', { host: '0.0.0.0' })],
    [{ NODE_DEBUG: 'http' }, say('start-node-debug')],
  ])('%o', (more, message) => {
    expect(found(more)).toContain(said(message))
  })
})

it('npm run doctor says so, and ends with 1 where something is bad', () => {
  const folder = testFolder()
  const run = (more: Record<string, string>) =>
    spawnSync(process.execPath, [bundled('server/commands/doctor.ts')], {
      env: { PATH: process.env['PATH'], KEYS_DIR: folder, ...more },
      encoding: 'utf8',
    })
  const down = run({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  expect(down.stdout).toMatch(/BAD {3}The database cannot be reached.*\n {6}→ /)
  expect(down.status).toBe(1)
})
