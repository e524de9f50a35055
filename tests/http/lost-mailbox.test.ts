import { spawnSync } from 'node:child_process'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { waitingHours } from '../../server/organizers/recovery/rules.ts'
import { testServer } from '../support/app.ts'
import { bundled } from '../support/bundled.ts'
import { codeIn } from '../support/mail.ts'
import {
  api,
  draftOf,
  followForm,
  join,
  newSession,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  submit,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const hour = 3_600_000

/** Robin and Bea own the letter, and Vi reads it. */
async function people() {
  const [robin, bea, vi] = [await organizer(server, 'Robin'), await organizer(server, 'Bea'), await organizer(server)]
  const letter = await draftOf(server, robin)
  await join(server, bea, letter, 'owner')
  await join(server, vi, letter, 'viewer')
  return { robin, bea, vi, letter }
}

async function mailsOf(act: () => Promise<unknown>) {
  const before = server.inbox.mails().length
  await act()
  await server.work()
  return server.inbox.mails().slice(before)
}

const codeTo = (mails: Awaited<ReturnType<typeof mailsOf>>, address: string) =>
  codeIn(mails.find(({ to, subject }) => to === address && subject === 'Your code')?.text ?? '')

async function codesOf(who: Organizer): Promise<string[]> {
  let challenge = ''
  const mails = await mailsOf(async () => {
    const { json } = await api(server, who, 'POST', '/organizers/account/recovery-codes/challenges')
    challenge = json.challenge as string
  })
  const body = { challenge, code: codeTo(mails, who.address) }
  const { status, json } = await api(server, who, 'POST', '/organizers/account/recovery-codes', body)
  expect(status).toBe(201)
  await server.work()
  return json.codes as string[]
}

async function askToMove(who: Organizer, address: string) {
  let asked: { challenge: string; old_code_needed: boolean } = { challenge: '', old_code_needed: false }
  const mails = await mailsOf(async () => {
    const { json } = await api(server, who, 'POST', '/organizers/account/address/challenges', { address })
    asked = json as typeof asked
  })
  return { ...asked, code: codeTo(mails, address), old_code: codeTo(mails, who.address) }
}

async function recover(code: string) {
  return api(server, null, 'POST', '/organizers/recovery', { recovery_code: code })
}

const withToken = (token: string) => ({ authorization: `Bearer ${token}` })

async function signsIn(address: string): Promise<boolean> {
  let challenge = ''
  const mails = await mailsOf(async () => {
    const { json } = await api(server, null, 'POST', '/organizers/codes', { address })
    challenge = json.challenge as string
  })
  const body = { challenge, code: codeTo(mails, address) }
  return (await api(server, null, 'POST', '/organizers/sessions', body)).status === 201
}

async function activityOf(letter: string): Promise<string[]> {
  const rows = await db.selectFrom('activity').select('what').where('letter_id', '=', letter).orderBy('id').execute()
  return rows.map(({ what }) => what)
}

describe('changing the address', () => {
  test('on the pages takes a code from each mailbox, and tells the old one and the other owners', async () => {
    const { robin, bea, vi, letter } = await people()
    let html = ''
    const asked = await mailsOf(async () => {
      html = (await organizerPost(server, robin, '/organizers/account/address', { address: 'new1@personal.example' }))
        .html
    })
    expect(asked.map(({ to }) => to).toSorted()).toEqual(['new1@personal.example', robin.address])
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)![1]!
    expect(html).toContain(sentence('recovery-code-old-label'))
    const typed = { challenge, address: 'new1@personal.example', two: 'yes' }
    const swapped = await organizerPost(server, robin, '/organizers/account/address/confirmation', {
      ...typed,
      code: codeTo(asked, robin.address),
      old_code: codeTo(asked, 'new1@personal.example'),
    })
    expect(swapped.status).toBe(422)
    expect(swapped.html).toContain('id="e-old_code"')
    const told = await mailsOf(async () => {
      const done = await organizerPost(server, robin, '/organizers/account/address/confirmation', {
        ...typed,
        code: codeTo(asked, 'new1@personal.example'),
        old_code: codeTo(asked, robin.address),
      })
      expect(done.location).toBe('/organizers/account/recovery?done=address')
    })
    expect(told.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
    for (const { raw, text } of told) {
      expect(raw.toString()).not.toContain('new1@personal.example')
      expect(text).not.toMatch(/Robin|A draft/)
    }
    expect(told.map(({ to }) => to)).not.toContain(vi.address)
    expect(await activityOf(letter)).toEqual(['address-changed'])
    expect(await signsIn('new1@personal.example')).toBe(true)
    expect(await signsIn(robin.address)).toBe(false)
    const page = await organizerPage(server, robin, '/organizers/account/recovery?done=address')
    expect(page.html).toContain(sentence('recovery-done-address'))
  })

  test('answers alike for an address that has an account. Only a person who proves that mailbox learns it', async () => {
    const { robin, bea } = await people()
    const free = await api(server, robin, 'POST', '/organizers/account/address/challenges', {
      address: 'free@personal.example',
    })
    await server.work()
    const { challenge, code, old_code } = await askToMove(robin, bea.address)
    expect([free.status, Object.keys(free.json as object).toSorted()]).toEqual([202, ['challenge', 'old_code_needed']])
    const wrong = await api(server, robin, 'POST', '/organizers/account/address', {
      challenge,
      code: '0000000000',
      old_code,
    })
    expect(wrong.json.code).toBe('code-not-right')
    const taken = await api(server, robin, 'POST', '/organizers/account/address', { challenge, code, old_code })
    expect([taken.status, taken.json.code]).toEqual([409, 'address-has-account'])
    expect(await signsIn(robin.address)).toBe(true)
  })

  test('gives an address to one of two accounts that ask for it in the same moment, and refuses the other', async () => {
    const people = [await organizer(server), await organizer(server)]
    const address = 'both@personal.example'
    const asked = []
    for (const who of people) asked.push({ who, ...(await askToMove(who, address)) })
    // Both have looked whether the address is free before either takes it.
    const holder = await server.pool.connect()
    await holder.query('begin; lock table organizer in share row exclusive mode')
    const moves = asked.map(async ({ who, challenge, code, old_code }) =>
      api(server, who, 'POST', '/organizers/account/address', { challenge, code, old_code }),
    )
    const waiting = "select from pg_locks where relation = 'organizer'::regclass and not granted"
    await expect.poll(async () => (await holder.query(waiting)).rowCount, { timeout: 10_000 }).toBe(2)
    await holder.query('rollback')
    holder.release()
    const statuses = (await Promise.all(moves)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 409])
    await server.work()
    expect(await signsIn(people[statuses.indexOf(409)]!.address)).toBe(true)
    expect(await signsIn(address)).toBe(true)
  })

  test('refuses an address that an employer of a public letter, or of an own draft, can read', async () => {
    await openLetter(server)
    const robin = await organizer(server)
    await draftOf(server, robin, { employers: [{ name: 'Fabrikam', domains: ['fabrikam.example'] }] })
    for (const address of ['me@northwind.example', 'me@hr.fabrikam.example']) {
      const { status, json } = await api(server, robin, 'POST', '/organizers/account/address/challenges', { address })
      expect([status, json.code]).toEqual([422, 'address-at-employer'])
    }
    const page = await organizerPost(server, robin, '/organizers/account/address', { address: 'me@northwind.example' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('value="me@northwind.example"')
  })
})

describe('recovery codes', () => {
  test('are shown once on the page, after a mailed code', async () => {
    const robin = await organizer(server)
    let html = ''
    const mails = await mailsOf(async () => {
      html = (await organizerPost(server, robin, '/organizers/account/recovery-codes')).html
    })
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)![1]!
    const typed = { challenge, code: codeTo(mails, robin.address) }
    const shown = await organizerPost(server, robin, '/organizers/account/recovery-codes/confirmation', typed)
    const codes = shown.html.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g) ?? []
    expect(new Set(codes).size).toBe(8)
    const again = await organizerPost(server, robin, '/organizers/account/recovery-codes/confirmation', typed)
    expect(again.status).toBe(422)
    const page = await organizerPage(server, robin, '/organizers/account/recovery')
    expect(page.html).toContain(sentence('recovery-codes-left', { count: 8 }))
    for (const code of codes) expect(page.html).not.toContain(code)
    await server.work()
  })

  test('are the same for the second press of the button, which the browser shows instead of the first one', async () => {
    const robin = await organizer(server)
    const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)![1]!
    const codesIn = (html: string) => html.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g) ?? []
    const form = {
      form_id: field((await organizerPage(server, robin, '/organizers/account/recovery')).html, 'form_id'),
    }
    const asked: string[] = []
    const mails = await mailsOf(async () => {
      for (let press = 0; press < 2; press++)
        asked.push((await organizerPost(server, robin, '/organizers/account/recovery-codes', form)).html)
    })
    expect(mails.filter(({ subject }) => subject === 'Your code')).toHaveLength(1)
    const challenge = field(asked[0]!, 'challenge')
    expect(field(asked[1]!, 'challenge')).toBe(challenge)

    const confirmation = '/organizers/account/recovery-codes/confirmation'
    const typed = { challenge, code: codeTo(mails, robin.address), form_id: field(asked[0]!, 'form_id') }
    const told = await mailsOf(async () => {
      const shown = await Promise.all([1, 2, 3].map(() => organizerPost(server, robin, confirmation, typed)))
      expect(shown.map(({ status }) => status)).toEqual([200, 200, 200])
      const [first, ...others] = shown.map(({ html }) => codesIn(html))
      expect(first).toHaveLength(8)
      for (const other of others) expect(other).toEqual(first)
      expect((await recover(first![0]!)).status).toBe(201)
    })
    expect(told.filter(({ to }) => to === robin.address)).toHaveLength(2)
    robin.session = { ...robin.session, at: new Date(0) }
    // The codes cannot be fetched with what an onlooker has: another form, another code, another account, or later.
    const start = server.now()
    const eve = await organizer(server)
    const tries: [Organizer, object, number][] = [
      [robin, { form_id: 'A'.repeat(16) }, 0],
      [robin, { code: '0000000000' }, 0],
      [eve, {}, 0],
      [robin, {}, 2 * 60_000],
    ]
    for (const [who, more, later] of tries) {
      server.at(new Date(start.getTime() + later))
      const { status, html } = await organizerPost(server, who, confirmation, { ...typed, ...more })
      expect([status, codesIn(html)]).toEqual([422, []])
    }
    server.at(start)
    await server.work()
  })

  test('of a session that began with one are the same for the second press, too', async () => {
    const robin = await organizer(server)
    const [code = ''] = await codesOf(robin)
    const form = new URLSearchParams({ recovery_code: code, label: '' })
    const signedIn = await fetch(`${server.url}/organizers/recovery`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    })
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0]!)
      .join('; ')
    const page = await (await fetch(`${server.url}/organizers/account/recovery`, { headers: { cookie } })).text()
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page)!
    const [, formId = ''] = /name="form_id" value="([^"]+)"/.exec(page)!
    const made = []
    for (let press = 0; press < 2; press++) {
      const answer = await fetch(`${server.url}/organizers/account/recovery-codes`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ _csrf: csrf, form_id: formId }),
        redirect: 'manual',
      })
      made.push(await (await followForm(server, answer, cookie)).text())
    }
    expect(made[0]).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)
    expect(made[1]).toBe(made[0])
    await server.work()
  })

  test('end every other session and tell every owner of each of the person’s letters, on the page too', async () => {
    const { robin, bea, vi } = await people()
    const cleo = await organizer(server, 'Cleo')
    await join(server, cleo, await draftOf(server, robin), 'owner')
    const [code = ''] = await codesOf(robin)
    const other = await newSession(server, robin)
    const form = new URLSearchParams({ recovery_code: code, label: '' })
    const told = await mailsOf(async () => {
      const answer = await fetch(`${server.url}/organizers/recovery`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
      })
      expect(answer.headers.get('location')).toBe('/organizers/account/recovery?done=signed-in')
    })
    expect(told.map(({ to }) => to).toSorted()).toEqual([robin.address, bea.address, cleo.address].toSorted())
    expect(told.map(({ to }) => to)).not.toContain(vi.address)
    const left = await db.selectFrom('organizer_session').select('id').where('organizer_id', '=', robin.id).execute()
    expect(left).toHaveLength(1)
    expect(left.map(({ id }) => id)).not.toContain(other.organizer.sessionId)
  })

  test('sign in once, end the other sessions, and tell the address and the other owners', async () => {
    const { robin, bea, letter } = await people()
    const [code = '', other = ''] = await codesOf(robin)
    let token = ''
    const told = await mailsOf(async () => {
      const { status, json } = await recover(code.toLowerCase().replaceAll('-', ' '))
      expect(status).toBe(201)
      token = json.token as string
    })
    expect(told.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
    expect((await api(server, robin, 'GET', '/organizers/sessions')).status).toBe(401)
    const mine = await api(server, null, 'GET', '/organizers/account/recovery', undefined, withToken(token))
    expect(mine.json).toEqual({ codes_left: 7, address_changes_at: null, operator_link_until: null })
    expect(await activityOf(letter)).toContain('recovery-code-used')
    expect((await recover(code)).json.code).toBe('recovery-code-not-right')
    expect((await recover(other)).status).toBe(201)
    await server.work()
  })

  test('replace a lost mailbox after a waiting time. Until then the old mailbox can stop it', async () => {
    for (const stops of [true, false]) {
      const { robin, bea } = await people()
      const next = `next${String(stops)}@personal.example`
      const [code = ''] = await codesOf(robin)
      const { json } = await recover(code)
      const headers = withToken(json.token as string)
      await server.work()
      const asked = await mailsOf(async () => {
        const path = '/organizers/account/address/challenges'
        const { json: body } = await api(server, null, 'POST', path, { address: next }, headers)
        expect(body.old_code_needed).toBe(false)
        Object.assign(json, body)
      })
      expect(asked.map(({ to }) => to)).toEqual([next])
      const told = await mailsOf(async () => {
        const typed = { challenge: json.challenge as string, code: codeTo(asked, next) }
        const changed = await api(server, null, 'POST', '/organizers/account/address', typed, headers)
        expect(changed.json.outcome).toBe('waits')
      })
      expect(told.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
      const start = server.now()
      const finish = async () => {
        await sql`select graphile_worker.add_job('finish-address-changes')`.execute(db)
        await server.work()
      }
      server.at(new Date(start.getTime() + waitingHours * hour - 1))
      await finish()
      expect(await signsIn(robin.address)).toBe(true)
      if (stops) expect((await organizerPost(server, robin, '/organizers/account/address/keep')).status).toBe(303)
      server.at(new Date(start.getTime() + waitingHours * hour))
      await finish()
      expect([await signsIn(next), await signsIn(robin.address)]).toEqual(stops ? [false, true] : [true, false])
      server.at(start)
    }
  })

  test('of an earlier set stay good for the waiting time. Only those of the last set end when a recovery code makes a new one', async () => {
    const robin = await organizer(server)
    const [first = '', second = '', third = ''] = await codesOf(robin)
    const newer = await codesOf(robin)
    const start = server.now()
    server.at(new Date(start.getTime() + waitingHours * hour))
    expect((await recover(third)).status).toBe(422)
    server.at(start)
    const { json } = await recover(first)
    const headers = withToken(json.token as string)
    const newest = await api(server, null, 'POST', '/organizers/account/recovery-codes', undefined, headers)
    expect(newest.status).toBe(201)
    for (const last of newer) expect((await recover(last)).status).toBe(422)
    expect((await recover(second)).status).toBe(201)
    server.at(new Date(start.getTime() + waitingHours * hour))
    expect((await recover(third)).status).toBe(422)
    expect((await recover((newest.json.codes as string[])[0]!)).status).toBe(201)
    server.at(start)
    await server.work()
  })
})

