import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { keyOf, openLetter, pageOf } from '../support/stories.ts'
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
