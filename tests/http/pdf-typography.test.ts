import { describe, expect, test } from 'vitest'
import { itemsOf, setLetter, type Item } from '../support/pdf-letter.ts'

const measure = { left: 45 * 2.8346, right: (210 - 45) * 2.8346 }

/** The lines of a page, from top to bottom. The foot of the page is none. */
function linesOn(items: readonly Item[], page: number): { text: string; right: number }[] {
  const lines = new Map<number, Item[]>()
  for (const item of items.filter((each) => each.page === page && each.bottom > 80)) {
    const bottom = [...lines.keys()].find((other) => Math.abs(other - item.bottom) < 3) ?? item.bottom
    lines.set(bottom, [...(lines.get(bottom) ?? []), item])
  }
  return [...lines]
    .toSorted(([one], [other]) => other - one)
    .map(([, parts]) => ({
      text: parts.map(({ text }) => text).join(' '),
      right: Math.max(...parts.map(({ right }) => right)),
    }))
}

const sentence =
  'We load the lorries at night, and since the extraordinary reorganization of the international distribution centre nobody has told us who is responsible. '

const words = new Set(sentence.match(/\p{L}+/gu))
/** True if a line ends within a word. Its hyphen is no part of the text, so that a reader can copy it. */
const isDivided = ({ text }: { text: string }) => !words.has(/(\p{L}+)\P{L}*$/u.exec(text)?.[1] ?? '')

describe('the letter in a PDF', () => {
  test('has even lines of 60 to 72 characters, and divides words', async () => {
    const items = await itemsOf(await setLetter({ markdown: sentence.repeat(12) }))
    const lines = linesOn(items, 1).filter(({ text }) => /load|extraord|organ|respons/.test(text))
    const full = lines.slice(0, -1)
    expect(full.length).toBeGreaterThan(10)
    for (const { right } of full) expect(Math.abs(right - measure.right)).toBeLessThan(6)
    const letters = full.reduce((sum, { text }) => sum + text.replaceAll(/\s+/g, ' ').length, 0) / full.length
    expect([letters > 60, letters < 72]).toEqual([true, true])
    expect(full.some(isDivided)).toBe(true)
  })

  test('divides no word of a language that it does not know, nor of a covering note', async () => {
    const plain = { markdown: sentence.repeat(12), language: 'mt', coveringNote: sentence.repeat(6) }
    const items = await itemsOf(await setLetter(plain))
    const lines = [1, 2]
      .flatMap((page) => linesOn(items, page))
      .filter(({ text }) => /load|extraord|organ|respons/.test(text))
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.filter(isDivided)).toEqual([])
  })

  test('leaves no line of a paragraph alone on a page, and no heading at its end', async () => {
    // The words say to which paragraph they belong.
    const paragraphs = Array.from({ length: 70 }, (_, at) => {
      const words = Array.from({ length: 20 + ((at * 13) % 70) }, () => `word${String(at)}x`).join(' ')
      return at % 4 === 0 ? `## Heading ${String(at)}\n\n${words}` : words
    })
    const items = await itemsOf(await setLetter({ markdown: paragraphs.join('\n\n'), demands: [] }))
    const pages = Math.max(...items.filter(({ text }) => text.includes('word')).map(({ page }) => page))
    expect(pages).toBeGreaterThan(4)
    const numberIn = ({ text }: { text: string }) => /word(\d+)x/.exec(text)?.[1]
    const all = Array.from({ length: pages }, (_, at) => linesOn(items, at + 1))
    const inParagraph = (number: string | undefined) =>
      all.flat().filter((line) => numberIn(line) === number && number !== undefined).length
    let divided = 0
    for (const [at, lines] of all.entries()) {
      expect(lines.at(-1)?.text.includes('Heading')).toBe(false)
      const number = numberIn(lines.at(-1)!)
      const next = all[at + 1]
      if (number === undefined || !next || numberIn(next[0]!) !== number) continue
      divided += 1
      const here = lines.filter((line) => numberIn(line) === number).length
      const there = inParagraph(number) - here
      expect([number, here >= 2, there >= 2]).toEqual([number, true, true])
    }
    expect(divided).toBeGreaterThan(0)
  })

  test('keeps a short table on one page', async () => {
    const rows = Array.from({ length: 6 }, (_, at) => `| row ${String(at)} | value |`).join('\n')
    for (const before of [24, 26, 28, 30]) {
      const markdown = `${Array.from({ length: before }, () => 'A line.').join('\n\n')}\n\n| A | B |\n|--|--|\n${rows}`
      const items = await itemsOf(await setLetter({ markdown }))
      expect(new Set(items.filter(({ text }) => text.includes('row ')).map(({ page }) => page)).size).toBe(1)
    }
  })
})
