import { expect, test } from 'vitest'
import { itemsOf, setLetter, textOnPage } from '../support/pdf-letter.ts'

const recipient = { name: 'Ines Halvorsen', office: 'Head of Operations' }

test('a PDF to hand over ends with a slip of its own page, which names the letter, its hash and what to fill in', async () => {
  const items = await itemsOf(await setLetter({ slip: { recipient } }))
  const last = Math.max(...items.map(({ page }) => page))
  const slip = textOnPage(items, last)
  for (const part of [
    'Cut here',
    'I have received a printed copy of this letter:',
    'Keep the night shift safe',
    'Ines Halvorsen',
    '9f2c'.repeat(16),
    'Name and office',
    'Day',
    'Signature',
    'It does not mean agreement.',
  ])
    expect([part, slip.replaceAll(' ', '').includes(part.replaceAll(' ', ''))]).toEqual([part, true])
  expect(slip.includes('Ada Fenwick')).toBe(false)
})

test('a PDF to mail has no slip', async () => {
  const items = await itemsOf(await setLetter())
  expect(items.some(({ text }) => /Cut here|Signature/.test(text))).toBe(false)
})

test.each(['W', '﷽', '王', 'ж\u0301'])(
  'the slip stays one page with a title and an addressee of many letters %s',
  async (letter) => {
    const longest = letter.repeat(200 / letter.length)
    const items = await itemsOf(
      await setLetter({
        ...{ paper: 'letter', title: letter.repeat(150 / letter.length) },
        slip: { recipient: { name: longest, office: longest } },
      }),
    )
    const last = Math.max(...items.map(({ page }) => page))
    const slip = items.filter(({ page }) => page === last)
    const at = (text: string) => slip.find((item) => item.text.includes(text))?.bottom ?? NaN
    const order = [
      at('Ask the person'),
      at('Cut here'),
      at('Receipt'),
      at('Name and office'),
      at('Signature'),
      at('This confirms'),
    ]
    expect(order).toEqual(order.toSorted((one, other) => other - one))
    expect(slip.filter(({ left, right, bottom }) => left < 80 || right > 612 - 80 || bottom < 60)).toEqual([])
  },
)
