import { sql } from 'kysely'
import { describe, expect, test, vi, onTestFinished } from 'vitest'
import { publish } from '../../server/letters/lifecycle/publish.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { requireSecondOwner } from '../../server/organizers/require-second-owner.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { firstOrganizerLink } from '../../server/organizers/people/first-organizer-link.ts'
import type { Role } from '../../server/organizers/rules.ts'
import { testServer } from '../support/app.ts'
import { htmlIsValid } from '../support/browser.ts'
import { codeIn } from '../support/mail.ts'
import {
  api,
  organizerPage,
  organizerPost,
  draftOf,
  join,
  northwind,
  openLetter,
  organizer,
  pageOf,
  requestCode,
  followForm,
  submit,
  type Organizer,
} from '../support/stories.ts'
import { sentence, sentenceOnPage } from '../support/words.ts'
import { agrees, proposalsFor } from '../support/organizers.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'

const server = await testServer()
const { db } = server.parts

/** Asks on the page, and reads the challenge and the code. */
async function askOnPage(address: string, more: Record<string, string> = {}) {
  const before = server.inbox.mails().length
  const page = await submit(server, '/organizers/sign-in', { address, ...more })
  await server.work()
  const mail = server.inbox.mails()[before]
  return {
    page,
    mail,
    challenge: /name="challenge" value="([^"]+)"/.exec(page.html)?.[1] ?? '',
    code: mail ? codeIn(mail.text) : '',
  }
}

/** A draft whose owners are Ann and Ben. Cleo has this role. */
async function draftOfThree(role: Role) {
  const [ann, ben, cleo] = [
    await organizer(server, 'Ann'),
    await organizer(server, 'Ben'),
    await organizer(server, 'Cleo'),
  ]
  const letter = await draftOf(server, ann)
  await join(server, ben, letter, 'owner')
  await join(server, cleo, letter, role)
  return { ann, ben, cleo, letter }
}

const askInApi = (address: string) => requestCode(server, '/api/v1/organizers/codes', { address })

