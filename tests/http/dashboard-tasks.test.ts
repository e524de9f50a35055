import { describe, expect, test } from 'vitest'
import { eraseSealedNames } from '../../server/letters/lifecycle/close-queries.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { showNameAgain } from '../../server/signatures/moderation/show-name-again.ts'
import { withdrawnNow } from '../../server/signatures/my-signature-queries.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import { confirmed, planned, signedLetter, three, tokensOf } from '../support/deliveries.ts'
import { cookieOf } from '../support/organizers.ts'
import {
  api,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  post,
  secondRevision,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

interface Step {
  what: string
  path: string
}

async function campaign(options: Parameters<typeof openLetter>[1] = {}) {
  const letter = await openLetter(server, { batchSize: 5, firstThreshold: 10, ...options })
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  return { letter, owner, path: `/dashboard/letters/${letter.id}` }
}

async function toDo(who: Parameters<typeof api>[1], path: string): Promise<string[]> {
  const { json } = await api(server, who, 'GET', `${path}/summary`)
  return (json.to_do as Step[]).map(({ what, path: place }) => `${what} ${place.slice(path.length)}`)
}

describe('what waits for an organizer', () => {
  test('stands first on the dashboard, each with the page where it is done, and each role sees only its own', async () => {
    const { letter, owner } = await signedLetter(server, three)
    const path = `/dashboard/letters/${letter.id}`
    const people: Record<string, typeof owner> = { owner }
    for (const role of ['editor', 'moderator', 'viewer'] as const) {
      const member = await organizer(server)
      await join(server, member, letter.id, role)
      people[role] = member
    }
    expect(await toDo(owner, path)).toEqual([])
    const empty = await organizerPage(server, owner, path)
    expect(empty.html).toContain(sentence('dashboard-do-nothing'))

    await post(server, `/api/v1/letters/${keyOf(letter)}/name-claims`, { name: 'Ann Lee', message: 'I did not sign.' })
    await confirmed(server, { letter, owner })
    await server.work()
    const recipients = (await api(server, owner, 'GET', `${path}/stages`)).json.recipients as { id: string }[]
    const answer = { recipient: recipients[0]!.id, way: 'mail', answered_on: '2026-03-02', text: 'We have read it.' }
    const recorded = await api(server, owner, 'POST', `${path}/answers`, {
      ...answer,
      answered_on: server.now().toISOString().slice(0, 10),
    })
    expect(recorded.status).toBe(201)
    // Recipients have three days to confirm the receipt.
    const pass = (milliseconds: number) => server.at(new Date(server.now().getTime() + milliseconds))
    pass(3 * 86_400_000 - 60_000)
    expect(await toDo(owner, path)).toEqual(['answer /answers', 'name-claim /name-claims'])
    pass(60_000)
    expect(await toDo(owner, path)).toEqual(['answer /answers', 'receipt /delivery', 'name-claim /name-claims'])
    expect(await toDo(people['moderator']!, path)).toEqual(['answer /answers', 'name-claim /name-claims'])
    expect(await toDo(people['editor']!, path)).toEqual([])
    expect(await toDo(people['viewer']!, path)).toEqual([])

    const { html } = await organizerPage(server, owner, path)
    const first = html.slice(html.indexOf('<div class="dashboard">'))
    expect(first.indexOf(sentence('dashboard-do-title'))).toBeLessThan(first.indexOf(sentence('dashboard-how-many')))
    expect(html).toContain(`<a href="${path}/answers">${sentence('dashboard-do-answers', { count: 1 })}</a>`)
    const list = await organizerPage(server, owner, '/dashboard')
    expect(list.html).toContain(sentence('drafting-tasks', { count: 3 }))
    expect((await api(server, owner, 'GET', '/dashboard/letters')).json).toMatchObject([{ id: letter.id, to_do: 3 }])

    // Two of the three recipients have no receipt. The third has answered.
    expect(html).toContain(sentence('dashboard-do-unconfirmed', { count: 2 }))
    const [token] = Object.values(await tokensOf(server, letter.id))
    await post(server, `/api/v1/recipients/${token!}/receipt`, {})
    expect(await toDo(owner, path)).toContain('receipt /delivery')
  })

  test('names that do not resemble their addresses wait with a batch, until a moderator has looked at all of them', async () => {
    const { letter, owner, path } = await campaign()
    await crowd(server, letter, [...times(12, {}), ...times(43, { name: 'Kit Doe', resemblance: 'no' })])
    expect(await toDo(owner, path)).toEqual([])
    await nextBatch(server, letter)
    expect(await toDo(owner, path)).toEqual(['doubtful /signatures?resemblance=no'])
    const first = await organizerPage(server, owner, `${path}/signatures?resemblance=no`)
    const button = sentence('dashboard-checked')
    expect(first.html).not.toContain(button)
    const next = /<a href="([^"]+)" rel="next"/.exec(first.html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')
    const last = await organizerPage(server, owner, next)
    expect(last.html).toContain(button)
    const [, batch] = /name="batch" value="([^"]+)"/.exec(last.html)!

    // A batch comes before the moderator has pressed. Its names have not been looked at.
    await crowd(server, letter, times(5, { name: 'Max Roe', resemblance: 'no' }))
    await nextBatch(server, letter)
    const late = await organizerPost(server, owner, `${path}/signatures/checked`, { batch: batch! })
    expect(late.location).toBe(`${path}/signatures?resemblance=no`)
    expect(await toDo(owner, path)).toEqual(['doubtful /signatures?resemblance=no'])
    const { json } = await api(server, owner, 'GET', `${path}/summary`)
    expect((await api(server, owner, 'POST', `${path}/signatures/checked`, { as_of: json.as_of })).json).toEqual({
      outcome: 'noted',
    })
    expect(await toDo(owner, path)).toEqual([])

    await crowd(server, letter, times(6, { name: 'Lou Poe', resemblance: 'no' }))
    await nextBatch(server, letter)
    expect((await organizerPage(server, owner, path)).html).toContain(sentence('dashboard-do-doubtful', { count: 6 }))

    // One of those that were looked at withdraws in the same batch in which others come.
    const { json: now } = await api(server, owner, 'GET', `${path}/summary`)
    await api(server, owner, 'POST', `${path}/signatures/checked`, { as_of: now.as_of })
    await server.parts.db
      .updateTable('signature')
      .set(withdrawnNow)
      .where('id', 'in', (query) =>
        query
          .selectFrom('signature')
          .select('id')
          .where('letter_id', '=', letter.id)
          .where('resemblance', '=', 'no')
          .limit(5),
      )
      .execute()
    await crowd(server, letter, times(5, { name: 'Ida Fay', resemblance: 'no' }))
    await nextBatch(server, letter)
    expect((await organizerPage(server, owner, path)).html).toContain(sentence('dashboard-do-doubtful', { count: 5 }))

    // Names that are erased ask for nothing.
    await server.parts.db.transaction().execute(async (trx) => eraseSealedNames(trx, letter.id))
    await server.parts.db
      .updateTable('signature')
      .set({ resemblance: null })
      .where('letter_id', '=', letter.id)
      .execute()
    await server.parts.db.transaction().execute(async (trx) => eraseSealedNames(trx, letter.id))
    expect(await toDo(owner, path)).toEqual([])
  })

  test('a hidden name is not among those to look at, and is new once it is shown again', async () => {
    const { letter, owner, path } = await campaign()
    const { parts } = server
    const [first] = await crowd(server, letter, times(12, { name: 'Kit Doe', resemblance: 'no' }))
    await nextBatch(server, letter)
    const { json } = await api(server, owner, 'GET', `${path}/summary`)
    await api(server, owner, 'POST', `${path}/signatures/checked`, { as_of: json.as_of })
    const name = { letterId: letter.id, organizerId: owner.id, signatureId: first!.id }
    const counted = async () => {
      const { names_doubtful, names_checked } = await parts.db
        .selectFrom('letter')
        .selectAll()
        .where('id', '=', letter.id)
        .executeTakeFirstOrThrow()
      return { names_doubtful, names_checked }
    }

    await hideName(parts, name, server.now())
    await crowd(server, letter, times(5, {}))
    await nextBatch(server, letter)
    expect(await counted()).toEqual({ names_doubtful: 11, names_checked: 11 })
    await showNameAgain(parts, name, server.now())
    await crowd(server, letter, times(5, {}))
    await nextBatch(server, letter)
    expect(await counted()).toEqual({ names_doubtful: 12, names_checked: 11 })
    expect(await toDo(owner, path)).toEqual(['doubtful /signatures?resemblance=no'])
  })
})

