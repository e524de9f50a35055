import { describe, expect, test } from 'vitest'
import type { PdfDocument } from '../../server/delivery/pdf/render-pdf.ts'
import { glyphsOf } from '../support/pdf-glyphs.ts'
import { itemsOf, itemWith, setLetter as render } from '../support/pdf-letter.ts'

const pageWidth = 595.28

describe('the glyphs of a PDF', () => {
  test('hold no box of a font, whatever people typed', async () => {
    const names = [
      ...['ସୁଭାଷ ଦାସ', 'བསྟན་འཛིན་', 'އަޙްމަދު', 'ⵎⴰⵙⵉⵏ', 'ߛߎߟߏߡߣߊ', 'ܐܦܪܝܡ', 'ᏍᏏᏉᏯ', 'ᠪᠠᠲᠤ', 'ꦱꦸꦏꦂꦤ', '𠮷野 家'],
      ...['𬼂田', 'Ana 𒀀', 'ʻOkina Kealoha', 'Ꙗн', 'Ξ\u0489', 'ẍ\u0323'],
    ]
    const markdown = 'On *fire* 🔥👩‍💻 → ≥ ✓ **☐ ★** `𬼂 🔥` 𝑥²\ue123\n\n| 🕿 | 𬼂 |\n|--|--|\n| ✗ | ᚠ |'
    const { all, missing } = await glyphsOf(await render({ names, markdown, title: 'हमारा पत्र 𬼂', demands: ['𬼂'] }))
    expect(all).toBeGreaterThan(200)
    expect(missing).toBe(0)
  })

  test('show the code point of a character without a font', async () => {
    const text = (await itemsOf(await render({ names: ['王𬼂'] }))).map((item) => item.text).join(' ')
    expect(text).toContain('U+2CF02')
    expect(text).not.toMatch(/\p{Co}/u)
  })
})

describe('the space that a text takes in a PDF', () => {
  test('ends within the page, however long the words and however wide the tables are', async () => {
    const long = ['W'.repeat(190), 'donaudampfschiff'.repeat(12), 'ﷺ'.repeat(60)]
    const eight = (cells: string[]) => `|${cells.join('|')}|`
    const header = eight(Array.from({ length: 8 }, (_, at) => `Compensation${String(at)}`))
    const wide = eight(Array.from({ length: 8 }, () => 'Betriebsverfassungsgesetz 1.234'))
    const markdown = [
      ...long.slice(0, 3),
      `https://x.example/${'a'.repeat(300)}?x=(c)`,
      `[source](https://y.example/${'b'.repeat(300)}) and \`${'c'.repeat(200)}\``,
      `${header}\n${eight(Array.from({ length: 8 }, () => '--'))}\n${wide}`,
      `| A |\n|--|\n| ${'x'.repeat(300)} |`,
    ].join('\n\n')
    const items = await itemsOf(
      await render({
        title: 'W'.repeat(100),
        markdown,
        demands: long,
        names: [...long, ...Array.from({ length: 40 }, (_, at) => `Ada Fenwick ${String(at)}`)],
        recipients: [{ name: 'W'.repeat(150), office: 'w'.repeat(150) }],
        employers: [{ name: 'W'.repeat(100), domains: [`${'w'.repeat(60)}.example`] }],
      }),
    )
    expect(items.length).toBeGreaterThan(80)
    expect(items.filter(({ left, right }) => left < 20 || right > pageWidth - 20)).toEqual([])
  })

  test('of a name ends in its column and its row', async () => {
    // From before such names were refused.
    const spoilers = [`क${'\u0903'.repeat(190)}`, `A${'\u20dd'.repeat(190)}`, 'W'.repeat(190), '﷽'.repeat(60)]
    const names = [...spoilers, ...Array.from({ length: 41 }, (_, at) => `Ada Fenwick ${String(at)}`)]
    const items = await itemsOf(await render({ names }))
    const list = items.filter(({ page }) => page > 1)
    const columns = [0, 1, 2].map((at) => 70.87 + at * (137.95 + 19.84))
    const heading = itemWith(list, 'Who signed')
    const foot = itemWith(items, 'What was verified')
    const inList = list.filter(
      ({ page, bottom }) =>
        (page > heading.page || bottom < heading.bottom - 40) &&
        (page < foot.page || (page === foot.page && bottom > foot.bottom + 10)),
    )
    const outside = inList.filter(
      ({ left, right }) => !columns.some((start) => left > start - 1 && right < start + 137.95 + 6),
    )
    expect(outside.filter(({ text }) => !/^\d+ of \d+$/.test(text))).toEqual([])
    // Every other name stands alone in its place.
    const places = list.filter(({ text }) => text.startsWith('Ada Fenwick'))
    expect(places.length).toBe(41)
    expect(new Set(places.map(({ page, left, bottom }) => `${page} ${left} ${bottom}`)).size).toBe(41)
  })
})

