import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { at } from '../support/mail.ts'
import { crowd, times } from '../support/crowd.ts'
import {
  api,
  askForCode,
  organizerPage,
  organizerPost,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  submit,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'
import type { SignaturesJson } from '../../server/dashboard/schemas.ts'
import type { Role } from '../../server/organizers/rules.ts'
import { agrees, withConsent } from '../support/organizers.ts'

const server = await testServer()
const employers = [
  { name: 'Northwind', domains: ['northwind.example'] },
  { name: 'Fabrikam', domains: ['fabrikam.example'] },
  { name: 'Contoso', domains: ['contoso.example'] },
]

async function dashboard(role: Role = 'owner', options: Parameters<typeof openLetter>[1] = {}) {
  const letter = await openLetter(server, { draft: { employers }, batchSize: 5, firstThreshold: 10, ...options })
  const who = await organizer(server)
  await join(server, who, letter.id, role)
  return { letter, who, path: `/dashboard/letters/${letter.id}` }
}

describe('old URLs of the dashboard', () => {
  test('a page’s old URL redirects to the new one with its query, and old URLs of forms and of the API answer directly', async () => {
    const { letter, who } = await dashboard()
    const page = await fetch(`${server.url}/desk/letters/${letter.id}/signatures?q=Ana`, { redirect: 'manual' })
    expect([page.status, page.headers.get('location')]).toEqual([
      308,
      `/dashboard/letters/${letter.id}/signatures?q=Ana`,
    ])
    expect(await organizerPost(server, who, '/desk/letters', { title: 'An old form' })).toMatchObject({
      status: 303,
      location: expect.stringContaining('/dashboard/letters/'),
    })
    expect((await api(server, who, 'GET', `/desk/letters/${letter.id}/summary`)).json).toEqual(
      (await api(server, who, 'GET', `/dashboard/letters/${letter.id}/summary`)).json,
    )
  })
})

describe('the overview', () => {
  test('an organizer sees only “collecting” until the letter has its first signatures together', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, times(7, { name: 'Bea Ngo' }))
    await nextBatch(server, letter)
    const { json } = await api(server, who, 'GET', `${path}/summary`)
    expect(json).toMatchObject({ collecting: true, as_of: null, classes: [], by_day: [], few_at: [] })
    expect((await api(server, who, 'GET', `${path}/breakdown`)).json.rows).toEqual([])
    expect((await api(server, who, 'GET', `${path}/signatures`)).json.signatures).toEqual([])
    const page = await organizerPage(server, who, path)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Collecting. The count appears, here as on the page, once 10 stand together.')
    expect(page.html).not.toContain('<svg xmlns')
    expect((await organizerPage(server, who, `${path}/signatures`)).html).not.toContain('Bea Ngo')
  })

  test('an organizer sees the count of the last batch, the plot with its table, and the dates that follow', async () => {
    const { letter, who, path } = await dashboard()
    await server.parts.db.updateTable('letter').set({ goal: 60 }).where('id', '=', letter.id).execute()
    await crowd(server, letter, [...times(30, {}), ...times(12, { employer: 'Fabrikam' })])
    await nextBatch(server, letter)
    const { html } = await organizerPage(server, who, path)
    expect(html).toContain('<span class="number">42</span> verified work addresses')
    expect(html).toContain(sentence('dashboard-missing-goal', { missing: 18, goal: 60 }))
    expect(html).toContain('42 verified work addresses by 2 March 2026')
    expect(html).toContain('The same as a table')
    expect(html).toContain(sentence('dashboard-next-close'))
    const { json } = await api(server, who, 'GET', `${path}/summary`)
    expect(json).toMatchObject({
      classes: [{ class: 'mailbox', count: 42 }],
      by_day: [{ day: '2026-03-02', added: 42, total: 42 }],
      missing: [sentence('dashboard-missing-goal', { missing: 18, goal: 60 })],
      to_do: [],
    })
    expect((json.next as { what: string }[]).map(({ what }) => what)).toEqual(['batch', 'close'])
  })

  test('an organizer sees, after a batch, that codes to a domain do not arrive, without addresses', async () => {
    const refusing = await testServer({ inbox: { behave: at('rcpt', { answer: 550 }) } })
    const letter = await openLetter(refusing)
    const who = await organizer(refusing)
    await join(refusing, who, letter.id, 'owner')
    for (const name of ['ann', 'bob', 'cid', 'dee', 'eve'])
      await askForCode(refusing, letter, { address: `nobody.${name}@northwind.example` })
    const path = `/dashboard/letters/${letter.id}`
    expect((await api(refusing, who, 'GET', `${path}/summary`)).json.no_codes_at).toEqual([])
    await crowd(refusing, letter, times(12, {}))
    await nextBatch(refusing, letter)
    const { json } = await api(refusing, who, 'GET', `${path}/summary`)
    expect(json.no_codes_at).toEqual(['northwind.example'])
    const { html } = await organizerPage(refusing, who, path)
    expect(html).toContain(sentence('dashboard-no-codes', { domain: 'northwind.example' }))
    expect(html + JSON.stringify(json)).not.toContain('nobody.')
  })

  test('an organizer sees, after a batch, how many codes mail servers took', async () => {
    const taking = await testServer()
    const letter = await openLetter(taking)
    const who = await organizer(taking)
    await join(taking, who, letter.id, 'owner')
    for (let number = 0; number < 10; number++)
      await askForCode(taking, letter, { address: `person.${String(number)}@northwind.example` })
    await crowd(taking, letter, times(12, {}))
    await nextBatch(taking, letter)
    const { json } = await api(taking, who, 'GET', `/dashboard/letters/${letter.id}/summary`)
    expect(json.codes).toMatchObject({ sent: 10, refused: 0 })
  })

  test('an organizer of another letter gets the same answer as for a letter that does not exist', async () => {
    const { path } = await dashboard()
    const stranger = await organizer(server)
    for (const part of ['', '/signatures', '/activity', '/name-claims', '/invalidations', '/headcounts'])
      expect((await organizerPage(server, stranger, path + part)).status, part).toBe(404)
    for (const part of ['/summary', '/breakdown', '/signatures', '/activity', '/name-claims'])
      expect((await api(server, stranger, 'GET', path + part)).status, part).toBe(404)
    for (const part of ['/exports', '/invalidations', '/signatures/search', `/signatures/${'A'.repeat(22)}/hiding`])
      expect((await organizerPost(server, stranger, path + part)).status, part).toBe(404)
    expect((await api(server, null, 'GET', `${path}/summary`)).status).toBe(401)
  })
})

