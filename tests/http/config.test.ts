import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, refuseDangerous, Settings } from '../../server/config.ts'
import { describeCrash } from '../../server/crash.ts'
import { refuseKeysBesideData } from '../../server/db/keys/refuse-folders.ts'
import { StartProblem } from '../../server/db/start-problem.ts'
import { say } from '../../server/messages/message.ts'
import { sentence } from '../support/words.ts'
import { testFolder } from '../support/database.ts'

function secretFile(text: string, mode = 0o600): string {
  const path = join(testFolder(), 'secret')
  writeFileSync(path, text, { mode })
  chmodSync(path, mode)
  return path
}

describe('settings', () => {
  it('have defaults that are good for production', () => {
    const config = readConfig({})
    expect(() => refuseDangerous(config)).not.toThrow()
    expect(config).toMatchObject({ origin: 'http://localhost:3000', secure: false, limits: true })
    expect(config.units).toEqual({ minute: 60_000, hour: 3_600_000, day: 86_400_000, silence: 86_400_000 })
  })

  it('that are empty count as not set, and PORT moves the default of PUBLIC_URL', () => {
    expect(readConfig({ SMTP_URL: '', PORT: '4000' })).toMatchObject({ origin: 'http://localhost:4000' })
    expect(readConfig({ PUBLIC_URL: 'https://letters.example.org', PORT: '4000' })).toMatchObject({
      origin: 'https://letters.example.org',
      secure: true,
    })
  })

  it.each([
    ['PORT', 'many', /^The setting PORT .*It means: Port to listen on/],
    ['PORT', '70000', /^The setting PORT /],
    ['ORGANIZERS', 'everybody', /^The setting ORGANIZERS .*personal address may/],
    ['PUBLIC_URL', 'letters.example.org', /^PUBLIC_URL is letters\.example\.org: give the origin alone/],
    ['PUBLIC_URL', 'https://letters.example.org/path', /give the origin alone/],
    ['DATABASE_URL', 'mysql://host/db', /^DATABASE_URL cannot be read\./],
    ['LEGAL_CONTACT', 'A, 030 123 | XX: B, 01 23', /^LEGAL_CONTACT has a contact for XX, which is no country/],
  ])('%s=%s cannot be read, and the sentence says what it means', (name, value, words) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartProblem)
    expect(() => readConfig({ [name]: value })).toThrow(words)
  })

  it('are never repeated where they hold a password', () => {
    for (const text of ['postgres://me:s3cret%zz@db/letters', 's3cret', 'https://me:s3cret@db'])
      expect(problem({ DATABASE_URL: text })).not.toContain('s3cret')
    expect(problem({ PUBLIC_URL: 'https://me:s3cret@letters.example.org' })).not.toContain('s3cret')
  })

  it('that are secrets may come from files, which nobody else may read', () => {
    const path = secretFile('postgres://me:s3cret@db/letters\n')
    expect(readConfig({ DATABASE_URL_FILE: path }).values.DATABASE_URL).toBe('postgres://me:s3cret@db/letters')
    expect(problem({ DATABASE_URL_FILE: path, DATABASE_URL: 'postgres://db/letters' })).toMatch(
      /^Both DATABASE_URL and/,
    )
    expect(problem({ SMTP_URL_FILE: secretFile('smtp://mail', 0o644) })).toMatch(
      /can be read by other users.*chmod 600/,
    )
    expect(problem({ SMTP_URL_FILE: '/nowhere/secret' })).toMatch(
      /^SMTP_URL_FILE names \/nowhere\/secret, which cannot/,
    )
  })
})

describe('a start for real use refuses', () => {
  it.each([
    [{ PUBLIC_URL: 'http://letters.example.org' }, /set PUBLIC_URL to its https address/],
    [{ LIMITS: 'off' }, /^LIMITS is off, which is for rehearsals only/],
    [{ UNIT_MINUTE_SECONDS: '1' }, /^UNIT_MINUTE_SECONDS is 1/],
    [{ UNIT_HOUR_SECONDS: '1' }, /^UNIT_HOUR_SECONDS is 1/],
    [{ UNIT_DAY_SECONDS: '1' }, /^UNIT_DAY_SECONDS is 1/],
    [{ PUBLIC_URL: 'https://letters.example.org', SMTP_URL: 'smtps://mail' }, /^MAIL_FROM is not set/],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT_UNAUTHORIZED is 0/],
    [{ NODE_DEBUG: 'http' }, /^NODE_DEBUG is set/],
  ])('%j', (environment: Record<string, string>, words) => {
    expect(() => refuseDangerous(readConfig(environment), environment)).toThrow(words)
  })

  it('every setting that is for rehearsals', () => {
    const rehearsal = Object.entries(Settings.properties).filter(([, schema]) => 'rehearsal' in schema)
    expect(rehearsal.map(([name]) => name)).toEqual([
      'LIMITS',
      'UNIT_MINUTE_SECONDS',
      'UNIT_HOUR_SECONDS',
      'UNIT_SILENCE_SECONDS',
      'UNIT_DAY_SECONDS',
    ])
  })

  it('keys within the data, and data within the keys, through links too', () => {
    const folder = testFolder()
    mkdirSync(join(folder, 'data'))
    symlinkSync(join(folder, 'data'), join(folder, 'link'))
    expect(() => refuseKeysBesideData(join(folder, 'data'), join(folder, 'keys'))).not.toThrow()
    expect(() => refuseKeysBesideData(join(folder, 'data'), join(folder, 'data-keys'))).not.toThrow()
    for (const [data, keys] of [
      ['data', 'data/keys'],
      ['data', 'data'],
      ['keys/data', 'keys'],
      ['data', 'link/not-yet/keys'],
    ] as const)
      expect(() => refuseKeysBesideData(join(folder, data), join(folder, keys))).toThrow(
        sentence('keys-beside-data', { keys: join(folder, keys), data: join(folder, data) }),
      )
  })
})

describe('a crash', () => {
  it('is told by its kind, code and place, without its message', () => {
    const error = Object.assign(new TypeError('no mailbox for ana@company.example\n    at ana (/server/ana.ts:1:1)'), {
      code: 'EENVELOPE',
    })
    const told = describeCrash(error)
    const [, place = ''] = / at ([\w./-]+:\d+)\. /.exec(told) ?? []
    expect(told).toBe(sentence('crash-at', { error: 'TypeError (EENVELOPE)', place }))
    expect(told).not.toMatch(/ana|company/)
    expect(describeCrash('ana@company.example')).not.toContain('ana')
    expect(describeCrash(new StartProblem(say('start-node-debug')))).toBe(sentence('start-node-debug'))
  })
})

function problem(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('It was taken.')
}
