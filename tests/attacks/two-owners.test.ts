import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { lookAtPlan } from '../../server/delivery/stages/look-at-plan.ts'
import { watchPlans } from '../../server/delivery/stages/look-at-plan.ts'
import { testServer, type TestServer } from '../support/app.ts'
import {
  agrees,
  api,
  join,
  newSession,
  organizer,
  organizerPage,
  organizerPost,
  proposalsFor,
  type Organizer,
} from '../support/organizers.ts'
import { nextBatch, openLetter, signAs } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const hour = 3_600_000
let server: TestServer
let letter: AddressedLetter
let mara: Organizer
let ben: Organizer

beforeAll(async () => {
  server = await testServer()
})

beforeEach(async () => {
  letter = await openLetter(server, { batchSize: 1, firstThreshold: 0 })
  await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee', visibility: 'withheld' })
  await nextBatch(server, letter)
  mara = await organizer(server, 'Mara')
  ben = await organizer(server, 'Ben')
  await join(server, mara, letter.id, 'owner')
})

const at = (path = '') => `/dashboard/letters/${letter.id}${path}`
const exports = (who: Organizer) => api(server, who, 'POST', at('/exports'))
const pass = (hours: number) => {
  server.at(new Date(server.now().getTime() + hours * hour))
}

/** Adds an owner as a bribed owner would: through the invitation of another one. */
async function addsOwner(by: Organizer, agreeing: Organizer): Promise<Organizer> {
  const bribed = await organizer(server, 'A Bribed Owner')
  expect((await api(server, by, 'POST', at('/invitations'), { role: 'owner' })).status).toBe(202)
  const { json } = await agrees(server, agreeing, letter.id)
  const invitation = /[^/]+$/.exec(json.link as string)?.[0]
  await api(server, bribed, 'POST', '/organizers/invitations/acceptance', { invitation })
  return bribed
}

describe('an owner who was added by a bribed owner', () => {
  test('cannot agree to names and to changes of owners for three days, but to everything else', async () => {
    await join(server, ben, letter.id, 'owner')
    const bribed = await addsOwner(ben, mara)
    await exports(ben)
    expect((await agrees(server, bribed, letter.id)).json.code).toBe('new-owner')
    await api(server, ben, 'DELETE', at(`/people/${mara.id}`))
    expect((await agrees(server, bribed, letter.id, 'remove-owner')).json.code).toBe('new-owner')
    const page = await organizerPage(server, bribed, at('/approvals'))
    expect(page.html).toContain(sentence('approvals-new-owner'))
    expect(page.html).not.toContain('/agreement"')
    pass(72 - 0.01)
    expect((await agrees(server, bribed, letter.id, 'export')).json.code).toBe('new-owner')
    await api(server, ben, 'POST', at('/closure'))
    expect((await agrees(server, bribed, letter.id, 'close')).status).toBe(200)
    pass(0.02)
    expect((await agrees(server, bribed, letter.id, 'export')).status).toBe(200)
  })

  test('gains nothing by a lower role and a new one', async () => {
    await join(server, ben, letter.id, 'owner')
    const bribed = await addsOwner(ben, mara)
    pass(71)
    await api(server, ben, 'PUT', at(`/people/${bribed.id}`), { role: 'viewer' })
    await agrees(server, mara, letter.id)
    await api(server, ben, 'PUT', at(`/people/${bribed.id}`), { role: 'owner' })
    await agrees(server, mara, letter.id)
    pass(2)
    await exports(ben)
    expect((await agrees(server, bribed, letter.id)).json.code).toBe('new-owner')
  })
})

describe('an owner with two sessions', () => {
  test('cannot agree to an own proposal, in either session', async () => {
    await join(server, ben, letter.id, 'owner')
    await api(server, mara, 'POST', at('/closure'))
    const [proposal] = await proposalsFor(server, mara, letter.id)
    const other = { ...mara, session: await newSession(server, mara) }
    for (const who of [mara, other]) {
      const path = at(`/approvals/${proposal!.id}/agreement`)
      expect((await api(server, who, 'POST', path, { shown: proposal!.shown })).json.code).toBe('own-proposal')
    }
  })
})