describe('the operator’s command', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bundled('server/commands/recover-organizer.ts'), ...args],
      {
        env: { PATH: process.env['PATH'], DATABASE_URL: server.databaseUrl, KEYS_DIR: server.keysDir },
        encoding: 'utf8',
      },
    )
    return { status, said: stdout + stderr }
  }

  test('makes a link that works once, tells everybody concerned, and ends sessions and recovery codes', async () => {
    const { robin, bea, letter } = await people()
    const [code = ''] = await codesOf(robin)
    const several = run('--letter', `https://letters.example/dashboard/letters/${letter}`, '--role', 'owner')
    expect(several.status).toBe(1)
    for (const { id } of [robin, bea]) expect(several.said).toContain(id)
    let link = ''
    // The command uses the real clock.
    server.at(new Date())
    const told = await mailsOf(async () => {
      const made = run('--letter', letter, '--role', 'owner', '--name', 'Robin')
      expect(made.status).toBe(0)
      link = /\/organizers\/recover\/[\w-]{43}/.exec(made.said)![0]
      await Promise.resolve()
    })
    expect(told.map(({ to }) => to).toSorted()).toEqual([bea.address, robin.address].toSorted())
    expect(await activityOf(letter)).toContain('operator-link-made')

    expect((await pageOf(server, link)).html).toContain('Robin')
    const address = 'found@personal.example'
    let html = ''
    const asked = await mailsOf(async () => {
      html = (await submit(server, link, { address })).html
    })
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)![1]!
    const body = new URLSearchParams({ challenge, address, code: codeTo(asked, address) })
    let answers: Response[] = []
    const used = await mailsOf(async () => {
      answers = await Promise.all(
        [1, 2, 3].map(() => fetch(`${server.url}${link}/confirmation`, { method: 'POST', body, redirect: 'manual' })),
      )
    })
    // The recovery codes ended too, so the mail must not lead there.
    const toOld = used.filter(({ to }) => to === robin.address).map(({ text }) => text.replaceAll(/\s+/g, ' '))
    expect(toOld).toEqual([expect.stringContaining(sentence('recovery-mail-operator-link-used'))])
    const done = answers.filter(({ headers }) => headers.get('location')?.endsWith('?done=address') === true)
    expect(done).toHaveLength(1)
    expect(await activityOf(letter)).toContain('operator-link-used')
    expect((await pageOf(server, link)).status).toBe(410)
    expect((await recover(code)).status).toBe(422)
    expect([await signsIn(address), await signsIn(robin.address)]).toEqual([true, false])
    server.at(new Date('2026-03-02T09:30:00Z'))
  })

  test('takes the account’s address, and changes nothing if no account fits', async () => {
    const robin = await organizer(server)
    expect(run('--address', 'nobody@personal.example')).toMatchObject({
      status: 1,
      said: expect.stringContaining(sentence('recover-organizer-none')) as string,
    })
    for (const args of [[], ['--letter', 'a', '--address', 'b@c.example'], ['--force']])
      expect(run(...args).said).toContain('npm run recover-organizer')
    expect(run('--address', robin.address.toUpperCase()).status).toBe(0)
    const link = await db
      .selectFrom('recovery_link')
      .select('expires_at')
      .where('organizer_id', '=', robin.id)
      .execute()
    expect(link).toHaveLength(1)
    await server.work()

    const jane = await organizer(server)
    const { code, old_code, challenge } = await askToMove(jane, 'mail@janedoe.example')
    const body = { challenge, code, old_code }
    expect((await api(server, jane, 'POST', '/organizers/account/address', body)).status).toBe(200)
    expect(run('--address', 'mail@janedoe.example').status).toBe(0)
    await server.work()
  })

  test('is undone by the organizer, if the mailbox is not lost', async () => {
    const robin = await organizer(server)
    expect(run('--address', robin.address).status).toBe(0)
    server.at(new Date())
    await server.work()
    robin.session = { ...robin.session, at: new Date(0) }
    const page = await organizerPage(server, robin, '/organizers/account/recovery')
    expect(page.html).toContain(sentence('recovery-link-waits-title'))
    expect((await api(server, robin, 'DELETE', '/organizers/account/address/change')).status).toBe(204)
    expect(await db.selectFrom('recovery_link').selectAll().where('organizer_id', '=', robin.id).execute()).toEqual([])
    server.at(new Date('2026-03-02T09:30:00Z'))
  })
})
