import { describe, expect, test } from 'vitest'
import { testServer, type TestServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { api, draftOf, join, organizer, organizerPage, type Organizer } from '../support/stories.ts'

const server = await testServer()
const limited = await testServer({ settings: { LIMITS: 'on' } })
const { db } = server.parts

/** Sends a request, and returns the codes that were mailed for it, by address. */
async function mailed(on: TestServer, request: () => Promise<unknown>): Promise<Record<string, string>> {
  const before = on.inbox.mails().length
  await request()
  await on.work()
  const codes = on.inbox
    .mails()
    .slice(before)
    .filter(({ subject }) => subject === 'Your code')
  return Object.fromEntries(codes.map(({ to, text }) => [to, codeIn(text).replace(' ', '')]))
}

async function challengeFor(who: Organizer, path: string, body?: object) {
  let challenge = ''
  const codes = await mailed(server, async () => {
    challenge = ((await api(server, who, 'POST', path, body)).json as { challenge: string }).challenge
  })
  return { challenge, codes }
}

const asksToMove = (who: Organizer, address: string) =>
  challengeFor(who, '/organizers/account/address/challenges', { address })

async function codesOf(who: Organizer): Promise<string[]> {
  const { challenge, codes } = await challengeFor(who, '/organizers/account/recovery-codes/challenges')
  const typed = { challenge, code: codes[who.address] }
  const { json } = await api(server, who, 'POST', '/organizers/account/recovery-codes', typed)
  await server.work()
  return (json as { codes: string[] }).codes
}

const recover = (code: string, on = server) => api(on, null, 'POST', '/organizers/recovery', { recovery_code: code })

const move = (who: Organizer, typed: object) => api(server, who, 'POST', '/organizers/account/address', typed)

async function tagOf({ id }: Organizer): Promise<string> {
  const { address_tag } = await db
    .selectFrom('organizer')
    .select('address_tag')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return address_tag.toString('hex')
}

describe('a stolen session', () => {
  const thief = 'thief@personal.example'

  test('cannot change the address without the old mailbox, by any code that the thief can get', async () => {
    const robin = await organizer(server)
    const before = await tagOf(robin)
    const { challenge, codes } = await asksToMove(robin, thief)
    const own = codes[thief]!
    // A code for signing in, mailed to the victim, is no code for the account. Nor is one of the thief's for another act.
    const other = await organizer(server)
    const others = await challengeFor(other, '/organizers/account/recovery-codes/challenges')
    const signIn = await mailed(server, () =>
      api(server, null, 'POST', '/organizers/codes', { address: robin.address }),
    )
    for (const old_code of [undefined, own, '0000000000', others.codes[other.address], signIn[robin.address]])
      expect((await move(robin, { challenge, code: own, ...(old_code && { old_code }) })).status).toBe(422)
    expect(await tagOf(robin)).toBe(before)
  })

  test('cannot make recovery codes, or use a challenge of another account or act', async () => {
    const [robin, eve] = [await organizer(server), await organizer(server)]
    const mine = await challengeFor(eve, '/organizers/account/recovery-codes/challenges')
    const path = '/organizers/account/recovery-codes'
    const asEve = { challenge: mine.challenge, code: mine.codes[eve.address] }
    expect((await api(server, robin, 'POST', path, asEve)).status).toBe(422)
    const { challenge, codes } = await asksToMove(robin, thief)
    expect((await api(server, robin, 'POST', path, { challenge, code: codes[thief] })).status).toBe(422)
    expect((await api(server, robin, 'POST', path)).status).toBe(422)
    expect(await db.selectFrom('recovery_code').selectAll().where('organizer_id', '=', robin.id).execute()).toEqual([])
  })

  test('has three tries, also with requests at once, and then not even the right codes help', async () => {
    const robin = await organizer(server)
    const { challenge, codes } = await asksToMove(robin, 'three@personal.example')
    const right = { challenge, code: codes['three@personal.example'], old_code: codes[robin.address] }
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, guess) => move(robin, { ...right, old_code: String(guess).padStart(10, '0') })),
    )
    expect(new Set(tries.map(({ json }) => (json as { code: string }).code))).toEqual(new Set(['code-not-right']))
    expect((await move(robin, right)).status).toBe(422)
  })

  test('does not learn the address of its account', async () => {
    const robin = await organizer(server)
    const page = await organizerPage(server, robin, '/organizers/account/recovery')
    expect(page.html).not.toContain(robin.address)
    const asked = []
    for (const address of [robin.address, 'somebody@personal.example']) {
      const { status, json } = await api(server, robin, 'POST', '/organizers/account/address/challenges', { address })
      asked.push({ status, fields: Object.entries(json as object).map(([name, value]) => [name, typeof value]) })
    }
    expect(asked[0]).toEqual(asked[1])
  })
})

