import { describe, expect, test } from 'vitest'
import { mostPasskeys } from '../../server/organizers/passkeys/rules.ts'
import type { CreationOptions, RequestOptions } from '../../server/organizers/passkeys/rules.ts'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { addedPasskey, challengeToSignIn, Device, signsInWith } from '../support/passkeys.ts'
import {
  api,
  draftOf,
  join,
  newSession,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const page = '/organizers/account/passkeys'

async function mailsOf(act: () => Promise<unknown>) {
  const before = server.inbox.mails().length
  await act()
  await server.work()
  return server.inbox.mails().slice(before)
}

/** What the page hands to the browser. */
function optionsIn(html: string): unknown {
  const [, json = 'null'] = /data-options="([^"]*)"/.exec(html) ?? []
  return JSON.parse(json.replaceAll('&quot;', '"'))
}

const withToken = (token: unknown) => ({ authorization: `Bearer ${String(token)}` })
const statusWith = async (token: unknown) =>
  (await api(server, null, 'GET', '/organizers/sessions', undefined, withToken(token))).status

async function listed(who: Organizer) {
  return (await api(server, who, 'GET', page)).json as { id: string; label: string; last_used_on: string | null }[]
}

/** The organizer's own code for the account, asked for with `act`. */
async function codeFor(who: Organizer, act: () => Promise<unknown>): Promise<string> {
  const mails = await mailsOf(act)
  return codeIn(mails.find(({ to, subject }) => to === who.address && subject === 'Your code')?.text ?? '')
}

