import { beforeEach, describe, expect, test } from 'vitest'
import { demandKey } from '../../server/demands/rules.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three, tokensOf, type Campaign } from '../support/deliveries.ts'
import {
  agrees,
  api,
  join,
  keyOf,
  northwind,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  proposalsFor,
  withConsent,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const [police, oversight] = northwind.demands as [string, string]
let campaign: Campaign
let mara: Organizer
let bea: Organizer

beforeEach(async () => {
  campaign = await signedLetter(server, three)
  mara = campaign.owner
  bea = await organizer(server, 'Bea')
})

const at = (path = '') => `/dashboard/letters/${campaign.letter.id}${path}`
const today = () => server.now().toISOString().slice(0, 10)
const later = (days: number) => server.at(new Date(server.now().getTime() + days * 86_400_000))

async function delivered(more: Parameters<typeof confirmed>[2] = { to: ['Ada Hartley'], disclosure: 'count' }) {
  await confirmed(server, campaign, more)
  await server.work()
}

const met = () => ({ state: 'met', since: today(), note: 'They ended the contract.', link: 'https://example.org/news' })
const says = (who: Organizer, demand: string, body: object) =>
  api(server, who, 'POST', at(`/demands/${demandKey(demand)}/statements`), body)

/** One owner states what became of a demand, and another owner agrees, so that the statement is published. */
const agreed = (demand: string, body: object) => withConsent(server, campaign.letter.id, () => says(mara, demand, body))

async function publicJson() {
  const { json } = await api(server, null, 'GET', `/letters/${keyOf(campaign.letter)}`)
  return json as { demand_states: { demand: string; current: boolean; state: string; statements: object[] }[] | null }
}
const publicPage = async () => (await pageOf(server, `/letters/${keyOf(campaign.letter)}`)).html

/** Publishes another text, in which these are the demands. */
async function revises(demands: string[]) {
  const { json } = await api(server, mara, 'GET', at('/draft'))
  await api(server, mara, 'PATCH', at('/draft'), { version: json.version, demands })
  const { json: saved } = await api(server, mara, 'GET', at('/draft'))
  const revised = await api(server, mara, 'POST', at('/revisions'), { kind: 'correction', version: saved.version })
  expect(revised.status).toBe(200)
}

describe('before a delivery', () => {
  test('nothing can be said, and the organizers read when it can', async () => {
    expect((await publicJson()).demand_states).toBeNull()
    expect(await publicPage()).not.toContain(sentence('demands-heading'))
    const { html } = await organizerPage(server, mara, at('/demands'))
    expect(html).toContain(sentence('demands-not-yet'))
    expect(html).not.toContain(sentence('demands-say'))
    const { status, json } = await says(mara, police, met())
    expect([status, json.code]).toEqual([409, 'not-delivered'])
    expect((await organizerPage(server, mara, at(`/demands/${demandKey(police)}`))).status).toBe(404)
  })

  test('nor does a delivery that has not arrived make a difference', async () => {
    await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    expect((await says(mara, police, met())).json.code).toBe('not-delivered')
  })
})

describe('after a delivery', () => {
  beforeEach(() => delivered())

  test('each demand is open until owners say something else', async () => {
    expect((await publicJson()).demand_states).toEqual(
      [police, oversight].map((demand) => ({
        key: demandKey(demand),
        demand,
        current: true,
        state: 'open',
        statements: [],
      })),
    )
    expect(await publicPage()).toContain(sentence('demands-silent'))
  })

  test('owners say it with a day, a note and a link, and the earlier statement stays', async () => {
    const first = today()
    await agreed(police, { state: 'promised', since: first, note: 'They will stop.' })
    expect(await publicPage()).toContain(sentence('demands-state', { state: 'promised', on: new Date(first) }))
    await agreed(police, { state: 'partly-met', since: first, note: 'A pause.' })
    later(30)
    const second = today()
    await agreed(police, met())
    const [state] = (await publicJson()).demand_states!
    expect(state).toMatchObject({
      state: 'met',
      statements: [
        { state: 'met', since: second, note: 'They ended the contract.', link: 'https://example.org/news' },
        { state: 'partly-met', since: first, note: 'A pause.', link: null },
        { state: 'promised', since: first, note: 'They will stop.', link: null },
      ],
    })
    const shown = [
      sentence('demands-state', { state: 'met', on: new Date(second) }),
      sentence('demands-state', { state: 'partly-met', on: new Date(first) }),
      'href="https://example.org/news" rel="nofollow noreferrer"',
      'A pause.',
    ]
    const press = await pageOf(server, `/letters/${keyOf(campaign.letter)}/press`)
    const [token] = Object.values(await tokensOf(server, campaign.letter.id))
    const recipient = await pageOf(server, `/r/${token!}`)
    const own = await organizerPage(server, mara, at('/demands'))
    for (const html of [await publicPage(), press.html, recipient.html, own.html])
      for (const words of shown) expect(html).toContain(words)
  })

  test('two owners say it: the second one sees before and after, and nobody else sees anything until then', async () => {
    await agreed(police, { state: 'partly-met', since: today(), note: 'A pause.' })
    await join(server, bea, campaign.letter.id, 'owner')
    server.inbox.clear()
    expect((await says(mara, police, met())).json).toEqual({ outcome: 'waits' })
    expect(await publicPage()).not.toContain('They ended the contract.')
    const stored = await server.parts.db.selectFrom('approval').selectAll().where('act', '=', 'demand').execute()
    expect(JSON.stringify(stored)).not.toContain('They ended')
    const [proposal] = await proposalsFor(server, bea, campaign.letter.id)
    const on = new Date(today())
    expect(proposal!.facts).toEqual([
      sentence('demands-fact-demand', { demand: police }),
      sentence('demands-fact-before', { state: 'partly-met', on }),
      sentence('demands-fact-after', { state: 'met', on }),
      sentence('demands-fact-note', { note: 'They ended the contract.' }),
      sentence('demands-fact-link', { link: 'https://example.org/news' }),
    ])
    expect((await organizerPage(server, bea, at('/demands'))).html).toContain(sentence('approvals-waits-link'))
    expect((await agrees(server, bea, campaign.letter.id, 'demand')).status).toBe(200)
    expect(await publicPage()).toContain('They ended the contract.')
    // The other owner is told that something waits. Nobody else gets a mail.
    await server.work()
    expect(new Set(server.inbox.mails().map(({ to }) => to))).toEqual(new Set([bea.address, mara.address]))
  })

  test('a press that arrives twice says it once', async () => {
    await withConsent(server, campaign.letter.id, () =>
      Promise.all([says(mara, police, met()), says(mara, police, met())]),
    )
    await says(mara, police, met())
    expect((await publicJson()).demand_states![0]!.statements).toHaveLength(1)
  })

  test('what was typed is kept when something is wrong with it', async () => {
    const { status, html } = await organizerPost(server, mara, at(`/demands/${demandKey(police)}`), {
      state: 'refused',
      since: '2099-01-01',
      note: 'They said no.',
      link: 'javascript:alert(1)',
    })
    expect(status).toBe(422)
    for (const id of ['demands-since-to-come', 'demands-link-malformed'] as const) expect(html).toContain(sentence(id))
    expect(html).toContain('They said no.')
    expect(html).toMatch(/value="refused" checked/)
    expect((await publicJson()).demand_states![0]!.statements).toEqual([])
  })

  test('accepts only the address of a page, a day that can be, and a short plain text', async () => {
    const wrong = async (change: object) => {
      const { status, json } = await says(mara, police, { ...met(), ...change })
      return [status, (json.errors as { field: string }[]).map(({ field }) => field)]
    }
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'mailto:a@b.example',
      'example.org',
      'https://localhost',
      'https://ann:secret@example.org/',
      'https://example.org@evil.example/',
      `https://example.org/${'a'.repeat(600)}`,
    ])
      expect([link, await wrong({ link })]).toEqual([link, [422, ['link']]])
    for (const since of ['', '3 March', '2026-02-30', '2099-01-01', '2000-01-01'])
      expect([since, await wrong({ since })]).toEqual([since, [422, ['since']]])
    for (const note of ['', '   ', 'x'.repeat(601)]) expect(await wrong({ note })).toEqual([422, ['note']])
    await agreed(police, { ...met(), note: '<script>alert(1)</script>' })
    expect(await publicPage()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('a statement is not earlier than the one before', async () => {
    const before = today()
    later(5)
    await agreed(police, met())
    expect((await says(mara, police, { ...met(), state: 'open', since: before })).status).toBe(422)
    expect((await says(mara, oversight, { ...met(), since: before })).status).toBe(200)
  })

  test('stays with the exact words of a demand through revisions', async () => {
    await agreed(police, met())
    await revises([oversight, police])
    expect((await publicJson()).demand_states!.map(({ demand, state }) => [demand, state])).toEqual([
      [oversight, 'open'],
      [police, 'met'],
    ])
    const changed = 'Stop selling face recognition.'
    await revises([oversight, changed])
    expect((await publicJson()).demand_states!.map(({ demand, current, state }) => [demand, current, state])).toEqual([
      [oversight, true, 'open'],
      [changed, true, 'open'],
      [police, false, 'met'],
    ])
    expect(await publicPage()).toContain(sentence('demands-earlier-heading'))
    expect((await says(mara, police, { ...met(), state: 'open' })).status).toBe(404)
    // The recipient's page shows the text that was delivered, so the demand stands there as before.
    const [token] = Object.values(await tokensOf(server, campaign.letter.id))
    expect((await pageOf(server, `/r/${token!}`)).html).toContain('They ended the contract.')
    await revises([police])
    expect((await publicJson()).demand_states!.map(({ demand, state }) => [demand, state])).toEqual([[police, 'met']])
  })

  test('the purge keeps it, because everybody has read it', async () => {
    await agreed(police, met())
    await api(server, mara, 'POST', at('/closure'))
    await agreesAlone('close')
    await api(server, mara, 'POST', at('/purge'))
    await agreesAlone('purge')
    expect((await publicJson()).demand_states![0]).toMatchObject({ state: 'met' })
  })
})

/** Carries out what the only owner asked for a day ago. */
async function agreesAlone(kind: string) {
  later(2)
  const proposal = (await proposalsFor(server, mara, campaign.letter.id)).find((each) => each.kind === kind)
  const agreed = await api(server, mara, 'POST', at(`/approvals/${proposal!.id}/agreement`), { shown: proposal!.shown })
  expect(agreed.status).toBe(200)
}

describe('nothing is said', () => {
  beforeEach(() => delivered())

  test('by people who are not owners', async () => {
    await join(server, bea, campaign.letter.id, 'editor')
    expect((await says(bea, police, met())).status).toBe(403)
    const stranger = await organizer(server)
    expect((await says(stranger, police, met())).status).toBe(404)
    expect((await organizerPage(server, bea, at('/demands'))).html).toContain(sentence('demands-only-owners'))
  })

  test('if the demand, or what was said of it, has changed since another owner asked', async () => {
    await join(server, bea, campaign.letter.id, 'owner')
    await says(mara, police, met())
    const [first] = await proposalsFor(server, bea, campaign.letter.id)
    await says(bea, police, { ...met(), state: 'refused' })
    expect((await agrees(server, mara, campaign.letter.id, 'demand')).status).toBe(200)
    const stale = await api(server, bea, 'POST', at(`/approvals/${first!.id}/agreement`), { shown: first!.shown })
    expect([stale.status, stale.json.code]).toEqual([409, 'changed-meanwhile'])
    expect((await publicJson()).demand_states![0]!.statements).toHaveLength(1)
  })

  test('twice, if two owners agree at the same moment', async () => {
    const cem = await organizer(server, 'Cem')
    for (const who of [bea, cem]) await join(server, who, campaign.letter.id, 'owner')
    await says(mara, police, met())
    const answers = await Promise.all([bea, cem].map((who) => agrees(server, who, campaign.letter.id, 'demand')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await publicJson()).demand_states![0]!.statements).toHaveLength(1)
  })

  test('by the owner who asked, alone', async () => {
    expect((await says(mara, police, met())).json).toEqual({ outcome: 'waits' })
    expect(await publicPage()).not.toContain('They ended the contract.')
    await join(server, bea, campaign.letter.id, 'owner')
    await says(mara, police, met())
    const [own] = await proposalsFor(server, mara, campaign.letter.id)
    const answer = await api(server, mara, 'POST', at(`/approvals/${own!.id}/agreement`), { shown: own!.shown })
    expect(answer.status).toBe(403)
    expect((await publicJson()).demand_states![0]!.statements).toEqual([])
  })
})

test('a quiet letter says it only where the letter itself is', async () => {
  campaign = await signedLetter(server, three, { state: 'quiet' })
  mara = campaign.owner
  await delivered()
  await agreed(police, met())
  expect(await publicPage()).toContain('They ended the contract.')
  for (const path of [`/letters/${campaign.letter.slug}`, `/api/v1/letters/${campaign.letter.slug}`, '/'])
    expect((await pageOf(server, path)).html).not.toContain('They ended the contract.')
})