describe('the direction of each text in a PDF', () => {
  const persian: Partial<PdfDocument> = {
    title: 'نامه‌ای به مدیر عامل',
    language: 'fa',
    dir: 'rtl',
    markdown: 'ما از `code()` استفاده می‌کنیم.[^1]\n\n[^1]: این یادداشت است.',
    demands: ['دوربین‌ها را خاموش کنید.'],
    recipients: [{ name: 'مریم رضایی', office: 'مدیر عامل' }],
    coveringNote: 'Dear Ms Rezaei, please read `this()`.[^1]\n\n[^1]: An English note.',
    names: ['مریم رضایی', 'Ana Oduya'],
  }

  test('is its own: our words run from left to right around a Persian letter', async () => {
    const items = await itemsOf(await render(persian))
    for (const place of [items.filter(({ page }) => page === 0), items.filter(({ page }) => page > 0)]) {
      const label = itemWith(place, 'verified work addresses')
      const count = place.find(({ text, bottom }) => text.trim() === '5' && Math.abs(bottom - label.bottom) < 2)
      // In one item, the count stands before its words. In two, it stands left of them.
      expect(count ? count.left < label.left : label.text.startsWith('5')).toBe(true)
      expect(itemWith(place, 'What the signatories ask').left).toBeLessThan(pageWidth / 2 - 80)
    }
    for (const ours of ['Who signed', 'What was verified'])
      expect([ours, itemWith(items, ours).left < pageWidth / 2 - 80]).toEqual([ours, true])
    // The addressee and the office follow our word “To”, on the cover and on the letter's page.
    for (const page of [0, 2]) {
      const to = items.find((item) => item.page === page && item.text.trim() === 'To')!
      const beside = items.filter((item) => item.page === page && Math.abs(item.bottom - to.bottom) < 3 && item !== to)
      expect(beside.length).toBeGreaterThan(0)
      expect(beside.every(({ left, right }) => left > to.right && right < pageWidth / 2)).toBe(true)
    }
  })

  test('is its own: the letter and its notes run from right to left, the covering note from left to right', async () => {
    const items = await itemsOf(await render(persian))
    const ofNote = items.filter(
      ({ page, bottom, text }) => page === 2 && bottom < 140 && /\p{Script=Arabic}/u.test(text),
    )
    expect(ofNote.length).toBeGreaterThan(0)
    expect(Math.max(...ofNote.map(({ right }) => right))).toBeGreaterThan(pageWidth - 43 * 2.835 - 20)
    expect(itemWith(items, 'An English note.').left).toBeLessThan(pageWidth / 2 - 100)
    expect(itemWith(items, 'Dear Ms Rezaei').left).toBeLessThan(pageWidth / 2 - 100)
  })

  test('is that of code: its brackets stay behind it', async () => {
    const items = await itemsOf(await render(persian))
    const code = items.find(({ text, page }) => page === 2 && text.includes('code'))!
    const inLine = items.filter(({ page, bottom }) => page === 2 && bottom === code.bottom)
    const behind = inLine.filter(({ left }) => left >= code.left && left <= code.right + 1)
    const ordered = behind.toSorted((one, other) => one.left - other.left).map(({ text }) => text.trim())
    expect(ordered.join('')).toBe('code()')
  })

  test('is its own for names within our words: a name from right to left stands before its office', async () => {
    const recipients = [{ name: 'מרים', office: 'מנכלית (ראשית)' }]
    const items = await itemsOf(await render({ recipients }))
    for (const page of [0, 1]) {
      const on = items.filter((item) => item.page === page)
      const name = itemWith(on, 'מרים')
      const office = on.filter(({ text, bottom }) => /מנכלית|ראשית/.test(text) && Math.abs(bottom - name.bottom) < 2)
      expect(office.length).toBeGreaterThan(0)
      expect(office.every(({ left }) => left > name.right)).toBe(true)
    }
  })

  test('keeps marks of notes in order: the one of a link stands beside it', async () => {
    const markdown = 'راجع [التقرير](https://reports.example/night).[^1]\n\n[^1]: هنا.'
    const { coveringNote: _note, ...letter } = persian
    const items = await itemsOf(await render({ ...letter, markdown }))
    const line = itemWith(
      items.filter(({ page }) => page === 1),
      'راجع',
    )
    const marks = items.filter(({ page, bottom }) => page === 1 && Math.abs(bottom - line.bottom) < 8)
    const mark = (letter: string) => marks.find(({ text }) => text.replaceAll(/\p{Cf}/gu, '').trim() === letter)
    expect(mark('a')!.left).toBeGreaterThan(mark('1')!.right)
  })

  test('puts the number of an item on its line', async () => {
    const items = await itemsOf(await render({ ...persian, markdown: '1. اول\n2. دوم' }))
    const first = items.find(({ page, text }) => page === 2 && text.includes('اول'))!
    const number = items.find(
      ({ page, text, left }) => page === 2 && /^\.?1\.?$/.test(text.trim()) && left > first.right,
    )!
    expect(Math.abs(number.bottom - first.bottom)).toBeLessThan(1)
  })
})