async function confirmOnPage(fields: Record<string, string>) {
  const answer = await fetch(`${server.url}/organizers/sign-in/confirmation`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  const shown = await followForm(server, answer)
  return {
    status: shown.status,
    html: await shown.text(),
    location: shown.headers.get('location'),
    cookies: answer.headers.getSetCookie(),
  }
}

async function invitationFor(who: Organizer): Promise<string> {
  const { json } = await api(server, who, 'POST', '/organizers/invitations')
  return (json.link as string).split('/').at(-1)!
}

describe('the first organizer', () => {
  test('comes by one link, which every process prints and which works once', async () => {
    const day = 86_400_000
    const start = server.now().getTime()
    const [first, second] = await Promise.all([0, 1].map(() => firstOrganizerLink(server.parts, server.now())))
    const third = await firstOrganizerLink(server.parts, new Date(start + 6 * day))
    expect([second, third]).toEqual([first, first])
    server.at(new Date(start + 7 * day + 1))
    expect((await pageOf(server, new URL(first!).pathname)).status).toBe(410)
    const next = await firstOrganizerLink(server.parts, server.now())
    expect(next).not.toBe(first)
    server.at(new Date(start))
    const path = new URL(next!).pathname
    expect((await pageOf(server, path)).html).toContain(sentence('organizers-welcome-first'))
    expect((await pageOf(server, path)).status).toBe(200)

    const invitation = path.split('/').at(-1)!
    const { challenge, code } = await askOnPage('first@personal.example', { invitation })
    const wantsName = await confirmOnPage({ challenge, code, invitation })
    expect(wantsName.status).toBe(422)
    expect(wantsName.html).toContain('has no account yet')
    const link = await confirmOnPage({ challenge, code, invitation, name: 'visit evil.co.uk' })
    expect([link.status, link.html.includes(sentence('name-link'))]).toEqual([422, true])
    const done = await confirmOnPage({ challenge, code, invitation, name: 'Ólöf' })
    expect([done.status, done.location]).toEqual([303, '/dashboard'])

    expect((await pageOf(server, path)).status).toBe(410)
    expect(await firstOrganizerLink(server.parts, server.now())).toBeNull()
  })
})

describe('signing in', () => {
  test('on the pages leads to the account, and out again', async () => {
    const ann = await organizer(server, 'Ann Lee')
    const { page, mail, challenge, code } = await askOnPage(ann.address, { next: '/organizers/account' })
    expect(page.status).toBe(200)
    expect(mail?.subject).toBe('Your code')
    const done = await confirmOnPage({ challenge, code, label: 'My laptop', next: '/organizers/account' })
    expect([done.status, done.location]).toEqual([303, '/organizers/account'])
    const cookie = done.cookies.map((each) => each.split(';')[0]).join('; ')
    const account = await fetch(`${server.url}/organizers/account`, { headers: { cookie } })
    const html = await account.text()
    expect(html).toContain('My laptop')
    expect(html).toContain('2 March 2026')

    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)![1]!
    const out = await fetch(`${server.url}/organizers/session/end`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ _csrf: csrf }),
      redirect: 'manual',
    })
    expect(out.headers.getSetCookie().every((each) => each.includes('Max-Age=0'))).toBe(true)
    const after = await fetch(`${server.url}/organizers/account`, { headers: { cookie }, redirect: 'manual' })
    expect(after.headers.get('location')).toBe('/organizers/sign-in?next=%2Forganizers%2Faccount')
  })

  test('the page mails another code, and keeps the address and where to go next', async () => {
    const ann = await organizer(server, 'Ann Lee')
    const { page, code } = await askOnPage(ann.address, { next: '/organizers/account' })
    const button = /<button[^>]* formaction="([^"]+)"[^>]*>Send another code/.exec(page.html)
    const hidden = Object.fromEntries(
      [...page.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    const before = server.inbox.mails().length
    const again = await submit(server, button![1]!, hidden)
    await server.work()
    const other = codeIn(server.inbox.mails()[before]!.text)
    const challenge = /name="challenge" value="([^"]+)"/.exec(again.html)![1]!
    expect([challenge === hidden['challenge'], other === code]).toEqual([false, false])
    // The first code is good in the new challenge too.
    const done = await confirmOnPage({ challenge, code, next: /name="next" value="([^"]*)"/.exec(again.html)![1]! })
    expect([done.status, done.location]).toEqual([303, '/organizers/account'])
  })

  test('in the API gives a bearer token, renewed with the refresh token that follows', async () => {
    const ann = await organizer(server, 'Ann Lee')
    const { challenge, code } = await askInApi(ann.address)
    const { status, json } = await api(server, null, 'POST', '/organizers/sessions', { challenge, code, label: 'curl' })
    expect(status).toBe(201)
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 900, organizer: { id: ann.id, name: 'Ann Lee' } })
    const sessions = await api(server, null, 'GET', '/organizers/sessions', undefined, {
      authorization: `Bearer ${json.token}`,
    })
    expect(sessions.json).toContainEqual({
      id: expect.any(String),
      label: 'curl',
      created_on: '2026-03-02',
      last_used_on: '2026-03-02',
      current: true,
    })
    const renewed = await api(server, null, 'POST', '/organizers/sessions/refresh', {
      refresh_token: json.refresh_token,
    })
    expect(renewed.status).toBe(200)
    expect(renewed.json.refresh_token).not.toBe(json.refresh_token)
  })

  test('says what to correct about the code, and a code works once', async () => {
    const ann = await organizer(server)
    const { challenge, code } = await askInApi(ann.address)
    const malformed = await api(server, null, 'POST', '/organizers/sessions', { challenge, code: '12' })
    expect(malformed.json.code).toBe('code-malformed')
    const tries = await Promise.all(
      [1, 2, 3, 4].map(() => api(server, null, 'POST', '/organizers/sessions', { challenge, code })),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  })

  test('without an account and without an invitation ends, after the code, with a calm sentence', async () => {
    const { challenge, code } = await askInApi('stranger@personal.example')
    const refused = await api(server, null, 'POST', '/organizers/sessions', { challenge, code, name: 'Stranger' })
    expect([refused.status, refused.json.code]).toEqual([403, 'by-invitation'])
    expect(await db.selectFrom('organizer').select('id').where('name', '=', 'Stranger').execute()).toEqual([])
  })

  test('is refused at an employer’s domain and below it, with the reason', async () => {
    await openLetter(server)
    for (const address of ['ann@northwind.example', 'ann@deep.mail.northwind.example']) {
      const { status, json } = await api(server, null, 'POST', '/organizers/codes', { address })
      expect([status, json.code]).toEqual([422, 'address-at-employer'])
    }
    const { page } = await askOnPage('ann@northwind.example')
    expect(page.html).toContain(sentence('organizers-address-at-employer', { domain: 'northwind.example' }))
    expect(page.html).toContain('value="ann@northwind.example"')
  })
})

