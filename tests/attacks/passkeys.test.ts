import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { passkeyMinutes, type CreationOptions, type RequestOptions } from '../../server/organizers/passkeys/rules.ts'
import { credentialHash } from '../../server/organizers/passkeys/secrets.ts'
import { testServer } from '../support/app.ts'
import { addedPasskey, challengeToSignIn, Device, signsInWith, type Forged } from '../support/passkeys.ts'
import { api, newSession, organizer, organizerPost, type Organizer } from '../support/stories.ts'

const server = await testServer()
const limited = await testServer({ settings: { LIMITS: 'on' } })
const { db } = server.parts
const path = '/organizers/account/passkeys'
const signIn = (body: object) => api(server, null, 'POST', '/organizers/sessions/passkey', body)
const refused = [422, 'passkey-not-right']
const outcome = ({ status, json }: { status: number; json: unknown }) => [status, (json as { code?: string }).code]

async function sessionsOf({ id }: Organizer): Promise<number> {
  return (await db.selectFrom('organizer_session').select('id').where('organizer_id', '=', id).execute()).length
}

describe('an answer of a passkey', () => {
  test('signs in once, also of many that arrive at once', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const { secret, options } = await challengeToSignIn(server)
    const body = { secret, credential: device.use(options) }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => signIn(body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422])
    expect(outcome(await signIn(body))).toEqual(refused)
    // Another spelling of the challenge is no other challenge.
    for (const challenge of [`${options.challenge}=`, `${options.challenge.slice(0, -1)}~`])
      expect(outcome(await signIn({ secret, credential: device.use(options, { challenge }) }))).toEqual(refused)
    expect(await sessionsOf(robin)).toBe(2)
  })

  test.each<[string, Forged]>([
    ['of another origin', { origin: 'https://letters.example.evil.example' }],
    ['of another port', { origin: 'http://localhost:9999' }],
    ['of another relying party', { rpId: 'evil.example' }],
    ['of a parent domain', { rpId: 'example' }],
    ['of a framed page', { crossOrigin: true }],
    ['of the making of a passkey', { type: 'webauthn.create' }],
    ['of a device that verified nobody', { verifies: false }],
    ['with a challenge of its own', { challenge: Buffer.alloc(52, 7).toString('base64url') }],
    ['without the account’s handle', { userHandle: null }],
    ['with the handle of another account', { userHandle: Buffer.alloc(32, 1).toString('base64url') }],
  ])('%s is refused, and the passkey still works', async (_what, forged) => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    expect(outcome(await signsInWith(server, device, forged))).toEqual(refused)
    expect(await sessionsOf(robin)).toBe(1)
    expect((await signsInWith(server, device)).status).toBe(201)
  })

  test('with the credential id of another account, or an unknown one, is refused alike', async () => {
    const [robin, eve] = [await organizer(server), await organizer(server)]
    const [victim, thief] = [await addedPasskey(server, robin), await addedPasskey(server, eve)]
    const forged = [
      { id: victim.id },
      { id: victim.id, userHandle: victim.userHandle },
      { id: Buffer.alloc(32, 9).toString('base64url') },
    ]
    const answers = []
    for (const each of forged) answers.push(await signsInWith(server, thief, each))
    expect(new Set(answers.map(({ status, json }) => `${String(status)} ${JSON.stringify(json)}`)).size).toBe(1)
    expect(outcome(answers[0]!)).toEqual(refused)
    expect(await sessionsOf(robin)).toBe(1)
  })

  test('to a challenge of another browser is refused', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const [mine, theirs] = [await challengeToSignIn(server), await challengeToSignIn(server)]
    expect(outcome(await signIn({ secret: theirs.secret, credential: device.use(mine.options) }))).toEqual(refused)
    // On the pages, the secret is a cookie that scripts cannot read. An attacker has one of their own.
    const page = await fetch(`${server.url}/organizers/sign-in`)
    const cookie = page.headers.getSetCookie()[0]!.split(';')[0]!
    await page.text()
    for (const sent of ['', cookie, `passkey=${theirs.secret}`]) {
      const answer = await fetch(`${server.url}/organizers/sign-in/passkey`, {
        method: 'POST',
        headers: { cookie: sent },
        body: new URLSearchParams({ credential: JSON.stringify(device.use(mine.options)), next: '/dashboard' }),
        redirect: 'manual',
      })
      expect(answer.headers.get('location')).toMatch(/^\/organizers\/sign-in\/form\//)
      expect(answer.headers.getSetCookie().some((each) => each.startsWith('session='))).toBe(false)
    }
    expect(await sessionsOf(robin)).toBe(1)
  })

  test('posted by a page of another site is refused', async () => {
    const answer = await fetch(`${server.url}/organizers/sign-in/passkey`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ credential: '{}', next: '/dashboard' }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(403)
  })

  test('to a challenge that is over is refused', async () => {
    const device = await addedPasskey(server, await organizer(server))
    const { secret, options } = await challengeToSignIn(server)
    const start = server.now()
    server.at(new Date(start.getTime() + passkeyMinutes * 60_000))
    expect(outcome(await signIn({ secret, credential: device.use(options) }))).toEqual(refused)
    server.at(start)
  })

  test('is refused after a crash of the database, which forgets the answers that it has seen', async () => {
    const device = await addedPasskey(server, await organizer(server))
    const { secret, options } = await challengeToSignIn(server)
    const body = { secret, credential: device.use(options) }
    expect((await signIn(body)).status).toBe(201)
    // PostgreSQL empties every UNLOGGED table.
    await sql`truncate spent_passkey_challenge, code_epoch`.execute(db)
    expect(outcome(await signIn(body))).toEqual(refused)
    expect((await signsInWith(server, device)).status).toBe(201)
  })

  test('to a challenge for another act is refused', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const proof = (await api(server, robin, 'POST', '/organizers/session/proof/passkey/challenges'))
      .json as RequestOptions
    const { sessionId } = robin.session.organizer
    for (const secret of ['A'.repeat(43), sessionId.replaceAll('-', '').padEnd(43, 'A')])
      expect(outcome(await signIn({ secret, credential: device.use(proof) }))).toEqual(refused)
    const { options } = await challengeToSignIn(server)
    const proves = (credential: object) =>
      api(server, robin, 'POST', '/organizers/session/proof/passkey', { credential })
    expect(outcome(await proves(device.use(options)))).toEqual(refused)
    const made = (await api(server, robin, 'POST', `${path}/challenges`)).json as CreationOptions
    const again = { ...options, challenge: made.challenge }
    expect(outcome(await proves(device.use(again)))).toEqual(refused)
  })

  test('with a counter that does not grow is refused: the device was copied', async () => {
    const device = new Device(server)
    device.counter = 5
    await addedPasskey(server, await organizer(server), '', device)
    for (const counter of [0, 4, 5]) expect(outcome(await signsInWith(server, device, { counter }))).toEqual(refused)
    expect((await signsInWith(server, device, { counter: 9 })).status).toBe(201)
    expect(outcome(await signsInWith(server, device, { counter: 8 }))).toEqual(refused)
  })
})

