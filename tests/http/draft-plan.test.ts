import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { seal } from '../../server/crypto/sealing.ts'
import { stageOf } from '../../server/delivery/queries.ts'
import { openChange, sealChange } from '../../server/delivery/secrets.ts'
import { watchPlans } from '../../server/delivery/stages/look-at-plan.ts'
import { rehearsePlan } from '../../server/delivery/expected/rehearse-plan.ts'
import { letterById } from '../../server/letter/queries.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import { everyRow } from '../support/every-row.ts'
import { planned, signedLetter, stagesOf, three, executives } from '../support/deliveries.ts'
import {
  agrees,
  api,
  draftOf,
  join,
  letterNow,
  nextBatch,
  northwind,
  organizer,
  organizerPage,
  organizerPost,
  proposalsFor,
  signAs,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const hour = 3_600_000
const local = (days: number) => new Date(server.now().getTime() + days * 24 * hour).toISOString().slice(0, 16)

async function drafted(draft = {}) {
  const owner = await organizer(server)
  const id = await draftOf(server, owner, { ...northwind, recipients: executives, ...draft })
  const campaign = { owner, letter: { id } } as never
  return { owner, id, campaign }
}

const open = async (owner: Awaited<ReturnType<typeof organizer>>, id: string) => {
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${id}/draft`)
  return api(server, owner, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version: json.version })
}

describe('the plan of a draft', () => {
  test('is made, changed, moved and cut, and becomes the plan of the letter with the same stages', async () => {
    const { owner, id, campaign } = await drafted()
    const first = await planned(server, campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      note: 'For Ada, {{count}} of us.',
      conditions: { count: { class: 'workers', least: 3 } },
    })
    const second = await planned(server, campaign, {
      kind: 'public',
      press: 'desk@paper.example',
      conditions: { silence: { after: first, days: 7 } },
    })
    const third = await planned(server, campaign, { disclosure: 'count' })
    const base = `/dashboard/letters/${id}/stages`
    expect((await api(server, owner, 'POST', `${base}/${first}/removal`, { version: 1 })).status).toBe(409)
    expect((await api(server, owner, 'POST', `${base}/${third}/removal`, { version: 2 })).status).toBe(409)
    expect((await api(server, owner, 'POST', `${base}/${second}/place`, { to: 'earlier' })).status).toBe(422)
    expect((await api(server, owner, 'POST', `${base}/${third}/place`, { to: 'earlier' })).status).toBe(200)
    expect((await api(server, owner, 'POST', `${base}/${third}/removal`, { version: 1 })).status).toBe(200)
    const { recipients } = await stagesOf(server, campaign)
    const change = {
      version: 1,
      recipients: [recipients.find(({ name }) => name === 'Ada Hartley')!.id],
      disclosure: 'names',
      note: 'Changed.',
      conditions: { count: { class: 'workers', least: 4 } },
    }
    expect((await api(server, owner, 'PUT', `${base}/${first}`, change)).json).toEqual({ outcome: 'changed' })
    expect((await api(server, owner, 'PUT', `${base}/${first}`, change)).status).toBe(409)

    const page = await organizerPage(server, owner, `/dashboard/letters/${id}/delivery`)
    expect(page.html).toContain('Stage 1: the letter goes by mail to Ada Hartley')
    expect(page.html).toContain(sentence('plan-draft-title'))
    expect(page.html).not.toContain('/approval"')
    const json = (await api(server, owner, 'GET', `/dashboard/letters/${id}/draft`)).json as object
    expect(json).not.toHaveProperty('plan')

    expect((await open(owner, id)).json).toMatchObject({ outcome: 'opened' })
    const stages = (await stagesOf(server, campaign)).stages as unknown as Record<string, unknown>[]
    expect(stages.map((stage) => [stage['id'], stage['number'], stage['version'], stage['approved']])).toEqual([
      [first, 1, 2, false],
      [second, 2, 1, false],
    ])
    expect(stages[0]).toMatchObject({ note: 'Changed.', disclosure: 'names', recipients: [{ name: 'Ada Hartley' }] })
    expect(stages[1]).toMatchObject({
      kind: 'public',
      press: 1,
      conditions: [{ kind: 'silence', after: first, days: 7 }],
    })
    // The draft keeps no second copy of it.
    expect((await api(server, owner, 'POST', `${base}/${first}/approval`, { version: 2 })).json).toEqual({
      outcome: 'approved',
    })
  })

  test('is sealed with the draft: a copy of the database has neither its note nor its press', async () => {
    const { campaign } = await drafted()
    await planned(server, campaign, { kind: 'public', press: 'canary@paper.example', note: 'A canary in the plan.' })
    await planned(server, campaign, { to: ['Ada Hartley'], note: 'A canary in the plan.' })
    const { rows } = await server.pool.query<{ all: string }>(
      `select coalesce(string_agg(l::text, '') , '') || (select coalesce(string_agg(s::text, ''), '') from stage s)
        || (select coalesce(string_agg(r::text, ''), '') from recipient r) as all from letter l`,
    )
    expect(rows[0]!.all).not.toMatch(/canary/i)
  })

  test('is for owners alone', async () => {
    const { id, owner, campaign } = await drafted()
    const stage = await planned(server, campaign, { to: ['Ada Hartley'] })
    const [editor, stranger] = [await organizer(server), await organizer(server)]
    await join(server, editor, id, 'editor')
    const body = { recipients: [], kind: 'public' }
    for (const [who, status] of [
      [editor, 403],
      [stranger, 404],
    ] as const) {
      expect((await api(server, who, 'POST', `/dashboard/letters/${id}/stages`, body)).status).toBe(status)
      expect(
        (await api(server, who, 'POST', `/dashboard/letters/${id}/stages/${stage}/removal`, { version: 1 })).status,
      ).toBe(status)
    }
    expect((await organizerPage(server, stranger, `/dashboard/letters/${id}/delivery`)).status).toBe(404)
    expect((await organizerPage(server, editor, `/dashboard/letters/${id}/delivery`)).html).not.toContain(
      '@board.example',
    )
    expect((await organizerPage(server, owner, `/dashboard/letters/${id}/delivery`)).status).toBe(200)
  })

  test('follows a recipient who is renamed, and opening names one who is gone', async () => {
    const { owner, id, campaign } = await drafted()
    await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    const save = async (recipients: object[]) => {
      const { json } = await api(server, owner, 'GET', `/dashboard/letters/${id}/draft`)
      return api(server, owner, 'PATCH', `/dashboard/letters/${id}/draft`, { version: json.version, recipients })
    }
    const renamed = executives.map((each) => (each.name === 'Ada Hartley' ? { ...each, name: 'Ada B. Hartley' } : each))
    expect((await save(renamed)).status).toBe(200)
    const shown = await organizerPage(server, owner, `/dashboard/letters/${id}/delivery`)
    expect(shown.html).toContain('by mail to Ada B. Hartley')
    expect((await save(renamed.slice(1))).status).toBe(200)
    const opening = await organizerPage(server, owner, `/dashboard/letters/${id}/text/opening`)
    expect(opening.html).toContain(sentence('plan-stage-fault', { stage: 1 }))
    const { status, json } = await open(owner, id)
    expect([status, json.code]).toEqual([409, 'letter-not-ready'])
  })

  test('is part of what a second owner agrees to', async () => {
    const { owner, id, campaign } = await drafted()
    const second = await organizer(server, 'Second Owner')
    await join(server, second, id, 'owner')
    await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count', note: 'Our note.' })
    expect((await open(owner, id)).json).toMatchObject({ outcome: 'waits' })
    const [proposal] = await proposalsFor(server, second, id)
    expect(proposal!.facts.join('\n')).toContain('the letter goes by mail to Ada Hartley')
    expect(proposal!.facts.join('\n')).toContain('Our note.')
    await planned(server, campaign, { kind: 'public' })
    expect((await agrees(server, second, id)).status).toBe(409)
    expect((await letterNow(server, id)).state).toBe('draft')
  })

  test('does not go with a copy of the letter', async () => {
    const { owner, id, campaign } = await drafted()
    await planned(server, campaign, { to: ['Ada Hartley'] })
    const { json } = await api(server, owner, 'POST', `/dashboard/letters/${id}/copy`)
    expect((await stagesOf(server, { owner, letter: { id: json.id } } as never)).stages).toEqual([])
  })
})

describe('a stage after the letter’s end', () => {
  test.each(['draft', 'open'])('is refused with what to change: %s', async (state) => {
    const { owner, id, campaign } = await drafted()
    if (state === 'open') await open(owner, id)
    const late = {
      to: ['Ada Hartley'],
      disclosure: 'count',
      conditions: { date: { local: local(61), zone: 'UTC' } },
    } as const
    await expect(planned(server, campaign, late)).rejects.toThrow('closes on')
    const first = await planned(server, campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      conditions: { date: { local: local(50), zone: 'UTC' } },
    })
    const second = { kind: 'public', conditions: { silence: { after: first, days: 12 } } } as const
    await expect(planned(server, campaign, second)).rejects.toThrow('closes on')
    const kept = await planned(server, campaign, { ...second, conditions: { silence: { after: first, days: 8 } } })
    expect((await stagesOf(server, campaign)).stages.map((each) => each.id)).toEqual([first, kept])
  })

  test('a change of one stage is refused if another would come too late', async () => {
    const { owner, id, campaign } = await drafted()
    await open(owner, id)
    const more = { to: ['Ada Hartley'], disclosure: 'count' } as const
    const first = await planned(server, campaign, { ...more, conditions: { date: { local: local(10), zone: 'UTC' } } })
    await planned(server, campaign, { kind: 'public', conditions: { silence: { after: first, days: 30 } } })
    const { recipients } = await stagesOf(server, campaign)
    const change = {
      version: 1,
      recipients: [recipients[0]!.id],
      disclosure: 'count',
      conditions: { date: { local: local(40), zone: 'UTC' } },
    }
    const { status, json } = await api(server, owner, 'PUT', `/dashboard/letters/${id}/stages/${first}`, change)
    expect([status, JSON.stringify(json)]).toEqual([422, expect.stringContaining('stage 2 would start')])
  })
})

describe('a template', () => {
  const path = (id: string, rest = '') => `/dashboard/letters/${id}/delivery/${rest}`

  test.each(['draft', 'open'])('makes its stages once, and one press takes them out: %s', async (state) => {
    const { owner, id, campaign } = await drafted()
    if (state === 'open') await open(owner, id)
    const page = await organizerPage(server, owner, path(id, 'templates'))
    expect(page.html).toContain('Ada Hartley, Chief executive')
    const { recipients } = await stagesOf(server, campaign)
    const form = {
      first: recipients.find(({ name }) => name === 'Ada Hartley')!.id,
      second: 'others',
      least: '1,000',
      days: '7',
      more: '9',
      shows: 'count',
      form_id: 'AAAAAAAAAAAAAAAA',
    }
    const pressed = await Promise.all([
      organizerPost(server, owner, path(id, 'templates/step-up'), form),
      organizerPost(server, owner, path(id, 'templates/step-up'), form),
    ])
    expect(pressed.map(({ status }) => status)).toEqual([303, 303])
    const { stages } = await stagesOf(server, campaign)
    expect(stages).toMatchObject([
      { kind: 'mail', recipients: [{ name: 'Ada Hartley' }], conditions: [{ least: 1000 }] },
      { kind: 'mail', recipients: [{}, {}], conditions: [{ days: 7 }] },
      { kind: 'public', conditions: [{ days: 9 }] },
    ])
    const after = await organizerPage(server, owner, pressed[0].location!)
    const added = /name="added" value="([^"]*)"/.exec(after.html)![1]!
    expect((await organizerPost(server, owner, path(id, 'template-undo'), { added })).status).toBe(303)
    expect((await stagesOf(server, campaign)).stages).toEqual([])
    expect((await organizerPost(server, owner, path(id, 'template-undo'), { added })).status).toBe(409)
  })

  test('keeps what was filled in, and says beside the blank what is wrong', async () => {
    const { owner, id } = await drafted()
    const form = {
      first: 'everybody',
      second: '',
      least: 'many',
      days: '7',
      more: '',
      shows: 'count',
      date: local(70),
      zone: 'UTC',
    }
    const { status, html } = await organizerPost(server, owner, path(id, 'templates/step-up'), form)
    expect([status, html]).toEqual([422, expect.stringContaining('value="many"')])
    expect(html).toContain('href="#f-step-up-second"')
    expect(html).toContain('href="#f-step-up-more"')
    const late = await organizerPost(server, owner, path(id, 'templates/on-a-day'), form)
    expect(late.html).toContain('href="#f-on-a-day-date"')
    expect((await api(server, owner, 'GET', `/dashboard/letters/${id}/stages`)).json.stages).toEqual([])
    expect((await organizerPost(server, owner, path(id, 'templates/nonsense'), form)).status).toBe(404)
  })
})

describe('a rehearsal', () => {
  test('of a letter that shows no count yet says the same however many have signed', async () => {
    const campaign = await signedLetter(server, [])
    await planned(server, campaign, { disclosure: 'count', conditions: { count: { class: 'workers', least: 50 } } })
    const { db } = server.parts
    await db
      .updateTable('letter')
      .set({ collecting: true, first_threshold: 100 })
      .where('id', '=', campaign.letter.id)
      .execute()
    const shown = async () => {
      const { html } = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
      return (
        /id="expected[^]*<\/main>/
          .exec(html)?.[0]
          .replace(/name="(?:form_id|_csrf)" value="[^"]+"|<figure>[^]*<\/figure>/g, '') ?? ''
      )
    }
    const before = await shown()
    expect(before).toContain('50')
    await crowd(server, campaign.letter, times(20, {}))
    await nextBatch(server, campaign.letter)
    expect(
      (await db.selectFrom('tally').selectAll().where('letter_id', '=', campaign.letter.id).execute()).length,
    ).toBeGreaterThan(0)
    expect(await shown()).toBe(before)
  })

  test('is what happens afterwards', { timeout: 60_000 }, async () => {
    const { owner, letter } = await signedLetter(server, three, { batchSize: 1 })
    const campaign = { owner, letter }
    const first = await planned(server, campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      conditions: { count: { class: 'workers', least: 4 } },
    })
    const second = await planned(server, campaign, {
      to: ['李小龍'],
      conditions: { silence: { after: first, days: 7 } },
    })
    await planned(server, campaign, { kind: 'public', conditions: { silence: { after: second, days: 3 } } })
    for (const { id, version } of (await stagesOf(server, campaign)).stages)
      await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/stages/${id}/approval`, { version })
    const row = (await letterById(server.parts.db, letter.id))!
    // Before the fourth person signs, nothing is expected; then the rest follows by the clock.
    const waits = await rehearsePlan(server.parts, row, { signatures: '3', by: '' }, server.now())
    expect(waits!.expected.map(({ because }) => because)).toEqual(['count', 'silence', 'silence'])
    await signAs(server, letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, letter)
    const { expected } = (await rehearsePlan(server.parts, row, { signatures: '4', by: '' }, server.now()))!

    const stages = async () =>
      server.parts.db.selectFrom('stage').selectAll().where('letter_id', '=', letter.id).orderBy('number').execute()
    const moments = expected.flatMap(({ startsAt, happensAt }) => [startsAt!.getTime(), happensAt!.getTime()])
    for (const moment of [...new Set(moments)].toSorted((a, b) => a - b)) {
      const before = await stages()
      if (moment - 60_000 > server.now().getTime()) {
        server.at(new Date(moment - 60_000))
        await watchPlans(server.parts, server.now())
        // Nothing happens before the foretold moment.
        expect(await stages()).toEqual(before)
        server.at(new Date(moment))
      }
      await watchPlans(server.parts, server.now())
      await server.work()
    }
    expect((await stages()).map(({ state, fired_at, confirmed_at }) => [state, fired_at, confirmed_at])).toEqual(
      expected.map(({ startsAt, happensAt }) => ['done', startsAt, happensAt]),
    )
  })

  test('writes no row, queues no job and sends no mail', async () => {
    const { owner, letter } = await signedLetter(server, three)
    const campaign = { owner, letter }
    const first = await planned(server, campaign, {
      disclosure: 'count',
      conditions: { count: { class: 'workers', least: 3 } },
    })
    await planned(server, campaign, { kind: 'public', conditions: { silence: { after: first, days: 1 } } })
    await server.work()
    const path = `/dashboard/letters/${letter.id}/delivery?signatures=500&by=${local(20).slice(0, 10)}`
    await organizerPage(server, owner, path)
    const before = await everyRow(server, ['organizer_session'])
    const mails = server.inbox.mails().length
    const page = await organizerPage(server, owner, path)
    expect(page.html).toContain(sentence('plan-expected-title'))
    expect(await everyRow(server, ['organizer_session'])).toEqual(before)
    expect(server.inbox.mails()).toHaveLength(mails)
  })

  test('says what is wrong with its numbers, and shows the suggestion', async () => {
    const { owner, id, campaign } = await drafted()
    await planned(server, campaign, { disclosure: 'count', conditions: { count: { class: 'workers', least: 30 } } })
    const page = await organizerPage(server, owner, `/dashboard/letters/${id}/delivery?signatures=many&by=2019-01-01`)
    expect(page.html).toContain(sentence('plan-rehearsal-number', { most: 10_000_000 }))
    expect(page.html).toContain('value="many"')
    expect(page.html).toContain('value="2019-01-01"')
    expect(page.html).toMatch(/<time datetime="2026-/)
  })
})

describe('a note from before {{count}} was a number', () => {
  test('keeps its meaning in a stage, and in a change that waits for a second owner', async () => {
    const { owner, id, campaign } = await drafted()
    await open(owner, id)
    const note = 'Signed by {{ Count }}; {{count in words}}; {{days of silence}}.'
    const stage = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count', note })
    await server.pool.query(readFileSync('migrations/0060_count_in_words.sql', 'utf8'))
    const row = (await stageOf(server.parts.db, stage))!
    const after = 'Signed by {{count in words}}; {{count in words}}; {{days of silence}}.'
    expect(row.covering_note).toBe(after)
    const old = seal(server.parts.keys.draft(id, 'stage change'), stage, JSON.stringify({ kind: 'mail', note }), 4096)
    expect(openChange(server.parts, row, old)).toEqual({ kind: 'mail', note: after })
    const now = sealChange(server.parts, row, { note })
    expect(openChange(server.parts, row, now)).toEqual({ note })
  })
})