describe('sessions', () => {
  test('end one by one, and everywhere', async () => {
    const ann = await organizer(server, 'Ann')
    const other = await organizer(server, 'Ben')
    const { challenge, code } = await askInApi(ann.address)
    const { json } = await api(server, null, 'POST', '/organizers/sessions', { challenge, code, label: 'phone' })
    const phone = { authorization: `Bearer ${json.token}` }
    const list = await api(server, ann, 'GET', '/organizers/sessions')
    const sessions = list.json as { id: string; label: string }[]
    const id = sessions.find(({ label }) => label === 'phone')!.id

    expect((await api(server, other, 'DELETE', `/organizers/sessions/${id}`)).status).toBe(404)
    expect((await organizerPost(server, ann, `/organizers/sessions/${id}/end`)).status).toBe(303)
    expect((await api(server, null, 'GET', '/organizers/sessions', undefined, phone)).status).toBe(401)
    const renewal = { refresh_token: json.refresh_token }
    expect((await api(server, null, 'POST', '/organizers/sessions/refresh', renewal)).status).toBe(401)

    expect((await api(server, ann, 'DELETE', '/organizers/sessions')).status).toBe(204)
    expect((await api(server, ann, 'GET', '/organizers/sessions')).status).toBe(401)
    expect((await api(server, other, 'GET', '/organizers/sessions')).status).toBe(200)
  })

  test('hold no more than a label and days', async () => {
    const rows = await db.selectFrom('organizer_session').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    for (const { expires_at } of rows) expect(expires_at.toISOString()).toContain('T00:00:00.000Z')
  })
})