describe('a stolen session', () => {
  const stolen = async (who: Organizer) => ({ ...who, session: await newSession(server, who, false) })

  test('exports no names, sends none and changes no owner, neither as the one who asks nor as the one who agrees', async () => {
    await join(server, ben, letter.id, 'owner')
    const thief = await stolen(mara)
    const asked = [
      await exports(thief),
      await api(server, thief, 'POST', at('/invitations'), { role: 'owner' }),
      await api(server, thief, 'DELETE', at(`/people/${ben.id}`)),
    ]
    for (const { status, json } of asked) expect([status, json.code]).toEqual([403, 'proof-needed'])
    expect(await proposalsFor(server, ben, letter.id)).toEqual([])
    await exports(mara)
    expect((await agrees(server, await stolen(ben), letter.id)).json.code).toBe('proof-needed')
    await agrees(server, ben, letter.id)
    expect((await exports(thief)).json.code).toBe('proof-needed')
    expect((await exports(mara)).json.csv).toContain('Ann Lee')
  })

  test('becomes good for ten minutes through a code that is mailed now, and leads back to the page', async () => {
    await join(server, ben, letter.id, 'owner')
    const unproved = await stolen(mara)
    const sent = await organizerPost(server, unproved, at('/invitations'), {
      role: 'owner',
      address: 'cleo@personal.example',
    })
    expect(sent.location).toMatch(/^\/organizers\/account\/proof\?next=.*people%2Fform%2F/)
    const next = at('/signatures')
    const page = await organizerPage(server, unproved, `/organizers/account/proof?next=${encodeURIComponent(next)}`)
    expect(page.html).toContain(sentence('proof-why'))
    await server.work()
    server.inbox.clear()
    const asked = await organizerPost(server, unproved, '/organizers/account/proof', { next })
    await server.work()
    const [, challenge = ''] = /name="challenge" value="([^"]+)"/.exec(asked.html) ?? []
    const [mail] = server.inbox.mails()
    expect(mail!.to).toBe(mara.address)
    const code = /\d{5} \d{5}/.exec(mail!.text)![0]
    const confirm = (typed: string) =>
      organizerPost(server, unproved, '/organizers/account/proof/confirmation', { challenge, code: typed, next })
    expect((await confirm('00000 00000')).status).toBe(422)
    expect((await exports(unproved)).json.code).toBe('proof-needed')
    expect((await confirm(code)).location).toBe(next)
    expect((await exports(unproved)).json).toEqual({ outcome: 'waits' })
    expect((await exports(await stolen(mara))).json.code).toBe('proof-needed')
    pass(10 / 60)
    expect((await exports(unproved)).json.code).toBe('proof-needed')
  })

  test('leads to no other site', async () => {
    const page = await organizerPage(server, mara, '/organizers/account/proof?next=https%3A%2F%2Fevil.example')
    expect(page.html).not.toContain('evil.example')
  })
})

describe('an owner who runs a letter alone', () => {
  const acts = ['closure', 'exports', 'invitations'] as const

  test.each(acts)('waits a day, and can cancel: %s', async (act) => {
    const body = act === 'invitations' ? { role: 'owner' } : undefined
    await api(server, mara, 'POST', at(`/${act}`), body)
    const carry = async () => {
      const [proposal] = await proposalsFor(server, mara, letter.id)
      return api(server, mara, 'POST', at(`/approvals/${proposal!.id}/agreement`), { shown: proposal!.shown })
    }
    expect((await carry()).json.code).toBe('own-proposal')
    pass(24 - 0.01)
    expect((await carry()).json.code).toBe('own-proposal')
    const page = await organizerPage(server, mara, at('/approvals'))
    expect(page.html).toContain(sentence('approvals-cancel'))
    expect(page.html).not.toContain(sentence('approvals-carry-out'))
    const [proposal] = await proposalsFor(server, mara, letter.id)
    await api(server, mara, 'POST', at(`/approvals/${proposal!.id}/withdrawal`))
    pass(1)
    expect(await proposalsFor(server, mara, letter.id)).toEqual([])
    await api(server, mara, 'POST', at(`/${act}`), body)
    pass(24)
    expect((await organizerPage(server, mara, at('/approvals'))).html).toContain(sentence('approvals-carry-out'))
    expect((await carry()).json.outcome).toBe('done')
  })

  test.each(['count', 'names'] as const)(
    'waits a day with a delivery that shows the %s, and can cancel it',
    async (disclosure) => {
      const { json } = await api(server, mara, 'GET', at('/stages'))
      const recipients = (json.recipients as { id: string }[]).slice(0, 1).map(({ id }) => id)
      const stages = []
      for (let stage = 0; stage < 2; stage++) {
        const planned = await api(server, mara, 'POST', at('/stages'), {
          kind: 'mail',
          recipients,
          disclosure,
          note: '',
        })
        stages.push(at(`/stages/${planned.json.id as string}`))
      }
      const [cancelled, sent] = stages as [string, string]
      const acts = (stage: string, act: string, body?: object) => api(server, mara, 'POST', `${stage}/${act}`, body)
      expect((await organizerPage(server, mara, at('/delivery'))).html).toContain(
        sentence('plan-notice-alone', { hours: disclosure === 'count' ? 24 : 48 }),
      )
      for (const stage of stages) expect((await acts(stage, 'announcement', { version: 1 })).status).toBe(200)
      expect((await acts(sent, 'confirmation')).json.code).toBe('notice-runs')
      pass(24 - 0.01)
      expect((await acts(sent, 'confirmation')).json.code).toBe('notice-runs')
      expect((await acts(cancelled, 'cancellation')).json.outcome).toBe('cancelled')
      pass(disclosure === 'count' ? 0.01 : 24.01)
      expect((await acts(cancelled, 'confirmation')).status).toBe(409)
      expect((await acts(sent, 'confirmation')).json.outcome).toBe('sending')
    },
  )

  test('waits a day after approving or changing a stage that starts by itself, or starting it by hand', async () => {
    const { json } = await api(server, mara, 'GET', at('/stages'))
    const stage = {
      kind: 'mail',
      recipients: (json.recipients as { id: string }[]).slice(0, 1).map(({ id }) => id),
      disclosure: 'count',
      note: '',
      conditions: { count: { class: 'workers', least: 2 } },
    }
    const ids: string[] = []
    for (let count = 0; count < 4; count++)
      ids.push((await api(server, mara, 'POST', at('/stages'), stage)).json.id as string)
    const [before, changed, byHand, after] = ids as [string, string, string, string]
    const approves = async (id: string) => {
      const { json: answer } = await api(server, mara, 'POST', at(`/stages/${id}/approval`), { version: 1 })
      expect(answer.outcome).toBe('approved')
    }
    for (const id of [before, changed, byHand]) await approves(id)
    pass(24)
    const decided = server.now().getTime()
    await approves(after)
    const change = { ...stage, note: 'Pay the thief.', version: 1 }
    expect((await api(server, mara, 'PUT', at(`/stages/${changed}`), change)).json.outcome).toBe('changed')
    expect((await api(server, mara, 'POST', at(`/stages/${byHand}/announcement`), { version: 1 })).status).toBe(200)
    await signAs(server, letter, { address: 'bo@northwind.example', name: 'Bo Chan', visibility: 'withheld' })
    await nextBatch(server, letter)
    const states = async () => {
      // One look starts a stage, the next one sends it.
      for (let looks = 0; looks < 2; looks++) await lookAtPlan(server.parts, letter.id, server.now())
      const rows = await server.parts.db
        .selectFrom('stage')
        .select(['id', 'state'])
        .where('letter_id', '=', letter.id)
        .execute()
      return ids.map((id) => rows.find((row) => row.id === id)?.state)
    }
    expect(await states()).toEqual(['sending', 'announced', 'announced', 'announced'])
    // The server looks every minute. Otherwise it would have missed the time, and ask its owner.
    server.at(new Date(decided + 24 * hour - 60_000))
    await watchPlans(server.parts, server.now())
    expect(await states()).toEqual(['sending', 'announced', 'announced', 'announced'])
    server.at(new Date(decided + 24 * hour))
    expect(await states()).toEqual(['sending', 'sending', 'sending', 'sending'])
  })

  test('loses that right as soon as there is a second owner', async () => {
    await api(server, mara, 'POST', at('/closure'))
    pass(25)
    const [proposal] = await proposalsFor(server, mara, letter.id)
    await join(server, ben, letter.id, 'owner')
    const path = at(`/approvals/${proposal!.id}/agreement`)
    expect((await api(server, mara, 'POST', path, { shown: proposal!.shown })).json.code).toBe('own-proposal')
  })
})

