import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { accessToken, csrfToken } from '../../server/http/sessions.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import {
  api,
  bearer,
  cookieOf,
  openLetter,
  organizer,
  pageOf,
  signedIn,
  submit,
  withoutFormId,
} from '../support/stories.ts'

const server = await testServer()
const guarded = await testServer({ settings: { PUBLIC_URL: 'https://letters.example', LIMITS: 'on' } })
const { db } = server.parts

async function ask(on: TestServer, address: string) {
  const before = on.inbox.mails().length
  const { json } = await api(on, null, 'POST', '/organizers/codes', { address })
  await on.work()
  const mail = on.inbox.mails()[before]
  return { challenge: json.challenge as string, code: mail ? codeIn(mail.text).replace(' ', '') : '' }
}

async function signInInApi(on: TestServer, address: string) {
  const { json } = await api(on, null, 'POST', '/organizers/sessions', await ask(on, address))
  return json as { token: string; refresh_token: string }
}

function renew(token: string) {
  return api(server, null, 'POST', '/organizers/sessions/refresh', { refresh_token: token })
}

async function withToken(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await api(server, null, 'GET', '/organizers/sessions', undefined, headers)).status
}

describe('a request forged by another site', () => {
  async function post(headers: Record<string, string>, csrf: string): Promise<number> {
    const answer = await fetch(`${server.url}/organizers/invitations`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ _csrf: csrf }),
      redirect: 'manual',
    })
    return answer.status
  }

  test('changes nothing: its token is missing or of another session, or its origin is foreign', async () => {
    const [ann, ben] = [await organizer(server), await organizer(server)]
    const cookie = await cookieOf(server, ann)
    const own = csrfToken(server.parts, (await signedIn(server, ann)).sessionId)
    const others = csrfToken(server.parts, (await signedIn(server, ben)).sessionId)
    expect(await post({ cookie }, '')).toBe(403)
    expect(await post({ cookie }, others)).toBe(403)
    expect(await post({ cookie, 'sec-fetch-site': 'cross-site' }, own)).toBe(403)
    expect(await post({ cookie, 'sec-fetch-site': 'same-site' }, own)).toBe(403)
    expect(await post({ cookie, origin: 'https://elsewhere.example' }, own)).toBe(403)
    const made = await db.selectFrom('invitation').select('token_hash').where('invited_by', '=', ann.id).execute()
    expect(made).toEqual([])
    // The headers that browsers send with our own forms.
    expect(await post({ cookie, 'sec-fetch-site': 'same-origin', origin: 'null' }, own)).toBe(303)
  })

  test('cannot sign somebody in as somebody else', async () => {
    const ann = await organizer(server)
    const { challenge, code } = await ask(server, ann.address)
    const answer = await fetch(`${server.url}/organizers/sign-in/confirmation`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ challenge, code }),
      redirect: 'manual',
    })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []])
  })
})

