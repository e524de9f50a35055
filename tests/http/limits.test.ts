import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import pg from 'pg'
import { Limits, networkOf } from '../../server/http/limits.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { work } from '../../server/run.ts'
import { answerPdf } from '../support/answers.ts'
import { testServer } from '../support/app.ts'
import { signedLetter, three, tokensOf } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { startedStage } from '../support/stages.ts'
import {
  askForCode,
  enterCode,
  keyOf,
  nextBatch,
  openLetter,
  pageOf,
  post,
  signAs,
  submit,
  verifiedCount,
} from '../support/stories.ts'

const server = await testServer({ settings: { LIMITS: 'on' } })
const newestCode = (address: string) => codeIn(server.inbox.mails().findLast(({ to }) => to === address)!.text)
const mailsTo = (address: string) => server.inbox.mails().filter(({ to }) => to.includes(address)).length

async function ask(letter: AddressedLetter, address: string): Promise<string> {
  const { status, json } = await post(server, `/api/v1/letters/${keyOf(letter)}/signings`, {
    visibility: 'withheld',
    address,
  })
  expect(status).toBe(202)
  return json['challenge'] as string
}

describe('the number of mails to an address', () => {
  test('is five codes an hour for one address and letter, with the same answer each time', async () => {
    const letter = await openLetter(server)
    for (let time = 0; time < 8; time++) await ask(letter, 'ann@northwind.example')
    await server.work()
    expect(mailsTo('ann@northwind.example')).toBe(5)
    await post(server, `/api/v1/letters/${keyOf(letter)}/removals`, { address: 'ann+x@northwind.example' })
    await server.work()
    expect(mailsTo('northwind.example')).toBe(5)
    server.at(new Date(server.now().getTime() + 61 * 60_000))
    await ask(letter, 'ann@northwind.example')
    await server.work()
    expect(mailsTo('ann@northwind.example')).toBe(6)
  })

  test('is ten an hour over all letters, plus the first of each letter, so that no letter is closed to the owner', async () => {
    let letter = await openLetter(server)
    for (let each = 0; each < 4; each++) {
      if (each > 0) letter = await openLetter(server)
      for (let time = 0; time < 4; time++) await ask(letter, 'bea@northwind.example')
    }
    const challenge = await ask(letter, 'bea@northwind.example')
    await server.work()
    expect(mailsTo('bea@northwind.example')).toBe(11)
    expect((await enterCode(server, letter, challenge, newestCode('bea@northwind.example'))).status).toBe(200)
  })

  test('a stranger who uses up the mails and tries does not lock the owner out', async () => {
    const letter = await openLetter(server)
    const owner = await askForCode(server, letter, { address: 'cem@northwind.example' })
    for (let time = 0; time < 8; time++) {
      const stranger = await ask(letter, 'cem@northwind.example')
      for (let guess = 0; guess < 4; guess++) await enterCode(server, letter, stranger, '00000 00000')
    }
    await server.work()
    expect((await enterCode(server, letter, owner.challenge, owner.code)).status).toBe(200)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })

  test('if a stranger uses up the mails, only the newest code stays valid until another can be mailed', async () => {
    const start = server.now()
    const minutesLater = (minutes: number) => server.at(new Date(start.getTime() + minutes * 60_000))
    const letter = await openLetter(server)
    const { code: first } = await askForCode(server, letter, { address: 'eli@northwind.example' })
    minutesLater(1)
    for (let time = 0; time < 6; time++) await ask(letter, 'eli@northwind.example')
    await server.work()
    expect(mailsTo('eli@northwind.example')).toBe(5)
    minutesLater(59)
    const challenge = await ask(letter, 'eli@northwind.example')
    minutesLater(70)
    expect((await enterCode(server, letter, challenge, first)).status).toBe(422)
    expect((await enterCode(server, letter, challenge, newestCode('eli@northwind.example'))).status).toBe(200)
    await server.work()
    expect(mailsTo('eli@northwind.example')).toBe(5)
  })

  test('the same holds for subscribers and recipients', async () => {
    const campaign = await signedLetter(server, three)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
    const other = await openLetter(server)
    const recipient = {
      ask: `/recipients/${token}/answers/codes`,
      body: { text: 'Yes.' },
      to: 'ada.hartley@board.example',
    }
    const subscriber = {
      ask: `/letters/${other.slug}/subscriptions`,
      body: { address: 'fay@personal.example' },
      to: 'fay@personal.example',
    }
    for (const { ask: path, body, to } of [recipient, subscriber]) {
      const asked = () => post(server, `/api/v1${path}`, body)
      const before = mailsTo(to)
      for (let time = 0; time < 6; time++) expect((await asked()).status).toBe(202)
      await server.work()
      expect(mailsTo(to) - before, path).toBe(5)
      server.at(new Date(server.now().getTime() + 20 * 60_000))
      const challenge = (await asked()).json['challenge'] as string
      await server.work()
      const typed = { code: newestCode(to) }
      const answers = { ...typed, challenge, text: 'Yes.' }
      const done = await (path === recipient.ask
        ? post(server, `/api/v1/recipients/${token}/answers`, answers)
        : post(server, `/api/v1${path}/${challenge}/confirmation`, typed))
      expect([done.status, mailsTo(to) - before], path).toEqual([path === recipient.ask ? 201 : 200, 5])
    }
    // At most five PDFs wait on the disk at a time. An answer without a PDF is still accepted.
    const pdf = answerPdf.toString('base64')
    const uploads = []
    for (let time = 0; time < 6; time++)
      uploads.push((await post(server, `/api/v1${recipient.ask}`, { text: 'See it.', pdf })).json['code'] ?? 'taken')
    expect(uploads).toEqual(['taken', 'taken', 'taken', 'taken', 'taken', 'too-many-files'])
    expect((await post(server, `/api/v1${recipient.ask}`, { text: 'See it.' })).status).toBe(202)
  })

  test('every mail with a code is the same, whatever the code is for', async () => {
    const letter = await openLetter(server)
    expect((await post(server, '/api/v1/organizers/codes', { address: 'gil@personal.example' })).status).toBe(202)
    await post(server, `/api/v1/letters/${keyOf(letter)}/removals`, { address: 'gus@northwind.example' })
    await server.work()
    expect([mailsTo('gil@personal.example'), mailsTo('gus@northwind.example')]).toEqual([1, 1])
    const forms = server.inbox
      .mails()
      .filter(({ subject }) => subject === 'Your code')
      .map(({ from, headers, text }) =>
        JSON.stringify([from, headers.map(({ name }) => name), text.replace(codeIn(text), 'CODE')]),
      )
    // The list contains the mails to subscribers and recipients from above.
    expect(forms.length).toBeGreaterThan(20)
    expect(new Set(forms).size).toBe(1)
  })

  test('an address that was changed before its mail was sent gets no mail', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}/signings`
    const first = await submit(server, path, { visibility: 'withheld', address: 'dee@northwind.example' })
    const challenge = /name="challenge" value="([^"]+)"/.exec(first.html)?.[1] ?? ''
    await server.work()
    await submit(server, path, { visibility: 'withheld', address: 'dea@northwind.example', replaces: challenge })
    await submit(server, `${path}/codes`, { challenge })
    await server.work()
    expect(mailsTo('dee@northwind.example')).toBe(1)
    expect(mailsTo('dea@northwind.example')).toBe(1)
  })
})

describe('codes go first', () => {
  test('even if every batch waits for the lock on pending signatures', async () => {
    const letters = []
    for (let each = 0; each < 6; each++) letters.push(await openLetter(server))
    const { db } = server.parts
    const marks = await db
      .selectFrom('letter')
      .select('next_batch_at')
      .where('next_batch_at', '>', server.now())
      .execute()
    server.at(new Date(Math.max(...marks.map(({ next_batch_at }) => next_batch_at!.getTime()))))
    for (const { id } of letters) await enqueue(db, 'close-batch', { letter: id }, { jobKey: `batch:${id}` })
    const holder = new pg.Client(server.databaseUrl)
    await holder.connect()
    await holder.query('begin; lock table pending in access exclusive mode')
    const stops: (() => Promise<void> | void)[] = []
    await work(server.parts, { pooled: server.databaseUrl, direct: server.databaseUrl }, (stop) => stops.push(stop))
    // Batches that wait for the table occupy the slots. So may jobs of the schedule that wait until the batches have ended.
    const busy = async () => {
      const { rows } = await server.pool.query(
        "select from graphile_worker.jobs where locked_at is not null and task_identifier <> 'send-mailed-code'",
      )
      return rows.length
    }
    const waiting = async () => {
      const { rows } = await server.pool.query(
        "select from pg_locks where relation = 'pending'::regclass and not granted",
      )
      return rows.length
    }
    try {
      await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThan(0)
      await expect.poll(busy, { timeout: 20_000 }).toBe(4)
      await ask(letters[0]!, 'hal@northwind.example')
      await post(server, '/api/v1/organizers/codes', { address: 'ida@personal.example' })
      const mailed = () => [mailsTo('hal@northwind.example'), mailsTo('ida@personal.example')]
      await expect.poll(mailed, { timeout: 20_000 }).toEqual([1, 1])
      await expect.poll(busy, { timeout: 20_000 }).toBe(4)
      expect(await waiting()).toBeGreaterThan(0)
      await holder.query('rollback')
      const ids = letters.map(({ id }) => id)
      const due = () =>
        db.selectFrom('letter').select('id').where('id', 'in', ids).where('next_batch_at', '<=', server.now()).execute()
      await expect.poll(due, { timeout: 20_000 }).toEqual([])
    } finally {
      await holder.end()
      for (const stop of stops.reverse()) await stop()
    }
  })

  test('and have the highest priority in the queue', async () => {
    const letter = await openLetter(server)
    await ask(letter, 'jan@northwind.example')
    await post(server, '/api/v1/organizers/codes', { address: 'kim@personal.example' })
    const { rows } = await server.pool.query<{ code: boolean; first: number; last: number }>(`
      select task_identifier = 'send-mailed-code' as code, min(priority) as first, max(priority) as last
      from graphile_worker.jobs group by 1 order by 1`)
    const [others, codes] = rows
    expect([others?.code, codes?.code]).toEqual([false, true])
    expect(codes!.last).toBeLessThan(others!.first)
    await server.work()
  })
})

describe('one busy network', () => {
  const now = new Date('2026-03-02T09:30:00Z')

  test('is slowed before it is refused, and others are not', async () => {
    const limits = new Limits(true)
    for (let time = 0; time < 30; time++) await limits.beforeCode('192.0.2.1', 'a', now)
    let slowed = true
    const waiting = limits.beforeCode('192.0.2.9', 'a', now).then(() => (slowed = false))
    const begun = performance.now()
    await limits.beforeCode('198.51.100.1', 'a', now)
    expect(performance.now() - begun).toBeLessThan(500)
    expect(slowed).toBe(true)
    const crowd = Array.from({ length: 25 }, () =>
      limits.beforeCode('192.0.2.2', 'a', now).then(
        () => 'let',
        () => 'no',
      ),
    )
    await waiting
    expect((await Promise.all(crowd)).filter((answer) => answer === 'no').length).toBeGreaterThan(0)
  })

  test('cannot use up a letter’s limit', async () => {
    const limits = new Limits(true)
    const flood = Array.from({ length: 2500 }, () => limits.beforeCode('192.0.2.1', 'a', now).catch(() => undefined))
    await Promise.race(flood.slice(100))
    await expect(limits.beforeCode('198.51.100.1', 'a', now)).resolves.toBeUndefined()
  })

  test('is a /24 or a /48', () => {
    expect(networkOf('192.0.2.77')).toBe(networkOf('::ffff:192.0.2.1'))
    expect(networkOf('2001:db8:1:2::3')).toBe(networkOf('2001:db8:1:ffff::'))
    expect(networkOf('2001:db8:1::')).not.toBe(networkOf('2001:db8:2::'))
  })
})

describe('sizes and forms', () => {
  test('a body that is too large, of another type or with unknown fields is refused with a sentence', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}/signings`
    const long = await fetch(`${server.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'x'.repeat(700_000) }),
    })
    expect(long.status).toBe(413)
    expect(await long.text()).toContain('too long')
    const other = await fetch(`${server.url}${path}`, {
      method: 'POST',
      body: '<a/>',
      headers: { 'content-type': 'text/xml' },
    })
    expect(other.status).toBe(415)
    expect(await other.text()).toContain('<html')
    const more = await post(server, `/api/v1${path}`, { visibility: 'public', name: 'A', address: 'a@b', surplus: 1 })
    expect(more.status).toBe(400)
    expect(more.json['code']).toBe('malformed')
    const broken = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(broken.status).toBe(400)
    expect(broken.headers.get('content-type')).toContain('application/problem+json')
  })

  test('unknown ids get a page that says so, and no server error', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    for (const unknown of [
      '/letters/none',
      '/letters/none/signatures',
      '/letters/none/sign',
      '/letters/none/mine',
      '/x/y',
      '/letters/%00',
      `/letters/${'a'.repeat(79)}`,
      '/letters/../../etc/passwd',
    ]) {
      const { status, html } = await pageOf(server, unknown)
      expect(status, unknown).toBe(404)
      expect(html).toContain('<h1>')
    }
    for (const challenge of ['', 'x', '\u0000', 'A'.repeat(22), "' or 1=1 --"]) {
      const { status } = await submit(server, `${path}/signings/confirmation`, { challenge, code: '12345 67890' })
      expect(status, challenge).toBe(422)
    }
    expect((await pageOf(server, `${path}/signatures?after=zz`)).status).toBe(400)
    expect((await pageOf(server, `${path}/signatures?after=${'A'.repeat(22)}&before=${'A'.repeat(22)}`)).status).toBe(
      200,
    )
  })

  test('an endless body does not block other requests', async () => {
    const { hostname, port } = new URL(server.url)
    const letter = await openLetter(server)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(
      `POST /letters/${keyOf(letter)}/signings HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 5000\r\n\r\na`,
    )
    await wait(50)
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).status).toBe(200)
    socket.destroy()
    expect(server.app.server.requestTimeout).toBe(30_000)
  })
})

describe('following links', () => {
  test('with GET and HEAD, in every page and mail, changes nothing', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    await signAs(server, letter, { address: 'eve@northwind.example', name: 'Eve Roe' })
    await nextBatch(server, letter)
    const before = await wholeDatabase()
    const seen = new Set<string>()
    const queue = ['/', path, `${path}/sign`, `${path}/mine`, `${path}/remove`, `${path}/signatures`]
    for (const mail of server.inbox.mails()) queue.push(...linksIn(mail.raw.toString()))
    // Acts that only a form may do, requested with GET.
    for (const act of [
      'signings',
      'signings/confirmation',
      'mine/withdrawal',
      'mine/visibility',
      'removals',
      'removals/confirmation',
      'name-claims',
    ])
      queue.push(`${path}/${act}`)
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next) || next.startsWith('/api/docs')) continue
      seen.add(next)
      await fetch(`${server.url}${next}`, { method: 'HEAD', redirect: 'manual' })
      const answer = await fetch(`${server.url}${next}`, { redirect: 'manual' })
      expect(answer.status, next).toBeLessThan(500)
      if (answer.headers.get('content-type')?.includes('html')) queue.push(...linksIn(await answer.text()))
    }
    expect(seen.size).toBeGreaterThan(12)
    expect(await wholeDatabase()).toBe(before)
  })
})

function linksIn(html: string): string[] {
  return [...html.matchAll(/(?:href|action|src)="(\/[^"#]*)/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))
}

/** Every row of every table that a person's act could change. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await server.pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')",
  )
  const tables = []
  for (const { name } of rows) {
    const content = await server.pool.query<{ all: string }>(
      `select coalesce(string_agg(t::text, '|' order by t::text), '') as all from ${name} t`,
    )
    tables.push(`${name}: ${content.rows[0]?.all ?? ''}`)
  }
  return tables.sort().join('\n')
}
