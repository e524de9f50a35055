import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { keyOf, nextBatch, openLetter, pageOf, signAs, type Person } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

/** The paragraph to quote, as plain text. */
async function quoteOn(letter: Parameters<typeof keyOf>[0]): Promise<string> {
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
  const [, quote = ''] = /<blockquote class="to-quote"><p>(.*?)<\/p>/s.exec(html) ?? []
  return quote.replace(/<[^>]*>|[\u2066-\u2069]/g, '').trim()
}

test('the press gets a paragraph to quote, with count, time, addressees and silence', async () => {
  const campaign = await signedLetter(server, three)
  const letter =
    '“Stop selling face recognition” is an open letter by workers of Northwind to Ada Hartley (Chief executive), Þórunn Ægisdóttir (Directrice générale) and 李小龍 (董事長).'
  expect(await quoteOn(campaign.letter)).toBe(
    `${letter} As of 2 March 2026, 10:00 UTC, it is signed with 3 verified work addresses.`,
  )
  await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
  await server.work()
  server.at(new Date(server.now().getTime() + 3 * 86_400_000))
  expect(await quoteOn(campaign.letter)).toContain('It was delivered on 4 March 2026. For 3 days no answer')
})

test('before the first threshold the paragraph gives no count', async () => {
  const letter = await openLetter(server, { firstThreshold: 10 })
  const quote = await quoteOn(letter)
  expect(quote).toContain('Signatures are being collected.')
  expect(quote).not.toMatch(/\d/)
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
  expect(html).toContain(sentence('press-collecting'))
})

test('the press can download the letter, the circle and the card without a name', async () => {
  const { letter } = await signedLetter(server, three)
  const path = `${server.url}/letters/${keyOf(letter)}`
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
  const pdf = await fetch(`${path}/press/letter.pdf`)
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const text = await textOf(Buffer.from(await pdf.arrayBuffer()))
  expect(text.includes('3')).toBe(true)
  const circle = await (await fetch(`${path}/press/circle.svg`)).text()
  expect(circle.startsWith('<svg')).toBe(true)
  for (const { name } of three)
    expect([name, text.includes(name!), circle.includes(name!)]).toEqual([name, false, false])
  // A copy that nobody delivered has no code to check.
  expect(/\b[A-Z]{4}-[A-Z]{4}-[A-Z]{4}\b/.test(text)).toBe(false)
  for (const file of ['press/letter.pdf', 'press/circle.svg', 'card.png', 'card-square.png', 'card-tall.png']) {
    expect([file, html.includes(`/${file}"`)]).toEqual([file, true])
    expect([file, (await fetch(`${path}/${file}`)).status]).toEqual([file, 200])
  }
})

test('the files of a quiet letter do not exist', async () => {
  const { letter } = await signedLetter(server, three, { state: 'quiet' })
  for (const key of [letter.slug, letter.key])
    for (const file of [
      'press',
      'press/letter.pdf',
      'press/circle.svg',
      'card.png',
      'card-square.png',
      'card-tall.png',
    ])
      expect([file, (await fetch(`${server.url}/letters/${key}/${file}`)).status]).toEqual([file, 404])
})

test('there is no PDF while the letter shows no count, because its date would tell when people sign', async () => {
  const letter = await openLetter(server, { firstThreshold: 10 })
  for (const name of ['a', 'b', 'c']) await signAs(server, letter, { address: `${name}@northwind.example` })
  await nextBatch(server, letter)
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
  expect(html.includes('letter.pdf')).toBe(false)
  expect((await fetch(`${server.url}/letters/${keyOf(letter)}/press/letter.pdf`)).status).toBe(404)
})

describe('the counts by employer', () => {
  const employers = [
    { name: 'Northwind', domains: ['northwind.example'] },
    { name: 'Meridian', domains: ['meridian.example'] },
    { name: 'Tiny', domains: ['tiny.example'] },
  ]
  const people = (domain: string, count: number): Person[] =>
    Array.from({ length: count }, (_, at) => ({
      name: `Person ${at} of ${domain}`,
      address: `p${at}@${domain}`,
      visibility: at % 2 === 0 ? 'withheld' : 'public',
    }))
  // The smallest employer is joined to the next larger one, so the others differ in size.
  const all = [...people('northwind.example', 8), ...people('meridian.example', 6), ...people('tiny.example', 1)]
  const options = { batchSize: 3, draft: { employers } }

  test('are shown as far as k allows, joined where they are small', async () => {
    const { letter } = await signedLetter(server, all, options)
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
    const rows = html.replace(/<[^>]*>|[\u2066-\u2069]/g, '')
    expect(rows.includes('8 verified work addresses at Northwind')).toBe(true)
    // In the order of the employers’ random ids.
    expect(/7 verified work addresses at (?:Meridian and Tiny|Tiny and Meridian)/.test(rows)).toBe(true)
    expect(/\b1 verified work address at/.test(rows)).toBe(false)
  })

  test('are not shown if an employer could subtract the names that it knows', async () => {
    const hidden = people('meridian.example', 6).map((each) => ({ ...each, visibility: 'withheld' as const }))
    const known = people('northwind.example', 6).map((each, at) => ({
      ...each,
      visibility: at === 0 ? ('withheld' as const) : ('public' as const),
    }))
    const { letter } = await signedLetter(server, [...hidden, ...known], options)
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
    expect(html.includes(sentence('press-employers-small'))).toBe(false)
  })

  test('are not shown where public names stand by employer, because the rest could be counted', async () => {
    const { letter } = await signedLetter(server, all, { ...options, byEmployer: true })
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/press`)
    expect(html.includes(sentence('press-employers-small'))).toBe(false)
  })
})