describe('a code', () => {
  test('that changed the address works for no other change, and of requests at once one acts', async () => {
    const robin = await organizer(server)
    const { challenge, codes } = await asksToMove(robin, 'once@personal.example')
    const typed = { challenge, code: codes['once@personal.example'], old_code: codes[robin.address] }
    const answers = await Promise.all([1, 2, 3, 4].map(() => move(robin, typed)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422, 422])
    const after = await tagOf(robin)
    const back = await asksToMove(robin, robin.address)
    expect((await move(robin, { ...typed, challenge: back.challenge })).status).toBe(422)
    expect(await tagOf(robin)).toBe(after)
  })

  test('to recover signs in one of many who use it at once', async () => {
    const robin = await organizer(server)
    const [code = ''] = await codesOf(robin)
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => recover(code)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422])
    await server.work()
  })

  test('to recover cannot be guessed: no answer names an account, and a network has few tries', async () => {
    const robin = await organizer(server)
    const [code = ''] = await codesOf(robin)
    await recover(code)
    const near = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0')
    const answers = [await recover(code), await recover(near), await recover('0000-0000-0000-0000')]
    expect(new Set(answers.map(({ status, json }) => `${String(status)} ${JSON.stringify(json)}`)).size).toBe(1)
    const statuses = []
    for (let guess = 0; guess < 40; guess++) statuses.push((await recover('0000-0000-0000-0000', limited)).status)
    expect(statuses.filter((status) => status === 422).length).toBe(30)
    expect(statuses.at(-1)).toBe(429)
    await server.work()
  })
})

describe('somebody who has the mailbox, or the paper, but not both', () => {
  test('with the mailbox cannot make the codes worthless at once', async () => {
    const robin = await organizer(server)
    const [paper = ''] = await codesOf(robin)
    await codesOf(robin)
    const { challenge, codes } = await asksToMove(robin, 'employer@personal.example')
    const typed = { challenge, code: codes['employer@personal.example'], old_code: codes[robin.address] }
    expect((await move(robin, typed)).status).toBe(200)
    expect((await recover(paper)).status).toBe(201)
    expect((await api(server, robin, 'GET', '/organizers/sessions')).status).toBe(401)
    await server.work()
  })

  test('with the paper cannot take the address at once, and every other owner is told', async () => {
    const [robin, bea] = [await organizer(server), await organizer(server)]
    const letter = await draftOf(server, robin)
    await join(server, bea, letter, 'owner')
    const [paper = ''] = await codesOf(robin)
    const before = await tagOf(robin)
    const { json } = await recover(paper)
    const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
    await server.work()
    const seen = server.inbox.mails().length
    let challenge = ''
    const codes = await mailed(server, async () => {
      const body = { address: 'paper@personal.example' }
      const asked = await api(server, null, 'POST', '/organizers/account/address/challenges', body, headers)
      challenge = (asked.json as { challenge: string }).challenge
    })
    const typed = { challenge, code: codes['paper@personal.example'] }
    const waits = await api(server, null, 'POST', '/organizers/account/address', typed, headers)
    expect((waits.json as { outcome: string }).outcome).toBe('waits')
    await server.work()
    expect(await tagOf(robin)).toBe(before)
    const told = server.inbox
      .mails()
      .slice(seen)
      .map(({ to }) => to)
    for (const address of [robin.address, bea.address]) expect(told).toContain(address)
  })
})

test('a copy of the database shows no recovery code, link, or new address', async () => {
  const robin = await organizer(server)
  const codes = await codesOf(robin)
  await asksToMove(robin, 'sealed@personal.example')
  const secrets = [...codes, ...codes.map((code) => code.replaceAll('-', '')), 'sealed@personal.example', robin.address]
  const tables = ['recovery_code', 'address_change', 'recovery_link', 'account_challenge', 'account_notice'] as const
  const values: unknown[] = []
  for (const table of [...tables, 'organizer', 'mailed_code', 'activity'] as const)
    values.push(...(await db.selectFrom(table).selectAll().execute()).flatMap((row) => Object.values<unknown>(row)))
  for (const value of values) {
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
  }
  const { rows } = await server.pool.query<{ payload: string }>(
    'select payload::text as payload from graphile_worker._private_jobs',
  )
  for (const { payload } of rows) for (const secret of secrets) expect(payload).not.toContain(secret)
})

test('a seized mailbox cannot end the codes on the owner’s paper at once, also by way of a recovery code', async () => {
  const robin = await organizer(server)
  const [paper = ''] = await codesOf(robin)
  const [thiefs = ''] = await codesOf(robin)
  const { json } = await recover(thiefs)
  const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
  const made = await api(server, null, 'POST', '/organizers/account/recovery-codes', undefined, headers)
  expect(made.status).toBe(201)
  expect((await recover(paper)).status).toBe(201)
  await server.work()
})

test('a sign-in by the old mailbox does not outlive a change of address that is committed meanwhile', async () => {
  const robin = await organizer(server)
  const { challenge, codes } = await mailedSignIn(robin)
  const holder = await server.pool.connect()
  await holder.query('begin')
  await holder.query('select from organizer where id = $1 for no key update', [robin.id])
  const signing = api(server, null, 'POST', '/organizers/sessions', { challenge, code: codes[robin.address] })
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
  await expect.poll(async () => (await server.pool.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
  await holder.query("update organizer set address_tag = sha256('another') where id = $1", [robin.id])
  await holder.query('delete from organizer_session where organizer_id = $1', [robin.id])
  await holder.query('commit')
  holder.release()
  expect((await signing).status).not.toBe(201)
  const sessions = await db.selectFrom('organizer_session').select('id').where('organizer_id', '=', robin.id).execute()
  expect(sessions).toEqual([])
})

async function mailedSignIn({ address }: Organizer) {
  let challenge = ''
  const codes = await mailed(server, async () => {
    const { json } = await api(server, null, 'POST', '/organizers/codes', { address })
    challenge = (json as { challenge: string }).challenge
  })
  return { challenge, codes }
}