describe('a proof', () => {
  test('by the passkey of another account, or to the challenge of another session, proves nothing', async () => {
    const [robin, eve] = [await organizer(server), await organizer(server)]
    const [device, thief] = [await addedPasskey(server, robin), await addedPasskey(server, eve)]
    robin.session = await newSession(server, robin, false)
    const asks = async () =>
      (await api(server, robin, 'POST', '/organizers/session/proof/passkey/challenges')).json as RequestOptions
    const proves = (credential: object) =>
      api(server, robin, 'POST', '/organizers/session/proof/passkey', { credential })
    expect(outcome(await proves(thief.use(await asks())))).toEqual(refused)
    expect(outcome(await proves(thief.use(await asks(), { userHandle: device.userHandle })))).toEqual(refused)
    const before = await asks()
    robin.session = await newSession(server, robin, false)
    expect(outcome(await proves(device.use(before)))).toEqual(refused)
    expect((await proves(device.use(await asks()))).status).toBe(200)
  })
})

describe('a stolen session, or a stolen passkey', () => {
  test('cannot add a passkey: not by a page that was open, and not by a proof with the passkey', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const options = (await api(server, robin, 'POST', `${path}/challenges`)).json as CreationOptions
    const { json } = await signsInWith(server, device)
    const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
    const credential = new Device(server).make(options)
    const added = await api(server, null, 'POST', path, { credential }, headers)
    expect(outcome(added)).toEqual([403, 'mailed-code-needed'])
    robin.session = await newSession(server, robin, false)
    const posted = await organizerPost(server, robin, path, { label: '', credential: JSON.stringify(credential) })
    expect(posted.location).toBe(`/organizers/account/proof?next=${encodeURIComponent(path)}`)
    expect(
      await db.selectFrom('passkey').select('counter').where('organizer_id', '=', robin.id).execute(),
    ).toHaveLength(1)
  })

  test('cannot add the passkey of a challenge of another session, or one twice, or one of another account', async () => {
    const [robin, eve] = [await organizer(server), await organizer(server)]
    const asks = async (who: Organizer) =>
      (await api(server, who, 'POST', `${path}/challenges`)).json as CreationOptions
    const adds = (who: Organizer, credential: object) => api(server, who, 'POST', path, { credential })
    const victim = await addedPasskey(server, robin)
    expect(outcome(await adds(eve, new Device(server).make(await asks(robin))))).toEqual(refused)
    const options = await asks(eve)
    const made = new Device(server).make(options)
    expect((await adds(eve, made)).status).toBe(201)
    expect(outcome(await adds(eve, made))).toEqual(refused)
    expect(outcome(await adds(eve, new Device(server).make(options)))).toEqual(refused)
    // The id of the victim's passkey would catch the victim's sign-ins.
    expect(outcome(await adds(eve, new Device(server).make(await asks(eve), { id: victim.id })))).toEqual(refused)
    expect((await signsInWith(server, victim)).json).toMatchObject({ organizer: { id: robin.id } })
    for (const forged of [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { verifies: false },
      { type: 'webauthn.get' },
    ])
      expect(outcome(await adds(eve, new Device(server).make(await asks(eve), forged)))).toEqual(refused)
    await server.work()
  })

  test('cannot make the server look up an address that an attestation names', async () => {
    const robin = await organizer(server)
    const options = (await api(server, robin, 'POST', `${path}/challenges`)).json as CreationOptions
    const certificate = new Uint8Array(Buffer.from('no certificate'))
    const statement = new Map<string, unknown>([
      ['alg', -7],
      ['sig', certificate],
      ['x5c', [certificate]],
    ])
    const credential = new Device(server).make(options, {}, ['packed', statement])
    // The statement is dropped unread, so it cannot even be wrong.
    expect((await api(server, robin, 'POST', path, { credential })).status).toBe(201)
    await server.work()
  })
})

