import { expect, test } from 'vitest'
import { itemsOf, setLetter, textOnPage } from '../support/pdf-letter.ts'
import { randomNumbers } from '../support/random.ts'

const given = ['Ada', 'Їжак', '晓梅', 'سمير', 'मीरा', '하늘', 'Ελένη', 'สมชาย', 'María de los Ángeles', 'W'.repeat(40)]
const families = ['Fenwick', 'Ґалаґан', '王', 'حداد', 'जोशी', '김', 'Μαυρίδου', 'ใจดี', 'Wolfeschlegelsteinhausen']

test('a PDF with a long letter and 1,500 names in many scripts has each of them once, in its own place', async () => {
  const random = randomNumbers(13)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  // The number finds a name again, because a reader of the file merges the letters of some scripts.
  const names = Array.from({ length: 1500 }, (_, at) => `${pick(given)} ${pick(families)} N${String(at)}N`)
  const chapters = Array.from({ length: 24 }, (_, at) => {
    const sentences = Array.from({ length: 8 + Math.floor(random() * 30) }, () => 'We load the lorries at night.')
    const note = `[^${String(at)}]`
    return `## Chapter ${String(at)}\n\n${sentences.join(' ')}${note}\n\n${note}: Source ${String(at)}x.`
  })
  const items = await itemsOf(await setLetter({ names, markdown: chapters.join('\n\n') }))

  const first = items.find(({ text }) => text.includes('Who signed'))!.page
  const numbers = items.filter(({ page }) => page >= first).flatMap(({ text }) => text.match(/N\d+N/g) ?? [])
  expect(numbers.length).toBe(1500)
  expect(new Set(numbers).size).toBe(1500)
  const places = items
    .filter(({ text }) => /N\d+N/.test(text))
    .map((item) => `${item.page} ${item.left} ${item.bottom}`)
  expect(new Set(places).size).toBe(places.length)

  const letter = Array.from({ length: first }, (_, at) => textOnPage(items, at))
  const pageOf = (words: string) => letter.findIndex((text, at) => at > 0 && text.includes(words))
  for (let at = 0; at < 24; at++) {
    const [chapter, source] = [pageOf(`Chapter ${String(at)} We`), pageOf(`Source ${String(at)}x.`)]
    expect([at, chapter > 0, source === chapter || source === chapter + 1]).toEqual([at, true, true])
  }
})
