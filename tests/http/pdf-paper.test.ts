import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { itemsOf, setLetter, textOnPage } from '../support/pdf-letter.ts'

const papers = { a4: [595.28, 841.89], letter: [612, 792] } as const
const names = [
  ...['W'.repeat(190), '﷽'.repeat(60), 'María de los Ángeles Fernández de Córdoba y Álvarez de Toledo Pérez-Sánchez'],
  ...Array.from({ length: 450 }, (_, at) => `Ada Fenwick ${String(at)}`),
]

test.each(['a4', 'letter'] as const)(
  'every page of a PDF is on the paper %s, and its texts end within it',
  async (paper) => {
    const [width, height] = papers[paper]
    const pdf = await setLetter({
      paper,
      names,
      coveringNote: 'Dear Ms Halvorsen.',
      markdown: 'We load the lorries at night, in the hall and outside of it. '.repeat(200),
    })
    const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
    expect(file.numPages).toBeGreaterThan(6)
    for (let at = 1; at <= file.numPages; at++) {
      const [, , right, top] = (await file.getPage(at)).view as [number, number, number, number]
      expect([at, Math.abs(right - width) < 1, Math.abs(top - height) < 1]).toEqual([at, true, true])
    }
    const items = await itemsOf(pdf)
    const edge = 60
    const beyond = items.filter(
      (item) => item.left < edge || item.right > width - edge || item.bottom + item.height > height - edge,
    )
    expect(beyond).toEqual([])
    // The margins of a letter are equal, and the three columns of names fill the width.
    const body = items.filter(({ page, text }) => page === 2 && text.includes('lorries'))
    const [left, right] = [Math.min(...body.map((item) => item.left)), Math.max(...body.map((item) => item.right))]
    expect(Math.abs(left - (width - right))).toBeLessThan(8)
    const columns = new Set(
      items.filter(({ text }) => text.startsWith('Ada Fenwick')).map((item) => Math.round(item.left)),
    )
    expect(columns.size).toBe(3)
    expect(textOnPage(items, 0).includes('Dear Ms Halvorsen')).toBe(false)
  },
)
