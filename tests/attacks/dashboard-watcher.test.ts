// The employer has bribed an organizer, reads the log of its own mail gateway, and watches the dashboard.
import { expect, test } from 'vitest'
import { countRefusedMail, countSentMail } from '../../server/mailbox/mailed-code-queries.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import { api, askForCode, join, nextBatch, openLetter, organizer, organizerPage } from '../support/stories.ts'
import { organizerPost, type Organizer } from '../support/organizers.ts'

const server = await testServer()
const employers = [
  { name: 'Northwind', domains: ['northwind.example'] },
  { name: 'Fabrikam', domains: ['fabrikam.example'] },
  { name: 'Contoso', domains: ['contoso.example'] },
]

async function watched() {
  const letter = await openLetter(server, {
    draft: { employers },
    batchSize: 5,
    firstThreshold: 10,
    visibilities: ['anonymous', 'withheld', 'public'],
  })
  const insider = await organizer(server)
  await join(server, insider, letter.id, 'owner')
  await crowd(server, letter, times(30, {}))
  await nextBatch(server, letter)
  return { letter, insider, path: `/dashboard/letters/${letter.id}` }
}

/** Everything that the insider can read. */
async function seen(insider: Organizer, path: string): Promise<string> {
  const pages = await Promise.all(
    ['', '/signatures', '/delivery', '/people', '/close'].map((page) => organizerPage(server, insider, path + page)),
  )
  const json = await Promise.all(
    ['/summary', '/breakdown', '/signatures'].map((page) => api(server, insider, 'GET', path + page)),
  )
  // The id of a form is random.
  const shown = pages.map(({ html }) => html.replace(/name="form_id" value="[^"]+"/g, ''))
  return JSON.stringify([...shown, ...json.map((each) => each.json as unknown)])
}

test('no page and no JSON changes when a code is asked for, arrives or is refused', async () => {
  const { letter, insider, path } = await watched()
  const before = await seen(insider, path)
  await askForCode(server, letter, { address: 'ann@northwind.example', visibility: 'withheld' })
  expect(await seen(insider, path)).toBe(before)
  for (let count = 0; count < 25; count++) {
    await countRefusedMail(server.parts.db, letter.id, 'contoso.example', server.now().toISOString().slice(0, 10))
    await countSentMail(server.parts.db, letter.id, 'fabrikam.example')
  }
  expect(await seen(insider, path)).toBe(before)
  // A batch that counts nobody shows nothing either.
  await nextBatch(server, letter)
  expect((await api(server, insider, 'GET', `${path}/summary`)).json.codes).toMatchObject({ sent: 0, refused: 0 })
})

test('a hidden signature that waits moves no number, not even beside signatures of the insider’s own', async () => {
  const { letter, insider, path } = await watched()
  const used: unknown[] = []
  for (const victims of [0, 1, 1, 1]) {
    // The insider makes a batch happen with five public signatures, and looks whether a number moves by more.
    await crowd(server, letter, times(victims, { name: 'Bea Ngo', visibility: 'withheld' }))
    await crowd(server, letter, times(5, { name: 'Own Name' }))
    await nextBatch(server, letter)
    const { json } = await api(server, insider, 'GET', `${path}/summary`)
    used.push([json.codes.used, json.classes[0].count])
  }
  expect(used).toEqual([
    [30, 35],
    [40, 40],
    [40, 45],
    [50, 50],
  ])
})

test('totals of codes are tens, and a domain is named only after several refusals in a row', async () => {
  const { letter, insider, path } = await watched()
  const day = server.now().toISOString().slice(0, 10)
  const told = async () => {
    await crowd(server, letter, times(5, {}))
    await nextBatch(server, letter)
    const { json } = await api(server, insider, 'GET', `${path}/summary`)
    return [json.codes.sent, json.codes.refused, json.no_codes_at] as unknown[]
  }
  for (let count = 0; count < 4; count++) await countRefusedMail(server.parts.db, letter.id, 'contoso.example', day)
  for (let count = 0; count < 19; count++) await countSentMail(server.parts.db, letter.id, 'northwind.example')
  expect(await told()).toEqual([10, 0, []])
  await countRefusedMail(server.parts.db, letter.id, 'contoso.example', day)
  expect(await told()).toEqual([10, 0, ['contoso.example']])
  const { html } = await organizerPage(server, insider, path)
  expect(html).toContain('Codes to contoso.example do not arrive')
  // One code that arrives is one person there, so it ends nothing. Five end the warning, with the next batch.
  for (let count = 0; count < 4; count++) await countSentMail(server.parts.db, letter.id, 'contoso.example')
  expect(await told()).toEqual([20, 0, ['contoso.example']])
  await countSentMail(server.parts.db, letter.id, 'contoso.example')
  expect(await told()).toEqual([20, 0, []])
  // Then the refusals begin anew.
  for (let count = 0; count < 4; count++) await countRefusedMail(server.parts.db, letter.id, 'contoso.example', day)
  expect(await told()).toEqual([20, 0, []])
  await countRefusedMail(server.parts.db, letter.id, 'contoso.example', day)
  expect(await told()).toEqual([20, 10, ['contoso.example']])
})

test('codes that a domain takes and refuses at the same moment are all counted', async () => {
  const { letter } = await watched()
  const day = server.now().toISOString().slice(0, 10)
  const { db } = server.parts
  await countRefusedMail(db, letter.id, 'contoso.example', day)
  await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      at % 2 === 0
        ? countRefusedMail(db, letter.id, 'contoso.example', day)
        : countSentMail(db, letter.id, 'contoso.example'),
    ),
  )
  const total = await db
    .selectFrom('code_total')
    .selectAll()
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  expect([total.sent, total.refused]).toEqual([20, 21])
})