describe('the breakdown', () => {
  test('an organizer sees employers below k in one line, and no change that would reveal a single signature', async () => {
    const { letter, who, path } = await dashboard()
    const kinds = (employer: string, withheld: number, open: number) => [
      ...times(withheld, { employer, visibility: 'withheld' }),
      ...times(open, { employer }),
    ]
    await crowd(server, letter, [
      ...kinds('Northwind', 20, 30),
      ...kinds('Fabrikam', 10, 12),
      ...kinds('Contoso', 0, 2),
    ])
    await nextBatch(server, letter)
    const first = (await api(server, who, 'GET', `${path}/breakdown`)).json
    expect(first.rows).toEqual([
      { employers: ['Northwind'], class: 'mailbox', count: 50, cells: [20, 30] },
      { employers: expect.arrayContaining(['Fabrikam', 'Contoso']), class: 'mailbox', count: 24, cells: [10, 14] },
    ])
    expect((await api(server, who, 'GET', `${path}/summary`)).json.few_at).toEqual(['Contoso', 'Fabrikam'])

    await crowd(server, letter, [...kinds('Northwind', 0, 6), ...kinds('Fabrikam', 0, 1)])
    await nextBatch(server, letter)
    expect((await api(server, who, 'GET', `${path}/summary`)).json.classes[0].count).toBe(81)
    expect((await api(server, who, 'GET', `${path}/breakdown`)).json).toEqual(first)

    await crowd(server, letter, kinds('Fabrikam', 5, 4))
    await nextBatch(server, letter)
    const later = (await api(server, who, 'GET', `${path}/breakdown`)).json
    expect((later.rows as { count: number }[]).map(({ count }) => count)).toEqual([56, 34])
    const { html } = await organizerPage(server, who, path)
    expect(html).toContain('so that nobody can be found by subtracting')
  })
})