describe('a removed passkey', () => {
  test('does not sign in, and its other sessions and proofs end with it', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const { secret, options } = await challengeToSignIn(server)
    const credential = device.use(options)
    const stolen = (await signsInWith(server, device)).json as { token: string }
    const [row] = (await api(server, robin, 'GET', path)).json as { id: string }[]
    expect((await api(server, robin, 'DELETE', `${path}/${row!.id}`)).status).toBe(204)
    expect(outcome(await signIn({ secret, credential }))).toEqual(refused)
    expect(outcome(await signsInWith(server, device))).toEqual(refused)
    const headers = { authorization: `Bearer ${stolen.token}` }
    expect((await api(server, null, 'GET', '/organizers/sessions', undefined, headers)).status).toBe(401)
    expect((await api(server, robin, 'GET', '/organizers/sessions')).status).toBe(200)
    await server.work()
  })

  test('ends the session of a thief who removed another passkey before', async () => {
    const robin = await organizer(server)
    const [stolen, other] = [await addedPasskey(server, robin), await addedPasskey(server, robin)]
    const { json } = await signsInWith(server, stolen)
    const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
    const rows = await db.selectFrom('passkey').select('credential_hash').where('organizer_id', '=', robin.id).execute()
    const ids = rows.map(({ credential_hash }) => credential_hash.toString('base64url'))
    const idOf = (device: Device) => {
      const hash = credentialHash(server.parts, device.id).toString('base64url')
      expect(ids).toContain(hash)
      return hash
    }
    const removed = await api(server, null, 'DELETE', `${path}/${idOf(other)}`, undefined, headers)
    expect(removed.status).toBe(204)
    expect((await api(server, robin, 'DELETE', `${path}/${idOf(stolen)}`)).status).toBe(204)
    expect((await api(server, null, 'GET', '/organizers/sessions', undefined, headers)).status).toBe(401)
    await server.work()
  })

  test('is not followed by one that the ended session was about to add', async () => {
    const robin = await organizer(server)
    const options = (await api(server, robin, 'POST', `${path}/challenges`)).json as CreationOptions
    const credential = new Device(server).make(options)
    const holder = await server.pool.connect()
    await holder.query('begin')
    await holder.query('select from organizer where id = $1 for no key update', [robin.id])
    const adding = api(server, robin, 'POST', path, { credential })
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    await expect.poll(async () => (await server.pool.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
    await holder.query('delete from organizer_session where organizer_id = $1', [robin.id])
    await holder.query('commit')
    holder.release()
    expect((await adding).status).toBe(401)
    expect(await db.selectFrom('passkey').selectAll().where('organizer_id', '=', robin.id).execute()).toEqual([])
  })

  test('can only be removed by its own account', async () => {
    const [robin, eve] = [await organizer(server), await organizer(server)]
    const device = await addedPasskey(server, robin)
    const [row] = (await api(server, robin, 'GET', path)).json as { id: string }[]
    for (const id of [row!.id, 'x', `${row!.id}=`])
      expect((await api(server, eve, 'DELETE', `${path}/${id}`)).status).toBe(404)
    expect((await signsInWith(server, device)).status).toBe(201)
  })

  test('does not come in while it is being removed', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const holder = await server.pool.connect()
    await holder.query('begin')
    await holder.query('select from organizer where id = $1 for no key update', [robin.id])
    const signing = signsInWith(server, device)
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    await expect.poll(async () => (await server.pool.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
    await holder.query('delete from passkey where organizer_id = $1', [robin.id])
    await holder.query('commit')
    holder.release()
    expect(outcome(await signing)).toEqual(refused)
    expect(await sessionsOf(robin)).toBe(1)
  })
})

test('a network has few tries', async () => {
  const statuses = []
  const device = new Device(limited)
  const { secret, options } = await challengeToSignIn(limited)
  for (let guess = 0; guess < 40; guess++) {
    const body = { secret, credential: device.use(options) }
    statuses.push((await api(limited, null, 'POST', '/organizers/sessions/passkey', body)).status)
  }
  expect(statuses.filter((status) => status === 422).length).toBe(29)
  expect(statuses.at(-1)).toBe(429)
})

test('a copy of the database shows neither a credential’s id, nor its key, nor its name', async () => {
  const robin = await organizer(server)
  const device = await addedPasskey(server, robin, 'Grandmother’s telephone')
  await signsInWith(server, device)
  const id = Buffer.from(device.id, 'base64url')
  const values: unknown[] = []
  for (const table of ['passkey', 'spent_passkey_challenge', 'activity'] as const)
    values.push(...(await db.selectFrom(table).selectAll().execute()).flatMap((row) => Object.values<unknown>(row)))
  for (const value of values) {
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))
    for (const secret of [id, Buffer.from(device.id), Buffer.from('telephone')])
      expect(bytes.includes(secret)).toBe(false)
  }
})
