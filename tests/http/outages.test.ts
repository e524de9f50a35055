import { describe, expect, test } from 'vitest'
import { limits } from '../../server/db/connection.ts'
import { isOutage } from '../../server/db/outage.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { testServer } from '../support/app.ts'
import { testDatabase, testKeys } from '../support/database.ts'
import { freezingProxy } from '../support/freezing-proxy.ts'
import { statementsOf } from '../support/statements.ts'
import { bearer, cookieOf, keyOf, openLetter, organizer, pageOf } from '../support/stories.ts'
import { sql } from 'kysely'

const database = await testDatabase()
const proxy = await freezingProxy(database.url)
const server = await testServer({
  heartbeat: 200,
  heardFor: 290,
  over: { databaseUrl: proxy.url, keysDir: testKeys().dir },
  // Like behind a pooler: only this process enforces the limits.
  database: { statement: 400, connect: 400, max: 4, pooled: true },
})
// Sets the server's clock to real time. Jobs that are enqueued from now on wait, because the queue uses the database's clock.
server.at(new Date())
const letter = await openLetter(server)
const owner = await organizer(server)
const path = `/letters/${keyOf(letter)}`

interface Asked {
  status: number
  type: string
  retryAfter: string | null
  text: string
}

async function ask(url: string, options: RequestInit = {}): Promise<Asked> {
  const answer = await fetch(`${server.url}${url}`, { redirect: 'manual', ...options })
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    retryAfter: answer.headers.get('retry-after'),
    text: await answer.text(),
  }
}

const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) })
const json = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/**
 * One request of each kind: cached and other pages, forms, the organizers' hooks, and the API with and without a token or a key.
 */
async function requests(): Promise<[string, RequestInit][]> {
  const cookie = await cookieOf(server, owner)
  const authorization = await bearer(server, owner)
  const typed = { visibility: 'withheld', address: 'ann@northwind.example' }
  return [
    ['/', {}],
    [path, {}],
    [`${path}/card.png`, {}],
    [`${path}/signatures`, {}],
    [`${path}/press`, {}],
    [`${path}/sign`, {}],
    [`${path}/signings`, form(typed)],
    [`${path}/signings/confirmation`, form({ challenge: 'A'.repeat(27), code: '12345 67890' })],
    [`${path}/removals`, form(typed)],
    [`${path}/updates`, form({ address: 'ann@personal.example' })],
    [`/r/${'A'.repeat(22)}`, {}],
    ['/organizers/sign-in', form({ address: 'ann@personal.example' })],
    ['/dashboard', { headers: { cookie } }],
    [`/dashboard/letters/${letter.id}`, { headers: { cookie } }],
    [`/api/v1${path}`, {}],
    [`/api/v1${path}/signings`, json(typed)],
    [`/api/v1/dashboard/letters/${letter.id}/draft`, { headers: { authorization } }],
    ['/api/v1/dashboard/letters', json({ title: 'A' }, { authorization, 'idempotency-key': 'a-key-of-mine' })],
  ]
}

/** Every answer is a 503 with Retry-After, as a page or as a problem document. */
async function expectUnavailable(): Promise<void> {
  for (const [url, options] of await requests()) {
    const { status, type, retryAfter, text } = await ask(url, options)
    expect([url, status, retryAfter]).toEqual([url, 503, expect.stringMatching(/^\d+$/)])
    if (url.startsWith('/api/')) {
      expect(type).toContain('application/problem+json')
      expect(JSON.parse(text)).toMatchObject({ status: 503, code: 'database-unavailable' })
    } else {
      expect(type).toContain('text/html')
      expect(text).toContain('cannot reach its database just now')
    }
  }
}

/** Waits until every kind of request is answered normally again. */
async function expectServing(): Promise<void> {
  await expect.poll(async () => (await ask(path)).status).toBe(200)
  await expect.poll(async () => (await ask('/readyz')).text).toBe('ok\n')
  expect((await ask('/dashboard', { headers: { cookie: await cookieOf(server, owner) } })).status).toBe(200)
}