describe('the page', () => {
  test('of signatures holds forty, so that it stays short on a phone', async () => {
    const { letter, owner, path } = await campaign()
    await crowd(server, letter, times(90, { name: 'Ann Lee' }))
    await nextBatch(server, letter)
    const { html } = await organizerPage(server, owner, `${path}/signatures`)
    expect(html.match(/class="row-act"/g)).toHaveLength(40)
  })

  test('reloads itself once after the next count, and not for ever, and a link stops it', async () => {
    const { letter, owner, path } = await campaign()
    await crowd(server, letter, times(12, {}))
    await nextBatch(server, letter)
    const refresh = async (query: string) =>
      (await fetch(`${server.url}${path}${query}`, { headers: { cookie: await cookieOf(server, owner) } })).headers.get(
        'refresh',
      )
    expect(await refresh('')).toBe(`3645; url=${path}?reloads=1`)
    expect(await refresh('?reloads=23')).toBe(`3645; url=${path}?reloads=24`)
    expect(await refresh('?reloads=24')).toBeNull()
    expect(await refresh('?reloads=off')).toBeNull()
    const stopped = await organizerPage(server, owner, `${path}?reloads=off`)
    expect(stopped.html).toContain(sentence('dashboard-reload-start'))
    expect(await refresh('/signatures')).toBeNull()
    server.at(new Date(server.now().getTime() + 30 * 60_000))
    expect(await refresh('')).toBe(`1845; url=${path}?reloads=1`)
  })

  test('shows thresholds and events of the growth, and a clock for each recipient', async () => {
    const { letter, owner, path } = await campaign()
    await server.parts.db.updateTable('letter').set({ goal: 60 }).where('id', '=', letter.id).execute()
    await crowd(server, letter, times(30, {}))
    await nextBatch(server, letter)
    await confirmed(server, { letter, owner })
    await server.work()
    await planned(server, { letter, owner }, { conditions: { count: { class: 'workers', least: 45 } } })
    server.at(new Date(server.now().getTime() + 12 * 86_400_000))
    const { json } = await api(server, owner, 'GET', `${path}/summary`)
    expect(json.missing).toEqual([
      sentence('dashboard-missing-stage', { missing: 15, stage: 2, class: 'workers', least: 45 }),
      sentence('dashboard-missing-goal', { missing: 30, goal: 60 }),
    ])
    expect(json.thresholds).toEqual([{ stage: 2, class: 'workers', least: 45 }])
    const { html } = await organizerPage(server, owner, path)
    expect(html).toContain(`${sentence('dashboard-plot-threshold', { stage: 2, least: 45 })}</text>`)
    expect(html).toContain(`${sentence('dashboard-plot-goal', { goal: 60 })}</text>`)
    expect(html).toContain(`<dd>${sentence('dashboard-event-opened')}</dd>`)
    expect(html).toContain('accepted by the company’s mail server')
    expect(html).toContain(sentence('dashboard-clock', { days: 12 }))
    expect(html).toContain(sentence('dashboard-silence', { days: 12 }))
    expect(json.recipients).toEqual(expect.arrayContaining([expect.objectContaining({ days_without_answer: 12 })]))
  })

  test('adds the table up, and says why the sum is not the count, or the drawing ends at another number', async () => {
    const { letter, owner, path } = await campaign()
    await crowd(server, letter, times(30, { visibility: 'withheld' }))
    await nextBatch(server, letter)
    const total = async () => {
      const { json } = await api(server, owner, 'GET', `${path}/breakdown`)
      return json.total as number
    }
    expect(await total()).toBe(30)
    expect((await organizerPage(server, owner, path)).html).not.toContain('The rows add up to')
    await secondRevision(server, letter, 'substance')
    await crowd(server, { ...letter, revision: 2 }, times(12, {}))
    await nextBatch(server, letter)
    const { html } = await organizerPage(server, owner, path)
    expect(html).toContain(sentence('dashboard-plot-differs', { drawn: 42, counted: 12, earlier: 30 }))
  })

  test('lets an organizer type a headcount, keeps what was wrong, and undoes it', async () => {
    const { letter, owner, path } = await campaign()
    const { json } = await api(server, owner, 'GET', `${path}/headcounts`)
    const { id } = json.employers[0] as { id: string }
    const people = async () =>
      ((await api(server, owner, 'GET', `${path}/headcounts`)).json.employers[0] as { people: number | null }).people
    const at = `${path}/headcounts/${id}`
    const wrong = await organizerPost(server, owner, at, { people: 'many' })
    expect([wrong.status, wrong.html.includes('value="many"')]).toEqual([422, true])
    expect(wrong.html).toContain(`href="#f-people-${id}"`)
    const saved = await organizerPost(server, owner, at, { people: '1,200' })
    expect(saved.html).toContain(
      sentence('dashboard-headcount-saved', { employer: json.employers[0].name, people: 1200 }),
    )
    expect(await people()).toBe(1200)
    const [, before] = /<input type="hidden" name="people" value="([^"]*)">/.exec(saved.html)!
    expect(before).toBe('')
    await organizerPost(server, owner, at, { people: before! })
    expect(await people()).toBeNull()
    expect((await organizerPage(server, owner, `${path}/activity`)).html).toContain(
      sentence('activity-headcount-changed'),
    )
    expect((await api(server, owner, 'PUT', at, { people: 0 })).json.code).toBe('headcount-malformed')
    expect(letter.id).toBeTruthy()
  })

  test.each(['statements', 'answers', 'updates', 'approvals', 'people', 'close', 'text', 'delivery'])(
    'under a tab keeps its address: %s',
    async (page) => {
      const { owner, path } = await campaign({ visibilities: ['anonymous', 'public'] })
      const { status, html } = await organizerPage(server, owner, `${path}/${page}`)
      expect(status).toBe(200)
      const tabs = /<ul class="tabs">([^]*?)<\/ul>/.exec(html)![1]!
      expect(tabs.match(/<a /g)).toHaveLength(6)
      expect(html.match(/aria-current="page"/g)?.length).toBeGreaterThan(0)
    },
  )
})