describe('a passkey', () => {
  test('is added on its page after a mailed code, listed by day, and removed. Each is told by neutral mail', async () => {
    const [robin, bea] = [await organizer(server, 'Robin'), await organizer(server, 'Bea')]
    const letter = await draftOf(server, robin)
    await join(server, bea, letter, 'owner')
    robin.session = await newSession(server, robin, false)
    const first = await organizerPage(server, robin, page)
    expect(first.html).toContain(sentence('passkeys-warning'))
    expect(optionsIn(first.html)).toBeNull()
    expect(first.html).toContain('href="/organizers/account/proof?next=/organizers/account/passkeys"')

    let html = ''
    const proof = '/organizers/account/proof'
    const code = await codeFor(robin, async () => {
      html = (await organizerPost(server, robin, proof, { next: page })).html
    })
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)![1]!
    const proved = await organizerPost(server, robin, `${proof}/confirmation`, { challenge, code, next: page })
    expect(proved.location).toBe(page)

    const device = new Device(server)
    const options = optionsIn((await organizerPage(server, robin, page)).html) as CreationOptions
    const credential = JSON.stringify(device.make(options))
    const told = await mailsOf(async () => {
      const added = await organizerPost(server, robin, page, { label: 'My phone', credential })
      expect(added.location).toBe(`${page}?done=added`)
    })
    expect(told.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
    for (const { text } of told) expect(text).not.toMatch(/Robin|Bea|A draft|My phone/)
    const shown = await organizerPage(server, robin, `${page}?done=added`)
    expect(shown.html).toContain('My phone')
    expect(shown.html).toContain(sentence('passkeys-done-added'))
    expect(shown.html).not.toMatch(/\d\d:\d\d/)

    const [row] = await listed(robin)
    const removed = await mailsOf(async () => {
      const done = await organizerPost(server, robin, `${page}/${row!.id}/end`)
      expect(done.location).toBe(`${page}?done=removed`)
    })
    expect(removed.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
    expect(await listed(robin)).toEqual([])
    const activity = await db.selectFrom('activity').select('what').where('letter_id', '=', letter).execute()
    expect(activity.map(({ what }) => what).toSorted()).toEqual(['passkey-added', 'passkey-removed'])
  })

  test('says on a device nothing but the host name and a neutral word', async () => {
    const robin = await organizer(server, 'Robin Ashe')
    const { json } = await api(server, robin, 'POST', `${page}/challenges`)
    const { rp, user, attestation, authenticatorSelection } = json as CreationOptions
    const host = new URL(server.parts.config.origin).hostname
    expect(rp).toEqual({ id: host, name: host })
    const neutral = sentence('passkeys-neutral-name')
    expect(user).toEqual({ id: expect.stringMatching(/^[\w-]{43}$/) as string, name: neutral, displayName: neutral })
    expect(neutral).not.toMatch(/letter|robin|sign|work/i)
    expect(attestation).toBe('none')
    expect(authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(Buffer.from(user.id, 'base64url').toString('hex')).not.toContain(robin.id.replaceAll('-', ''))
  })

  test('signs in on the sign-in page, in the browser that got the challenge', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin, 'My phone')
    const asked = await fetch(`${server.url}/organizers/sign-in?next=/organizers/account`)
    const [cookie = ''] = asked.headers.getSetCookie()
    expect(cookie).toMatch(/^passkey=[\w-]{43};.*HttpOnly; SameSite=Lax$/)
    const html = await asked.text()
    const options = optionsIn(html) as RequestOptions
    expect(options.allowCredentials).toEqual([])
    const signedIn = await fetch(`${server.url}/organizers/sign-in/passkey`, {
      method: 'POST',
      headers: { cookie: cookie.split(';')[0]! },
      body: new URLSearchParams({ credential: JSON.stringify(device.use(options)), next: '/organizers/account' }),
      redirect: 'manual',
    })
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/organizers/account'])
    const session = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]!)
    const account = await fetch(`${server.url}/organizers/account`, { headers: { cookie: session.join('; ') } })
    expect(await account.text()).toContain('My phone')
    expect((await listed(robin))[0]!.last_used_on).toBe(server.now().toISOString().slice(0, 10))
  })

  test('starts a session that behaves like one by code, except that it cannot add a passkey', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const { status, json } = await signsInWith(server, device)
    expect(status).toBe(201)
    const headers = withToken(json.token)
    const renewed = await api(server, null, 'POST', '/organizers/sessions/refresh', {
      refresh_token: json.refresh_token as string,
    })
    expect(renewed.status).toBe(200)
    // The proof is fresh, so acts that need one go on at once.
    const letter = await draftOf(server, robin)
    const invited = await api(
      server,
      null,
      'POST',
      `/dashboard/letters/${letter}/invitations`,
      { role: 'owner' },
      headers,
    )
    expect(invited.status).toBeLessThan(300)
    const more = await api(server, null, 'POST', `${page}/challenges`, undefined, headers)
    expect([more.status, more.json.code]).toEqual([403, 'mailed-code-needed'])
  })

  test('proves the person for an act that needs a fresh proof, on the page and in the API', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const letter = await draftOf(server, robin)
    for (const by of ['page', 'api'] as const) {
      robin.session = await newSession(server, robin, false)
      const invites = () => api(server, robin, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'owner' })
      expect((await invites()).json.code).toBe('proof-needed')
      if (by === 'page') {
        const { html } = await organizerPage(server, robin, '/organizers/account/proof?next=/dashboard')
        const credential = JSON.stringify(device.use(optionsIn(html) as RequestOptions))
        const proved = await organizerPost(server, robin, '/organizers/account/proof/passkey', {
          credential,
          next: '/dashboard',
        })
        expect(proved.location).toBe('/dashboard')
      } else {
        const { json } = await api(server, robin, 'POST', '/organizers/session/proof/passkey/challenges')
        const credential = device.use(json as RequestOptions)
        const proved = await api(server, robin, 'POST', '/organizers/session/proof/passkey', { credential })
        expect(proved.status).toBe(200)
      }
      expect((await invites()).status).toBeLessThan(300)
      expect((await api(server, robin, 'POST', `${page}/challenges`)).status).toBe(403)
    }
  })

  test('is not offered as the proof where only a mailed code will do', async () => {
    const robin = await organizer(server)
    await addedPasskey(server, robin)
    const html = async (next: string) =>
      (await organizerPage(server, robin, `/organizers/account/proof?next=${next}`)).html
    expect(await html('/dashboard')).toContain('/organizers/account/proof/passkey')
    expect(await html(page)).not.toContain('/organizers/account/proof/passkey')
  })

  test('that does not work keeps the person on the sign-in page, with a reason', async () => {
    const asked = await fetch(`${server.url}/organizers/sign-in`)
    const cookie = asked.headers.getSetCookie()[0]!.split(';')[0]!
    await asked.text()
    for (const credential of [
      '',
      '{',
      JSON.stringify(new Device(server).use((await challengeToSignIn(server)).options)),
    ]) {
      const answer = await fetch(`${server.url}/organizers/sign-in/passkey`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ credential, next: '/dashboard' }),
        redirect: 'manual',
      })
      expect(answer.status).toBe(303)
      const location = answer.headers.get('location')!
      const form = answer.headers
        .getSetCookie()
        .find((each) => each.includes(location))!
        .split(';')[0]!
      const shown = await fetch(`${server.url}${location}`, { headers: { cookie: form } })
      expect(shown.status).toBe(422)
      expect(await shown.text()).toContain(sentence('refusal-passkey-not-right'))
    }
  })

  test('has a limit, and the page says so', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const { json: options } = await api(server, robin, 'POST', `${page}/challenges`)
    const { newPasskeys } = await fill(robin.id)
    const another = new Device(server).make(options as CreationOptions)
    const { status, json } = await api(server, robin, 'POST', page, { credential: another })
    expect([status, json.code]).toEqual([422, 'too-many-passkeys'])
    const { html } = await organizerPage(server, robin, page)
    expect(html).toContain(sentence('passkeys-full', { most: mostPasskeys }))
    await db.deleteFrom('passkey').where('credential_hash', 'in', newPasskeys).execute()
    expect((await signsInWith(server, device)).status).toBe(201)
  })
})