test('headcounts typed one after another do not tell how many signed at a small employer, or how many did not', async () => {
  const { letter, insider, path } = await watched()
  await crowd(server, letter, [...times(3, { employer: 'Fabrikam' }), ...times(6, { employer: 'Contoso' })])
  await nextBatch(server, letter)
  const { json } = await api(server, insider, 'GET', `${path}/headcounts`)
  const idOf = (name: string) =>
    (json.employers as { id: string; name: string }[]).find((each) => each.name === name)!.id
  const type = async (name: string, people: number) => {
    expect((await api(server, insider, 'PUT', `${path}/headcounts/${idOf(name)}`, { people })).status).toBe(200)
    const answer = await api(server, insider, 'GET', `${path}/breakdown`)
    return answer.json.headcounts as { employer: string }[]
  }
  // Fabrikam has three, so it is shown with another employer. No number brings it out.
  for (const people of [1, 2, 3, 4, 8, 9, 30, 1000])
    expect((await type('Fabrikam', people)).map(({ employer }) => employer)).not.toContain('Fabrikam')
  // 30 signed at Northwind.
  expect(await type('Northwind', 34)).toEqual([])
  expect(await type('Northwind', 35)).toEqual([{ employer: 'Northwind', signed: 30, people: 35 }])
  const { html } = await organizerPage(server, insider, path)
  expect(html).toContain('Northwind: 30 of about 35.')
  // The sum of all headcounts would tell the hidden one.
  expect(html).not.toContain('1,000')
  expect(html).not.toContain('1,035')
})

test('people who do not organize the letter, and roles that may not edit, can neither read nor type a headcount', async () => {
  const { letter, insider, path } = await watched()
  const { json } = await api(server, insider, 'GET', `${path}/headcounts`)
  const { id } = json.employers[0] as { id: string }
  const stranger = await organizer(server)
  const viewer = await organizer(server)
  await join(server, viewer, letter.id, 'viewer')
  for (const [who, status] of [
    [stranger, 404],
    [viewer, 403],
  ] as const) {
    expect((await organizerPage(server, who, `${path}/headcounts`)).status).toBe(status)
    expect((await organizerPost(server, who, `${path}/headcounts/${id}`, { people: '900' })).status).toBe(status)
    expect((await api(server, who, 'GET', `${path}/headcounts`)).status).toBe(status)
    expect((await api(server, who, 'PUT', `${path}/headcounts/${id}`, { people: 900 })).status).toBe(status)
  }
  const other = await watched()
  expect((await api(server, other.insider, 'PUT', `${other.path}/headcounts/${id}`, { people: 900 })).status).toBe(404)
  expect((await api(server, insider, 'GET', `${path}/headcounts`)).json).toEqual(json)
})