describe('a database that cannot be reached', () => {
  test('is a 503 everywhere, and the server serves again when it is back', async () => {
    await expect.poll(async () => (await statementsOf(server.pool, () => pageOf(server, path))).length).toBe(0)
    proxy.refuse()
    // A cached page may be shown until the last heartbeat has expired.
    await expect.poll(async () => (await ask(path)).status).toBe(503)
    await expectUnavailable()
    expect(await ask('/healthz')).toMatchObject({ status: 503, text: 'not ok: database\n', retryAfter: '5' })
    expect(await ask('/readyz')).toMatchObject({ status: 503, text: 'not ok: database\n' })
    expect(await ask('/livez')).toMatchObject({ status: 200, text: 'ok\n' })
    proxy.thaw()
    await expectServing()
  })

  test('but keeps connections open is a 503 within the limits, and health is answered within a second', async () => {
    for (let each = 0; each < 4; each++) await ask(`${path}/signatures`)
    proxy.freeze()
    const health = await Promise.race([ask('/healthz'), new Promise((resolve) => setTimeout(resolve, 1000, 'late'))])
    expect(health).toMatchObject({ status: 503, text: 'not ok: database\n' })
    const asked = await requests()
    const answers = await Promise.all(asked.slice(3).map(([url, options]) => ask(url, options)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    expect(await ask('/livez')).toMatchObject({ status: 200 })
    proxy.thaw()
    await expectServing()
  })

  test('in the middle of a transaction leaves nothing half done', async () => {
    const before = await database.db.selectFrom('challenge').select('id').execute()
    const work = server.parts.db.transaction().execute(async (trx) => {
      await sql`insert into refused_mail (letter_id, domain, day, refused) values (${letter.id}, 'a.example', '2026-03-02', 1)`.execute(
        trx,
      )
      proxy.freeze()
      await sql`select`.execute(trx)
    })
    await expect(work).rejects.toSatisfy(isOutage)
    proxy.thaw()
    await expectServing()
    expect(await database.db.selectFrom('refused_mail').selectAll().execute()).toEqual([])
    expect(await database.db.selectFrom('challenge').select('id').execute()).toHaveLength(before.length)
  })
})

describe('an error of the database', () => {
  test('counts as an outage only if a retry may succeed', async () => {
    for (const code of [
      '08006',
      '08P01',
      '53300',
      '53100',
      '57P01',
      '57P03',
      '57014',
      '58030',
      '28P01',
      '25006',
      '40P01',
    ])
      expect([code, isOutage(Object.assign(new Error('x'), { code }))]).toEqual([code, true])
    for (const code of ['23505', '23503', '22P02', '42P01', '42501', '25P02', 'P0001', 'ENOENT', 'FST_ERR_VALIDATION'])
      expect([code, isOutage(Object.assign(new Error('x'), { code }))]).toEqual([code, false])
    expect(isOutage(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
    expect(isOutage(new Error('wrapped', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }))).toBe(
      true,
    )
    expect(isOutage('text')).toBe(false)
  })

  test('is recognised in the form that PostgreSQL and the driver really use', async () => {
    const { db, close } = openDatabase(database.url, { max: 1, statement: 300, connect: 300 })
    const terminated = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)
    await expect(terminated).rejects.toSatisfy(isOutage)
    await expect
      .poll(() =>
        sql`select`.execute(db).then(
          () => 'there',
          () => 'lost',
        ),
      )
      .toBe('there')
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: '57014' })
    const holds = db.transaction().execute(async (trx) => {
      await sql`select`.execute(trx)
      await expect(sql`select`.execute(db)).rejects.toSatisfy(isOutage)
    })
    await holds
    await close()
    const gone = openDatabase('postgres://nobody@localhost/none?host=/nowhere')
    await expect(sql`select`.execute(gone.db)).rejects.toSatisfy(isOutage)
    await gone.close()
    const none = openDatabase(database.url.replace(/\/test_\w+/, '/no_such_database'))
    await expect(sql`select`.execute(none.db)).rejects.toMatchObject({ code: '3D000' })
    await none.close()
    await expect(sql`select nonsense`.execute(database.db)).rejects.not.toSatisfy(isOutage)
  })
})

describe('the limits of connections', () => {
  const settings = sql<{ statement: string; idle: string; name: string }>`select
    current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle,
    current_setting('application_name') as name`

  test('are kept by PostgreSQL too, and are longer for jobs than for requests', async () => {
    const requests = (await settings.execute(database.db)).rows[0]
    expect(requests).toEqual({ statement: '30s', idle: '1min', name: 'roundrobin' })
    const jobs = openDatabase(database.url, { statement: limits.longStatement, name: 'roundrobin jobs' })
    expect((await settings.execute(jobs.db)).rows[0]).toEqual({
      statement: '30min',
      idle: '30min',
      name: 'roundrobin jobs',
    })
    await jobs.close()
  })

  test('are shorter for a request than the timeout of a proxy', () => {
    expect(limits.connect + limits.statement).toBeLessThan(60_000)
  })
})