describe('inviting to a letter', () => {
  test('gives a link, which a new organizer accepts by signing in', async () => {
    const owner = await organizer(server, 'Ann')
    const letter = await draftOf(server, owner)
    const made = await organizerPost(server, owner, `/dashboard/letters/${letter}/invitations`, { role: 'moderator' })
    const token = /organizers\/welcome\/([\w-]+)/.exec(made.html)![1]!
    const shown = await pageOf(server, `/organizers/welcome/${token}`)
    expect(shown.html).toContain(
      sentenceOnPage('organizers-welcome-asked', { role: 'moderator', name: 'Ann', title: 'A draft' }),
    )
    expect(shown.html).toContain('Ann')
    expect((await organizerPage(server, owner, `/dashboard/letters/${letter}/people`)).html).toContain(
      sentence('organizers-invitation-take-back'),
    )

    const { challenge, code } = await askOnPage('mod@personal.example', { invitation: token })
    const done = await confirmOnPage({ challenge, code, invitation: token, name: 'Mo' })
    expect(done.location).toBe(`/dashboard/letters/${letter}`)
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter}/people`)
    expect(json.people).toContainEqual({ id: expect.any(String), name: 'Mo', role: 'moderator' })
    expect(json.invitations).toEqual([])
  })

  test('can be accepted by somebody who is signed in, and never reduces a role', async () => {
    const owner = await organizer(server, 'Ann')
    const letter = await draftOf(server, owner)
    const ben = await organizer(server, 'Ben')
    const link = await api(server, owner, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
    const token = (link.json.link as string).split('/').at(-1)!
    const page = await organizerPage(server, ben, `/organizers/welcome/${token}`)
    expect(page.html).toContain(sentence('organizers-welcome-accept'))
    const accepted = await organizerPost(server, ben, `/organizers/welcome/${token}/acceptance`)
    expect(accepted.location).toBe(`/dashboard/letters/${letter}`)

    const again = await api(server, owner, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
    const mine = { invitation: (again.json.link as string).split('/').at(-1) }
    expect((await api(server, owner, 'POST', '/organizers/invitations/acceptance', mine)).status).toBe(200)
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter}/people`)
    expect(json.people).toMatchObject([
      { name: 'Ann', role: 'owner' },
      { name: 'Ben', role: 'viewer' },
    ])
  })

  test('is for owners, can be taken back, and ends after a week', async () => {
    const owner = await organizer(server, 'Ann')
    const letter = await draftOf(server, owner)
    const viewer = await organizer(server, 'Vi')
    await join(server, viewer, letter, 'viewer')
    const refused = await api(server, viewer, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
    expect([refused.status, refused.json.code]).toEqual([403, 'role-may-not'])

    await api(server, owner, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'editor' })
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter}/people`)
    const path = `/dashboard/letters/${letter}/invitations/${json.invitations[0].id}`
    expect((await api(server, viewer, 'DELETE', path)).status).toBe(403)
    expect((await api(server, owner, 'DELETE', path)).status).toBe(204)
    expect((await api(server, owner, 'DELETE', path)).status).toBe(404)

    const late = await api(server, owner, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'editor' })
    const start = server.now()
    server.at(new Date(start.getTime() + 7 * 86_400_000 + 1))
    expect((await pageOf(server, new URL(late.json.link as string).pathname)).status).toBe(410)
    server.at(start)
  })

  test('refuses somebody whose address the letter’s employer can read, drafted or not', async () => {
    const owner = await organizer(server, 'Ann')
    const letter = await draftOf(server, owner, { employers: [{ name: 'Fabrikam', domains: ['fabrikam.example'] }] })
    const link = await api(server, owner, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
    const invitation = (link.json.link as string).split('/').at(-1)!
    const { challenge, code } = await askInApi('eve@hr.fabrikam.example')
    const input = { challenge, code, name: 'Eve', invitation }
    const refused = await api(server, null, 'POST', '/organizers/sessions', input)
    expect([refused.status, refused.json.code]).toEqual([422, 'address-at-employer'])
    expect((await pageOf(server, `/organizers/welcome/${invitation}`)).status).toBe(200)
  })
})

test('two requests that create the same account at once get one account, with the name of the first', async () => {
  const { parts } = server
  const typed = { normal: 'twice@personal.example', mailTo: 'twice@personal.example' }
  const first = await db.startTransaction().execute()
  const second = await db.startTransaction().execute()
  onTestFinished(async () => {
    for (const open of [first, second]) if (!open.isCommitted) await open.rollback().execute()
  })
  const { id } = await createAccount({ ...parts, db: first }, { ...typed, name: 'Ann' }, server.now())
  const waits = createAccount({ ...parts, db: second }, { ...typed, name: 'Bea' }, server.now())
  await untilLocked()
  await first.commit().execute()
  expect(await waits).toMatchObject({ id, name: 'Ann' })
  await second.commit().execute()
  expect(await db.selectFrom('organizer').select('name').where('id', '=', id).execute()).toEqual([{ name: 'Ann' }])
})

/** Waits until a transaction of this database waits for the lock of another one. */
async function untilLocked(): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    expect(rows).toHaveLength(1)
  })
}

test('a text is not published while an organizer’s mail can be read by an employer that it names', async () => {
  const owner = await organizer(server, 'Ann')
  const letter = await draftOf(server, owner, northwind)
  const at = { normal: 'eve@fabrikam.example', mailTo: 'eve@fabrikam.example', name: 'Eve' }
  const { id } = await createAccount(server.parts, at, server.now())
  await join(server, { id }, letter, 'viewer')
  const publishing = (domains: string[]) =>
    db.transaction().execute(async (trx) => {
      const locked = (await lockLetter(trx, letter))!
      const draft = { ...northwind, employers: [{ name: 'Fabrikam', domains }] }
      return publish(server.parts, trx, locked, draft, 'first', server.now())
    })
  await expect(publishing(['*.fabrikam.example'])).rejects.toMatchObject({ code: 'organizer-at-employer' })
  expect((await publishing(['contoso.example'])).revision).toBe(1)
})

describe('roles', () => {
  test('are changed by an owner, and the last owner stays', async () => {
    const owner = await organizer(server, 'Ann')
    const letter = await draftOf(server, owner)
    const ben = await organizer(server, 'Ben')
    await join(server, ben, letter, 'viewer')
    const path = `/dashboard/letters/${letter}/people`
    expect((await organizerPost(server, owner, `${path}/${ben.id}/role`, { role: 'editor' })).status).toBe(303)
    expect((await organizerPage(server, ben, path)).html).toContain(
      sentence('organizers-role-words', { role: 'editor' }),
    )
    expect((await api(server, ben, 'PUT', `${path}/${ben.id}`, { role: 'owner' })).status).toBe(403)
    expect((await api(server, owner, 'PUT', `${path}/${owner.id}`, { role: 'viewer' })).json.code).toBe('last-owner')
    expect((await api(server, owner, 'DELETE', `${path}/${owner.id}`)).json.code).toBe('last-owner')
    expect((await api(server, owner, 'PUT', `${path}/${ben.id}`, { role: 'king' })).json.code).toBe('role-unknown')
    expect((await organizerPost(server, ben, `${path}/${ben.id}/removal`)).location).toBe('/dashboard')
    expect((await api(server, ben, 'GET', path)).status).toBe(404)
  })

  test('of owners change when two owners agree', async () => {
    const ann = await organizer(server, 'Ann')
    const letter = await draftOf(server, ann)
    const [ben, cleo] = [await organizer(server, 'Ben'), await organizer(server, 'Cleo')]
    await join(server, ben, letter, 'owner')
    await join(server, cleo, letter, 'editor')
    const path = `/dashboard/letters/${letter}/people/${cleo.id}`

    const proposed = await organizerPost(server, ann, `${path}/role`, { role: 'owner' })
    expect(proposed.location).toBe(`/dashboard/letters/${letter}/approvals`)
    expect((await api(server, ann, 'PUT', path, { role: 'owner' })).status).toBe(202)
    const page = await organizerPage(server, ben, `/dashboard/letters/${letter}/approvals`)
    expect(page.html).toContain(
      catalogueOf(english).format('approvals-asks', { kind: 'make-owner', by: 'Ann', name: 'Cleo' }),
    )
    expect(page.html).toContain(sentence('approvals-refuse-summary'))
    expect((await api(server, ben, 'PUT', path, { role: 'owner' })).status).toBe(202)
    expect((await agrees(server, ben, letter)).json.outcome).toBe('done')
    expect(await proposalsFor(server, ben, letter)).toEqual([])
  })

  test('a proposal is refused by another owner, withdrawn by its own, and settled once', async () => {
    const ann = await organizer(server, 'Ann')
    const letter = await draftOf(server, ann)
    const ben = await organizer(server, 'Ben')
    await join(server, ben, letter, 'owner')
    const propose = () => api(server, ann, 'DELETE', `/dashboard/letters/${letter}/people/${ben.id}`)
    const first = async () => (await proposalsFor(server, ann, letter)).find(({ state }) => state === 'open')
    const settle = (who: Organizer, id: string, how: string) =>
      api(
        server,
        who,
        'POST',
        `/dashboard/letters/${letter}/approvals/${id}/${how}`,
        how === 'refusal' ? { reason: 'I stay.' } : undefined,
      )

    await propose()
    const { id, words, yours } = (await first())!
    expect([words, yours]).toEqual([
      catalogueOf(english).format('approvals-yours', { kind: 'remove-owner', name: 'Ben' }),
      true,
    ])
    expect((await settle(ann, id, 'refusal')).status).toBe(403)
    expect((await settle(ben, id, 'withdrawal')).status).toBe(409)
    expect((await settle(ben, id, 'refusal')).status).toBe(200)
    expect((await settle(ben, id, 'refusal')).status).toBe(409)
    expect(await proposalsFor(server, ann, letter)).toMatchObject([
      { state: 'refused', refusals: [{ by: 'Ben', reason: 'I stay.' }] },
    ])

    await propose()
    const second = (await first())!.id
    const withdrawn = await organizerPost(server, ann, `/dashboard/letters/${letter}/approvals/${second}/withdrawal`)
    expect(withdrawn.status).toBe(303)
    expect(await first()).toBeUndefined()
  })

  test('the proposals and invitations of an owner end with the role', async () => {
    const { ann, ben, cleo, letter } = await draftOfThree('owner')
    const link = await api(server, cleo, 'POST', `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
    await api(server, cleo, 'PUT', `/dashboard/letters/${letter}/people/${ann.id}`, { role: 'viewer' })
    const path = `/dashboard/letters/${letter}/people/${cleo.id}`
    await api(server, ann, 'PUT', path, { role: 'viewer' })
    const hers = (await proposalsFor(server, ben, letter)).find(({ words }) => words.startsWith('Ann asks'))!
    const agreement = `/dashboard/letters/${letter}/approvals/${hers.id}/agreement`
    expect((await api(server, ben, 'POST', agreement, { shown: hers.shown })).status).toBe(200)
    expect((await api(server, ann, 'GET', `/dashboard/letters/${letter}/approvals`)).json).toEqual([])
    expect((await pageOf(server, new URL(link.json.link as string).pathname)).status).toBe(410)
  })

  test('two owners who request the same act at the same moment propose it once, and carry nothing out', async () => {
    const [ann, ben] = [await organizer(server, 'Ann'), await organizer(server, 'Ben')]
    const letter = await draftOf(server, ann)
    await join(server, ben, letter, 'owner')
    const ask = (who: Organizer, subject: object) =>
      db
        .transaction()
        .execute((trx) =>
          requireSecondOwner(
            { ...server.parts, db: trx },
            { id: letter, state: 'draft' },
            who,
            { act: 'open', subject },
            server.now(),
          ),
        )
    for (let round = 0; round < 10; round++) {
      const verdicts = await Promise.all([ask(ann, { round, a: 1 }), ask(ben, { a: 1, round })])
      expect(verdicts).toEqual(['waits', 'waits'])
    }
    expect(await proposalsFor(server, ann, letter)).toHaveLength(10)
  })
})