describe('tokens', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  test('with another key, age or purpose are refused', async () => {
    const ann = await organizer(server)
    const who = await signedIn(server, ann)
    const good = accessToken(server.app, server.parts, who, 'api')
    expect(await withToken(good)).toBe(200)
    const [head, payload, signature] = good.split('.') as [string, string, string]
    const unsigned = encode({ alg: 'none', typ: 'JWT' })
    expect(await withToken(`${unsigned}.${payload}.`)).toBe(401)
    expect(await withToken(`${unsigned}.${payload}.${signature}`)).toBe(401)
    for (const key of ['', 'another key', server.parts.keys.server('csrf')])
      expect(
        await withToken(
          `${head}.${payload}.${createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url')}`,
        ),
      ).toBe(401)
    const stronger = encode({ alg: 'HS512', typ: 'JWT' })
    const rehashed = createHmac('sha512', server.parts.keys.server('jwt')).update(`${stronger}.${payload}`)
    expect(await withToken(`${stronger}.${payload}.${rehashed.digest('base64url')}`)).toBe(401)
    const widened = encode({ ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), exp: 9999999999 })
    expect(await withToken(`${head}.${widened}.${signature}`)).toBe(401)

    // The page's token in the API, the API's token on a page, and another server's token.
    expect(await withToken(accessToken(server.app, server.parts, who, 'page'))).toBe(401)
    const page = await fetch(`${server.url}/organizers/account`, {
      headers: { cookie: `session=${good}` },
      redirect: 'manual',
    })
    expect(page.status).toBe(303)
    const viaHeader = await fetch(`${server.url}/organizers/account`, {
      headers: { authorization: `Bearer ${good}` },
      redirect: 'manual',
    })
    expect(viaHeader.status).toBe(303)
    expect(await withToken(accessToken(guarded.app, guarded.parts, who, 'api'))).toBe(401)
  })

  test('run out after a quarter of an hour, and a page renews them silently', async () => {
    const ann = await organizer(server)
    const { refreshToken } = ann.session
    const cookie = `${await cookieOf(server, ann)}; renewal=${refreshToken}`
    const token = (await bearer(server, ann)).split(' ')[1]!
    const start = server.now()
    server.at(new Date(start.getTime() + 15 * 60_000 + 1000))
    expect(await withToken(token)).toBe(401)
    const page = await fetch(`${server.url}/organizers/account`, { headers: { cookie }, redirect: 'manual' })
    expect(page.status).toBe(200)
    expect(page.headers.getSetCookie().map((each) => each.split('=')[0])).toEqual(['session', 'renewal'])
    server.at(start)
  })

  test('a refresh token that is reused later ends the session for thief and owner', async () => {
    const ann = await organizer(server)
    const { refresh_token: first } = await signInInApi(server, ann.address)
    const second = (await renew(first)).json as { token: string; refresh_token: string }
    // Two tabs, or a lost answer: renewal returns the same successor again.
    const many = await Promise.all([1, 2, 3].map(() => renew(first)))
    for (const { status, json } of many) expect([status, json.refresh_token]).toEqual([200, second.refresh_token])

    const start = server.now()
    server.at(new Date(start.getTime() + 61_000))
    expect((await renew(first)).json.code).toBe('session-ended')
    expect((await renew(second.refresh_token)).status).toBe(401)
    expect(await withToken(second.token)).toBe(401)
    server.at(start)
  })

  test('a session id with a foreign secret does not end the session', async () => {
    const ann = await organizer(server)
    const { token, refresh_token } = await signInInApi(server, ann.address)
    const [sessionId = '', secret = ''] = refresh_token.split('.')
    const bytes = Buffer.from(secret, 'base64url')
    const guesses = [
      randomBytes(32),
      Buffer.concat([bytes.subarray(0, 16), randomBytes(16)]),
      Buffer.from(bytes).reverse(),
    ]
    for (const guess of guesses) {
      const forged = `${sessionId}.${guess.toString('base64url')}`
      expect((await renew(forged)).json.code).toBe('session-ended')
      const page = await fetch(`${server.url}/organizers/account`, {
        headers: { cookie: `renewal=${forged}` },
        redirect: 'manual',
      })
      expect(page.status).toBe(303)
    }
    expect(await withToken(token)).toBe(200)
    expect((await renew(refresh_token)).status).toBe(200)
  })

  test('a session ends after two weeks without use, and nothing renews it', async () => {
    const ann = await organizer(server)
    const { refresh_token } = await signInInApi(server, ann.address)
    const start = server.now()
    server.at(new Date(start.getTime() + 15 * 86_400_000))
    expect((await renew(refresh_token)).status).toBe(401)
    server.at(start)
  })

  test('malformed tokens are refused like wrong ones', async () => {
    for (const token of ['', 'x', 'a.b', `${'0'.repeat(8)}-0000-0000-0000-000000000000.${'A'.repeat(43)}`])
      expect((await renew(token)).status).toBe(401)
    expect((await pageOf(server, '/organizers/welcome/x')).status).toBe(410)
  })
})

describe('cookies', () => {
  test('are bound to the host and hidden from scripts, and session fixation fails', async () => {
    const who = await organizer(guarded)
    const planted = `__Host-session=${accessToken(guarded.app, guarded.parts, who.session.organizer, 'page')}`
    const { challenge, code } = await ask(guarded, who.address)
    const answer = await fetch(`${guarded.url}/organizers/sign-in/confirmation`, {
      method: 'POST',
      headers: { cookie: planted },
      body: new URLSearchParams({ challenge, code }),
      redirect: 'manual',
    })
    const cookies = answer.headers.getSetCookie().filter((each) => !each.startsWith('__Secure-form='))
    expect(cookies.map((each) => each.split('=')[0])).toEqual(['__Host-session', '__Host-renewal'])
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const payload = JSON.parse(Buffer.from(cookies[0]!.split('.')[1]!, 'base64url').toString()) as { sid: string }
    expect(payload.sid).not.toBe(who.session.organizer.sessionId)
  })

  test('are neither set nor read on pages to read and sign letters', async () => {
    const letter = await openLetter(server)
    const ann = await organizer(server, 'Ann of the dashboard')
    const cookie = await cookieOf(server, ann)
    // Each page to sign on has a slip and an id of its own.
    const withoutSlip = (html: string) => withoutFormId(html).replace(/(name="signing_key" value=)"[^"]*"/, '$1""')
    for (const path of [`/letters/${letter.slug}`, `/letters/${letter.slug}/sign`]) {
      const without = await fetch(`${server.url}${path}`)
      const withCookie = await fetch(`${server.url}${path}`, { headers: { cookie } })
      expect(withCookie.headers.getSetCookie()).toEqual([])
      expect(withoutSlip(await withCookie.text())).toBe(withoutSlip(await without.text()))
    }
  })
})