describe('an owner who is silent', () => {
  const removes = async () => {
    await api(server, mara, 'DELETE', at(`/people/${ben.id}`))
    const [proposal] = await proposalsFor(server, mara, letter.id)
    return () => api(server, mara, 'POST', at(`/approvals/${proposal!.id}/agreement`), { shown: proposal!.shown })
  }

  test('for a week after the notices can be taken off by the other one', async () => {
    await join(server, ben, letter.id, 'owner')
    const carry = await removes()
    pass(7 * 24 - 1)
    expect((await carry()).json.code).toBe('own-proposal')
    pass(1)
    expect((await organizerPage(server, mara, at('/approvals'))).html).toContain(
      sentence('approvals-silent-now', { days: 7 }),
    )
    expect((await carry()).json.outcome).toBe('done')
    expect((await organizerPage(server, ben, at('/people'))).status).toBe(404)
  })

  test('is not silent after a refusal, or after using a session', async () => {
    await join(server, ben, letter.id, 'owner')
    const carry = await removes()
    pass(3 * 24)
    await organizerPage(server, ben, '/dashboard')
    pass(4 * 24)
    expect((await carry()).json.code).toBe('own-proposal')
  })

  test('leaves everything else to two owners, however long it waits', async () => {
    await join(server, ben, letter.id, 'owner')
    await api(server, mara, 'POST', at('/closure'))
    pass(30 * 24)
    const [proposal] = await proposalsFor(server, mara, letter.id)
    const path = at(`/approvals/${proposal!.id}/agreement`)
    expect((await api(server, mara, 'POST', path, { shown: proposal!.shown })).json.code).toBe('own-proposal')
  })
})

test('all owners are told of the three acts, when they are asked for and when they are carried out', async () => {
  const cleo = await organizer(server, 'Cleo')
  for (const who of [ben, cleo]) await join(server, who, letter.id, 'owner')
  const told = async () => {
    await server.work()
    const all = server.inbox.mails().map(({ to }) => to)
    server.inbox.clear()
    return [mara, ben, cleo].filter(({ address }) => all.includes(address)).map(({ name }) => name)
  }
  await told()
  await exports(mara)
  expect(await told()).toEqual(['Ben', 'Cleo'])
  await agrees(server, ben, letter.id)
  expect(await told()).toEqual(['Mara', 'Cleo'])
  await exports(mara)
  expect(await told()).toEqual(['Ben', 'Cleo'])
})