describe('hidden names that wait for others', () => {
  const others = 'together with at least four others whose names are hidden too'

  test('signatories read with whom they will be counted, before they sign and afterwards', async () => {
    const { letter } = await dashboard('owner', { visibilities: ['anonymous', 'withheld', 'public'] })
    const path = `/letters/${keyOf(letter)}`
    for (const page of ['/sign', '/anonymous', '/credential']) {
      const { html } = await pageOf(server, path + page)
      expect(html, page).toContain(others)
      expect(html, page).toContain('it may show fewer than five hidden names together')
    }
    const asked = await askForCode(server, letter, { address: 'ann@northwind.example', visibility: 'withheld' })
    const fields = { challenge: asked.challenge, code: asked.code, signing_key: asked.signingKey }
    const done = await submit(server, `${path}/signings/confirmation`, fields)
    expect(done.html).toMatch(
      /You will be counted on [^,]+, \d\d:00 UTC<\/time>, together with at least four others whose names are hidden/,
    )
    // On the repeated request the server no longer knows the choice, so the page mentions both cases.
    const again = await submit(server, `${path}/signings/confirmation`, fields)
    expect(again.html).toContain(
      'together with at least four others. If your name is hidden, you are also counted with',
    )
    const mine = await submit(server, `${path}/mine`, { signing_key: asked.signingKey })
    expect(mine.html).toContain(others)
    expect(mine.html).toContain('It is counted at the latest after the letter closes on')
  })

  test('organizers cannot see whether such a name waits, and read what closing does to it', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, times(10, { name: 'Ann Lee' }))
    await nextBatch(server, letter)
    const pages = async () =>
      (await Promise.all([path, `${path}/close`].map((at) => organizerPage(server, who, at)))).map(({ html }) => html)
    const before = await pages()
    expect(before[0]).toContain(
      'Hidden names are counted at least five together, so some may wait until the letter closes.',
    )
    expect(before[1]).toContain('The last count takes everybody who still waits, so it may show fewer.')
    await crowd(server, letter, times(4, { name: 'Bea Ngo', visibility: 'withheld' }))
    expect(await pages()).toEqual(before)
    // The next batch does not change these pages either. The signatures keep waiting, and their rows are in random order.
    await nextBatch(server, letter)
    await crowd(server, letter, times(5, { name: 'Cid Oz' }))
    await nextBatch(server, letter)
    expect((await api(server, who, 'GET', `${path}/summary`)).json.classes[0].count).toBe(15)
    const { rows } = await server.pool.query<{ id: Buffer; transaction: string }>(
      'select id, xmin::text as transaction from waiting_signature where letter_id = $1 order by ctid',
      [letter.id],
    )
    expect(rows).toHaveLength(4)
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBe(1)
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a.compare(b)))
  })
})