/** Fills an account with passkeys. */
async function fill(organizerId: string) {
  const { credentialHash, sealPasskey } = await import('../../server/organizers/passkeys/secrets.ts')
  const rows = Array.from({ length: mostPasskeys - 1 }, (_, index) => {
    const id = Buffer.from([index]).toString('base64url')
    const hash = credentialHash(server.parts, id)
    const sealed = sealPasskey(server.parts, hash, { id, publicKey: '', label: '' })
    return { credential_hash: hash, organizer_id: organizerId, sealed, counter: 0, created_on: '2026-03-02' }
  })
  await db.insertInto('passkey').values(rows).execute()
  return { newPasskeys: rows.map(({ credential_hash }) => credential_hash) }
}

describe('a recovery', () => {
  async function codesOf(who: Organizer): Promise<string[]> {
    let challenge = ''
    const code = await codeFor(who, async () => {
      const { json } = await api(server, who, 'POST', '/organizers/account/recovery-codes/challenges')
      challenge = json.challenge as string
    })
    const { json } = await api(server, who, 'POST', '/organizers/account/recovery-codes', { challenge, code })
    await server.work()
    return json.codes as string[]
  }

  test('with a recovery code ends every passkey and the sessions that they began', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const [code = ''] = await codesOf(robin)
    const thief = await signsInWith(server, device)
    expect((await api(server, null, 'POST', '/organizers/recovery', { recovery_code: code })).status).toBe(201)
    await server.work()
    expect(await statusWith(thief.json.token)).toBe(401)
    expect((await signsInWith(server, device)).status).toBe(422)
  })

  test('by a change of address ends every passkey, and keeps the session that changed it', async () => {
    const robin = await organizer(server)
    const device = await addedPasskey(server, robin)
    const { json } = await signsInWith(server, device)
    const headers = withToken(json.token)
    let challenge = ''
    const address = `moved${robin.id.slice(0, 8)}@personal.example`
    const mails = await mailsOf(async () => {
      const asked = await api(server, null, 'POST', '/organizers/account/address/challenges', { address }, headers)
      challenge = asked.json.challenge as string
    })
    const codeTo = (to: string) => codeIn(mails.find((each) => each.to === to)!.text)
    const body = { challenge, code: codeTo(address), old_code: codeTo(robin.address) }
    expect((await api(server, null, 'POST', '/organizers/account/address', body, headers)).status).toBe(200)
    await server.work()
    expect((await signsInWith(server, device)).status).toBe(422)
    expect(await statusWith(json.token)).toBe(200)
  })

  test('by another owner, who ends the sessions of the account, ends every passkey', async () => {
    const [robin, bea] = [await organizer(server), await organizer(server)]
    const letter = await draftOf(server, robin)
    await join(server, bea, letter, 'owner')
    const device = await addedPasskey(server, robin)
    const thief = await signsInWith(server, device)
    const body = { person: robin.id }
    const ended = await api(server, bea, 'POST', `/dashboard/letters/${letter}/emergency/sessions`, body)
    expect(ended.status).toBe(200)
    expect(await statusWith(thief.json.token)).toBe(401)
    expect((await signsInWith(server, device)).status).toBe(422)
  })
})

test('a server that is reached by a number offers no passkeys, and says why', async () => {
  const numbered = await testServer({ settings: { PUBLIC_URL: 'http://127.0.0.1:8080' } })
  const robin = await organizer(numbered)
  expect((await pageOf(numbered, '/organizers/sign-in')).html).not.toContain('data-passkey')
  expect((await organizerPage(numbered, robin, '/organizers/account/proof')).status).toBe(200)
  const { status, html } = await organizerPage(numbered, robin, page)
  expect(status).toBe(200)
  expect(html).toContain(sentence('refusal-passkeys-need-host-name'))
  for (const path of ['/organizers/passkeys/challenges', `${page}/challenges`])
    expect((await api(numbered, robin, 'POST', path)).json.code).toBe('passkeys-need-host-name')
})