describe('an idempotency key', () => {
  test('gives a repeated request the same answer, and refuses another request', async () => {
    const ann = await organizer(server, 'Ann')
    const letter = await draftOf(server, ann)
    const path = `/dashboard/letters/${letter}/invitations`
    const headers = { 'idempotency-key': 'f3b0c442-98fc' }
    const first = await api(server, ann, 'POST', path, { role: 'viewer' }, headers)
    const second = await api(server, ann, 'POST', path, { role: 'viewer' }, headers)
    expect([second.status, second.json]).toEqual([201, first.json])
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    const other = await api(server, ann, 'POST', path, { role: 'editor' }, headers)
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused'])
    expect((await api(server, ann, 'GET', `/dashboard/letters/${letter}/people`)).json.invitations).toHaveLength(1)

    const ben = await organizer(server, 'Ben')
    expect((await api(server, ben, 'POST', path, { role: 'viewer' }, headers)).status).toBe(404)
  })

  test('starts one letter, however often it is asked for', async () => {
    const ann = await organizer(server, 'Ann')
    const start = () =>
      api(server, ann, 'POST', '/dashboard/letters', { title: 'Once' }, { 'idempotency-key': 'one-letter' })
    const first = await start()
    expect((await start()).json).toEqual(first.json)
    expect((await api(server, ann, 'GET', '/dashboard/letters')).json).toHaveLength(1)
  })

  test('carries out one of many concurrent requests, and is released after a refusal', async () => {
    const ann = await organizer(server, 'Ann')
    const letter = await draftOf(server, ann)
    const path = `/dashboard/letters/${letter}/invitations`
    const headers = { 'idempotency-key': 'many-at-once' }
    expect((await api(server, ann, 'POST', path, { role: 'king' }, headers)).status).toBe(422)
    const many = await Promise.all(
      [1, 2, 3, 4, 5].map(() => api(server, ann, 'POST', path, { role: 'viewer' }, headers)),
    )
    for (const { status } of many) expect([201, 409]).toContain(status)
    expect((await api(server, ann, 'GET', `/dashboard/letters/${letter}/people`)).json.invitations).toHaveLength(1)
  })
})