describe('the list of signatures', () => {
  test('owners and moderators see the names given to organizers, and editors and viewers see only public names', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, [
      ...times(10, { name: 'Open Name' }),
      ...times(5, { name: 'Kept Name', visibility: 'withheld', resemblance: 'no' }),
      ...times(5, { name: 'Boss Name', visibility: 'recipients' }),
      ...times(5, { name: null, visibility: 'withheld' }),
    ])
    await nextBatch(server, letter)
    const seen: Record<string, number[]> = {}
    for (const role of ['owner', 'moderator', 'editor', 'viewer'] as const) {
      const member = role === 'owner' ? who : await organizer(server)
      if (role !== 'owner') await join(server, member, letter.id, role)
      const { json } = await api(server, member, 'GET', `${path}/signatures`)
      const names = (json.signatures as SignaturesJson['signatures']).map(({ person }) => person?.name ?? '')
      const count = (part: string) => names.filter((name) => name.startsWith(part)).length
      seen[role] = [names.length, count('Open'), count('Kept'), count('Boss')]
      const { html } = await organizerPage(server, member, `${path}/signatures`)
      expect(html.includes('Kept Name')).toBe(role === 'owner' || role === 'moderator')
      expect(html.includes(sentence('dashboard-signatures-resemblance'))).toBe(role === 'owner' || role === 'moderator')
      const search = await api(server, member, 'POST', `${path}/signatures/search`, { search: 'kept name b' })
      expect(search.json.signatures.length).toBe(role === 'owner' || role === 'moderator' ? 1 : 0)
      if (role === 'editor' || role === 'viewer') {
        expect(json.signatures[0].resemblance).toBeNull()
        const row = json.signatures[0].id
        expect((await api(server, member, 'POST', `${path}/signatures/${row}/hiding`)).status).toBe(403)
        expect((await organizerPage(server, member, `${path}/signatures/${row}`)).status).toBe(403)
        expect((await organizerPage(server, member, `${path}/name-claims`)).status).toBe(403)
        expect((await organizerPost(server, member, `${path}/exports`)).status).toBe(403)
      }
    }
    expect(seen).toEqual({
      owner: [25, 10, 5, 5],
      moderator: [25, 10, 5, 5],
      editor: [25, 10, 0, 0],
      viewer: [25, 10, 0, 0],
    })
  })

  test('pages and JSON of the dashboard and of the letter explain in words why a name is not shown', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, [
      ...times(9, { name: 'Boss Name', visibility: 'recipients' }),
      ...times(5, { name: null, visibility: 'withheld' }),
    ])
    await nextBatch(server, letter)
    const viewer = await organizer(server)
    await join(server, viewer, letter.id, 'viewer')
    const { json } = await api(server, viewer, 'GET', `${path}/signatures`)
    const words = new Set((json.signatures as { words: string }[]).map((each) => each.words))
    expect(words).toEqual(new Set([sentence('mark-withheld', { count: 1 }), sentence('mark-recipients', { count: 1 })]))
    const { html } = await organizerPage(server, viewer, `${path}/signatures`)
    for (const each of words) expect(html).toContain(each)
    const many = sentence('mark-recipients', { count: 9 })
    const names = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}/signatures`)
    expect(((await names.json()) as { marks: unknown }).marks).toEqual([
      { mark: 'withheld', words: sentence('mark-withheld', { count: 5 }), count: 5 },
      { mark: 'recipients', words: many, count: 9 },
    ])
    for (const page of ['', '/signatures'])
      expect((await pageOf(server, `/letters/${keyOf(letter)}${page}`)).html).toContain(`9 ${many}`)
    expect((await organizerPage(server, who, `${path}/signatures`)).html).toContain('Boss Name')
  })

  test('an organizer pages through all signatures, sees each once, and sees no employer and no date', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, times(130, {}))
    await nextBatch(server, letter)
    const first = (await api(server, who, 'GET', `${path}/signatures`)).json
    const second = (await api(server, who, 'GET', `${path}/signatures?after=${first.next}`)).json
    expect(second.next).toBeNull()
    const ids = [...first.signatures, ...second.signatures].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(130)
    expect(Object.keys(first.signatures[0] as object).sort()).toEqual(
      ['class', 'hidden', 'id', 'invalid', 'person', 'resemblance', 'visibility', 'words'].sort(),
    )
    const { html } = await organizerPage(server, who, `${path}/signatures`)
    expect(html).toContain('rel="next"')
    expect(html).not.toContain('Northwind')
  })

  test('an organizer filters by visibility and resemblance, and searches sealed names without the name in a URL', async () => {
    const { letter, who, path } = await dashboard()
    await crowd(server, letter, [
      ...times(10, { name: 'Zoë Über' }),
      ...times(6, { name: 'Kai Rot', visibility: 'withheld', resemblance: 'unclear' }),
    ])
    await nextBatch(server, letter)
    const count = async (query: string) =>
      (await api(server, who, 'GET', `${path}/signatures?${query}`)).json.signatures.length as number
    expect(await count('visibility=withheld')).toBe(6)
    expect(await count('resemblance=unclear')).toBe(6)
    expect(await count('resemblance=no')).toBe(0)
    expect(await count('state=invalid')).toBe(0)
    const { html } = await organizerPost(server, who, `${path}/signatures/search`, { search: 'ZOË ü' })
    expect(html).toContain('Zoë Über A')
    expect(html).not.toContain('Kai Rot')
  })
})

describe('exporting the names', () => {
  test('an owner exports the names that organizers may see, and no cell starts a formula', async () => {
    const { letter, who, path } = await dashboard('owner', { batchSize: 1 })
    await crowd(server, letter, [
      ...times(9, { name: 'Plain Name' }),
      { name: '=HYPERLINK("x")', visibility: 'public' },
      { name: 'Kept Name', visibility: 'withheld' },
      { name: null, visibility: 'withheld' },
    ])
    await nextBatch(server, letter)
    await withConsent(server, letter.id, () => organizerPost(server, who, `${path}/exports`))
    const { status, html: csv } = await organizerPost(server, who, `${path}/exports`)
    expect(status).toBe(200)
    expect(csv).toContain(`"Kept Name","${sentence('dashboard-visibility-withheld')}","mailbox"`)
    expect(csv).toContain(`"name withheld","${sentence('dashboard-visibility-withheld')}","mailbox"`)
    expect(csv).not.toMatch(/(^|[,;])"?=HYPER/m)
    expect(csv.trim().split('\r\n').length).toBe(13)
    expect((await organizerPage(server, who, `${path}/activity`)).html).toContain(sentence('activity-names-exported'))
  })

  test('an owner proposes an export, and gets it only after a second owner agrees', async () => {
    const { letter, who, path } = await dashboard()
    const second = await organizer(server, 'Second Owner')
    await join(server, second, letter.id, 'owner')
    await crowd(server, letter, times(12, { name: 'Plain Name' }))
    await nextBatch(server, letter)
    const proposed = await organizerPost(server, who, `${path}/exports`)
    expect(proposed.location).toBe(`${path}/approvals`)
    expect((await api(server, who, 'POST', `${path}/exports`)).json).toEqual({ outcome: 'waits' })
    const waits = async (owner: typeof who) => {
      const { json } = await api(server, owner, 'GET', `${path}/summary`)
      return [json.to_do, json.next].map((steps: { what: string }[]) => steps[0]?.what)
    }
    expect(await waits(who)).toEqual([undefined, 'approval-yours'])
    expect(await waits(second)).toEqual(['approval', 'batch'])
    expect((await api(server, second, 'POST', `${path}/exports`)).json).toEqual({ outcome: 'waits' })
    expect((await agrees(server, second, letter.id)).json.outcome).toBe('done')
    expect((await api(server, second, 'POST', `${path}/exports`)).json).toEqual({ outcome: 'waits' })
    const agreed = await api(server, who, 'POST', `${path}/exports`)
    expect(agreed.json.outcome).toBe('go')
    expect(agreed.json.csv).toContain('Plain Name A')
    expect((await api(server, who, 'POST', `${path}/exports`)).json).toEqual({ outcome: 'waits' })
  })
})