describe('a stranger who asks about an address', () => {
  test('gets the same bytes with and without an account', async () => {
    const ann = await organizer(server)
    const answers = []
    for (const address of [ann.address, 'unknown9@personal.example']) {
      const page = await submit(server, '/organizers/sign-in', { address })
      answers.push(
        withoutFormId(page.html)
          .replace(/name="challenge" value="[\w-]{32}"/, '')
          .replace(address, ''),
      )
      const { status, json } = await api(server, null, 'POST', '/organizers/codes', { address })
      expect([status, Object.keys(json as object), (json.challenge as string).length]).toEqual([202, ['challenge'], 32])
      for (const challenge of [json.challenge as string, 'A'.repeat(22)]) {
        const wrong = await api(server, null, 'POST', '/organizers/sessions', { challenge, code: '0000000000' })
        answers.push(JSON.stringify(wrong.json))
      }
    }
    expect(answers[0]).toBe(answers[3])
    expect(new Set([answers[1], answers[2], answers[4], answers[5]]).size).toBe(1)
    await server.work()
  })

  test('has three tries, even with concurrent requests', async () => {
    const ann = await organizer(server)
    const { challenge, code } = await ask(server, ann.address)
    const wrong = (guess: number) =>
      api(server, null, 'POST', '/organizers/sessions', {
        challenge,
        code: String((Number(code) + guess + 1) % 1e10).padStart(10, '0'),
      })
    const answers = await Promise.all(Array.from({ length: 30 }, (_, guess) => wrong(guess)))
    expect(new Set(answers.map(({ status, json }) => `${String(status)} ${String(json.code)}`))).toEqual(
      new Set(['422 code-not-right']),
    )
    const left = await db.selectFrom('sign_in_challenge').select('attempts_left').execute()
    expect(Math.min(...left.map(({ attempts_left }) => attempts_left))).toBe(0)
    expect((await api(server, null, 'POST', '/organizers/sessions', { challenge, code })).status).toBe(422)
  })

  test('cannot use one code for two challenges, even with concurrent requests', async () => {
    const ann = await organizer(server)
    const first = await ask(server, ann.address)
    const others = await Promise.all(
      [1, 2, 3, 4].map(() => api(server, null, 'POST', '/organizers/codes', { address: ann.address })),
    )
    const challenges = [first.challenge, ...others.map(({ json }) => json.challenge as string)]
    const answers = await Promise.all(
      challenges.map((challenge) => api(server, null, 'POST', '/organizers/sessions', { ...first, challenge })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
    await server.work()
  })

  test('cannot have more than five mails an hour sent to it', async () => {
    const before = guarded.inbox.mails().length
    for (let asked = 0; asked < 12; asked++) {
      const { status } = await api(guarded, null, 'POST', '/organizers/codes', { address: 'victim@personal.example' })
      expect(status).toBe(202)
    }
    await guarded.work()
    expect(guarded.inbox.mails().length - before).toBe(5)
  })

  test('does not lock its owner out by using up the mails of the hour, nor end a session', async () => {
    const start = server.now()
    guarded.at(new Date(start.getTime() + 3_600_000))
    const ann = await organizer(guarded)
    const mails = () => guarded.inbox.mails().filter(({ to }) => to === ann.address)
    const asked = () => api(guarded, null, 'POST', '/organizers/codes', { address: ann.address })
    for (let request = 0; request < 10; request++) expect((await asked()).status).toBe(202)
    await guarded.work()
    const { length } = mails()
    const outcomes = []
    for (const minutes of [1, 16, 55]) {
      guarded.at(new Date(start.getTime() + 3_600_000 + minutes * 60_000))
      const { challenge } = (await asked()).json as { challenge: string }
      await guarded.work()
      // Each code signs in once. The newest of the remaining codes is still valid.
      const code = codeIn(mails().at(-1 - outcomes.length)!.text)
      const { status } = await api(guarded, null, 'POST', '/organizers/sessions', { challenge, code })
      outcomes.push(status)
    }
    expect(mails()).toHaveLength(length)
    expect(outcomes).toEqual([201, 201, 201])
    expect((await api(guarded, ann, 'GET', '/organizers/sessions')).status).toBe(200)
    guarded.at(start)
  })

  test('cannot use a code after fifteen minutes', async () => {
    const ann = await organizer(server)
    const asked = await ask(server, ann.address)
    const start = server.now()
    server.at(new Date(start.getTime() + 15 * 60_000))
    expect((await api(server, null, 'POST', '/organizers/sessions', asked)).json.code).toBe('code-not-right')
    server.at(start)
  })
})

test('the database holds neither addresses nor tokens in clear', async () => {
  const ann = await organizer(server)
  const { refresh_token } = await signInInApi(server, ann.address)
  const link = await api(server, ann, 'POST', '/organizers/invitations')
  const secrets = [ann.address, refresh_token.split('.')[1]!, (link.json.link as string).split('/').at(-1)!]
  for (const table of ['organizer', 'organizer_session', 'invitation', 'sign_in_challenge', 'idempotency'] as const) {
    const rows = await db.selectFrom(table).selectAll().execute()
    for (const value of rows.flatMap((row) => Object.values(row) as unknown[]))
      for (const secret of secrets) {
        const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value))
        expect(bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false)
      }
  }
})

test('the redirect after signing in stays on this site', async () => {
  for (const next of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/dashboard\\..\\@elsewhere',
    '/deskelsewhere',
  ]) {
    const page = await pageOf(server, `/organizers/sign-in?next=${encodeURIComponent(next)}`)
    expect(page.html).toContain('name="next" value="/dashboard"')
  }
})