describe('inviting to the server', () => {
  test('a link that was taken back stays dead when the press that made it arrives again, and another person’s press is another', async () => {
    const [ann, bob] = [await organizer(server), await organizer(server)]
    const press = { address: '', form_id: 'AAAAAAAAAAAAAAAA' }
    const linkIn = (html: string) => /\/organizers\/welcome\/[\w-]{43}/.exec(html)?.[0]
    const made = await organizerPost(server, ann, '/organizers/invitations', press)
    const link = linkIn(made.html)!
    expect(linkIn((await organizerPost(server, ann, '/organizers/invitations', press)).html)).toBe(link)
    const others = linkIn((await organizerPost(server, bob, '/organizers/invitations', press)).html)
    expect([others === undefined, others === link]).toEqual([false, false])
    const { html } = await organizerPage(server, ann, '/organizers/account')
    await organizerPost(server, ann, /\/organizers\/invitations\/[\w-]+\/end/.exec(html)![0])
    expect((await pageOf(server, link)).status).toBe(410)
    const again = await organizerPost(server, ann, '/organizers/invitations', press)
    expect([again.status, linkIn(again.html)]).toEqual([410, undefined])
    expect((await pageOf(server, link)).status).toBe(410)
  })

  test('gives a link from the account page, which can be taken back', async () => {
    const ann = await organizer(server, 'Ann')
    const made = await organizerPost(server, ann, '/organizers/invitations')
    expect(made.html).toContain('/organizers/welcome/')
    const { html } = await organizerPage(server, ann, '/organizers/account')
    const path = /\/organizers\/invitations\/[\w-]+\/end/.exec(html)![0]
    expect((await organizerPost(server, await organizer(server, 'Ben'), path)).status).toBe(404)
    expect((await organizerPost(server, ann, path)).status).toBe(303)
    const [, link] = /(\/organizers\/welcome\/[\w-]+)/.exec(made.html)!
    expect((await pageOf(server, link!)).status).toBe(410)
  })

  test('accounts are made once, however many bring the link at once', async () => {
    const invitation = await invitationFor(await organizer(server, 'Ann'))
    const asked = []
    for (const who of ['a', 'b', 'c', 'd']) asked.push(await askInApi(`${who}.guest@personal.example`))
    const made = await Promise.all(
      asked.map(({ challenge, code }) =>
        api(server, null, 'POST', '/organizers/sessions', { challenge, code, invitation, name: 'Guest' }),
      ),
    )
    expect(made.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410])
    expect(await db.selectFrom('organizer').select('id').where('name', '=', 'Guest').execute()).toHaveLength(1)
  })
})

test('every page is valid HTML, with and without errors', async () => {
  const { ann, ben, cleo, letter } = await draftOfThree('viewer')
  await organizerPost(server, ann, `/dashboard/letters/${letter}/invitations`, { role: 'viewer' })
  await organizerPost(server, ann, `/dashboard/letters/${letter}/people/${cleo.id}/role`, { role: 'owner' })
  const link = await organizerPost(server, ann, '/organizers/invitations')
  const [welcome] = /\/organizers\/welcome\/[\w-]+/.exec(link.html)!
  const { challenge, code } = await askOnPage('validator@personal.example')
  const pages = [
    await pageOf(server, '/organizers/sign-in'),
    await submit(server, '/organizers/sign-in', { address: 'x' }),
    await submit(server, '/organizers/sign-in', { address: 'x@personal.example' }),
    await confirmOnPage({ challenge, code: '1' }),
    await confirmOnPage({ challenge, code, invitation: welcome.split('/').at(-1)! }),
    await pageOf(server, welcome),
    await organizerPage(server, ann, welcome),
    await organizerPage(server, ann, '/organizers/account'),
    await organizerPage(server, cleo, `/dashboard/letters/${letter}/people`),
    await organizerPage(server, ben, `/dashboard/letters/${letter}/approvals`),
    await organizerPage(server, ann, `/dashboard/letters/${letter}/approvals`),
    link,
  ]
  for (const { status, html } of pages) {
    expect([200, 422]).toContain(status)
    await htmlIsValid(html)
  }
  await server.work()
})
