import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardShapes, cardSvg } from '../../server/letters/press/card-shapes.ts'
import { drawCard } from '../../server/letters/press/draw-card.ts'
import { circleSvg, type Place } from '../../server/letter/circle-drawing.ts'

const words = { title: 'A circle of signatures', description: 'Nobody is first.' }

function crowd(count: number, seed = ''): Place[] {
  return Array.from({ length: count }, (_, index) => ({
    id: createHash('sha256')
      .update(`${seed} ${String(index)}`)
      .digest('hex')
      .slice(0, 32),
    name: index % 2 === 0 ? `Name ${String(index)}` : undefined,
  }))
}

/** Tells whether anything is drawn in a part of a picture. */
function inkOf(png: Buffer): (left: number, top: number, right: number, bottom: number) => boolean {
  const width = png.readUInt32BE(16)
  const frame = `width="${String(width)}" height="${String(png.readUInt32BE(20))}"`
  const image = `<image ${frame} href="data:image/png;base64,${png.toString('base64')}"/>`
  const { pixels } = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" ${frame}>${image}</svg>`).render()
  return (left, top, right, bottom) => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) if ((pixels[(y * width + x) * 4] ?? 255) < 160) return true
    return false
  }
}

function without(places: readonly Place[], gone: number): Place[] {
  return places.map((place, index) => (index === gone ? { id: place.id, gone: true } : place))
}

/** The drawn entries, one for each signatory: the whole element of a name, the segment of a mark, the place of a stroke. */
function drawn(svg: string): string[] {
  const names = svg.match(/<text.*?<\/text>/g) ?? []
  const marks = svg.match(/M[-\d. ]+L[-\d. ]+/g) ?? []
  const strokes = [...svg.matchAll(/r="([\d.]+)"[^>]*stroke-dasharray="([^"]+)"/g)].flatMap(([, radius, pattern]) =>
    strokesOf(pattern ?? '').map((at) => `${radius ?? ''} ${at}`),
  )
  return [...names, ...marks, ...strokes].sort()
}

function strokesOf(pattern: string): string[] {
  const lengths = pattern.split(' ').map(Number)
  const found: string[] = []
  let at = 0
  lengths.forEach((length, index) => {
    if (index % 2 === 0 && length > 0) found.push(at.toFixed(1))
    at += length
  })
  return found
}

describe('everybody stands in the circle', () => {
  test.each([1, 2, 9, 12, 40, 60, 61, 150, 300, 450, 799, 800])('%i who signed are %i in the drawing', (count) => {
    expect(drawn(circleSvg(crowd(count), words))).toHaveLength(count)
  })

  test('names are drawn if there is room, and hidden signatures are marks beside them', () => {
    const svg = circleSvg(crowd(40), words)
    expect(svg.match(/<text/g)).toHaveLength(20)
    expect(svg.match(/M[-\d. ]+L/g)).toHaveLength(20)
  })

  test('without room, the drawing has no names, and names and marks look the same', () => {
    const places = crowd(450)
    const svg = circleSvg(places, words)
    expect(svg).not.toContain('Name')
    expect(svg).toBe(
      circleSvg(
        places.map(({ id }) => ({ id })),
        words,
      ),
    )
  })

  test('a name is escaped, whatever characters it has', () => {
    const svg = circleSvg([{ id: 'a', name: `</text><script>"&'` }], words)
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&#60;/text&#62;&#60;script&#62;&#34;&#38;&#39;')
  })

  test('strokes of one ring end before the ring does, so that none is drawn twice', () => {
    for (const count of [61, 150, 450, 800]) {
      for (const [, radius, pattern] of circleSvg(crowd(count), words).matchAll(
        /r="([\d.]+)"[^>]*dasharray="([^"]+)"/g,
      )) {
        const around = 2 * Math.PI * Number(radius)
        const lengths = (pattern ?? '').split(' ').map(Number)
        expect(lengths.length % 2).toBe(0)
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(around + 0.5)
        expect(Math.max(...strokesOf(pattern ?? '').map(Number))).toBeLessThan(around - 1)
      }
    }
  })
})

describe('places', () => {
  test('a withdrawal moves no other place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 800 }), fc.nat(), fc.string(), (count, who, seed) => {
        const places = crowd(count, seed)
        const before = drawn(circleSvg(places, words))
        const after = drawn(circleSvg(without(places, who % count), words))
        expect(after).toHaveLength(count - 1)
        expect(after.filter((one) => !before.includes(one))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('a hidden name becomes a mark in the same place, and no other place moves', () => {
    const places = crowd(30)
    const hidden = places.map((place, index) => (index === 4 ? { id: place.id } : place))
    const before = drawn(circleSvg(places, words))
    const after = drawn(circleSvg(hidden, words))
    expect(after.filter((one) => !before.includes(one))).toHaveLength(1)
  })

  test('the order in which signatures are given does not matter', () => {
    for (const count of [20, 450]) {
      const places = crowd(count)
      expect(drawn(circleSvg([...places].reverse(), words))).toEqual(drawn(circleSvg(places, words)))
    }
  })
})

describe('the size of the drawing', () => {
  test.each([0, 1, 60, 61, 300, 450, 560, 800, 801, 5_000, 100_000, 3_000_000])(
    '%i signatures: below 8 kB',
    (count) => {
      const known = count <= 2_000 ? crowd(count) : count
      expect(circleSvg(known, words).length).toBeLessThan(8_192)
    },
  )

  test('450 signatures: below 4 kB compressed', () => {
    expect(gzipSync(circleSvg(crowd(450), words)).length).toBeLessThan(4_096)
    expect(brotliCompressSync(circleSvg(crowd(450), words)).length).toBeLessThan(4_096)
  })

  test('a hundred thousand signatures are a few elements, and drawn denser than five thousand', () => {
    const rings = (count: number) => circleSvg(count, words).match(/<circle/g)?.length ?? 0
    expect(rings(100_000)).toBeLessThan(40)
    expect(rings(100_000)).toBeGreaterThan(rings(5_000))
  })
})

describe('what the drawing says and how it is shown', () => {
  test('it has a title and a description, and takes the colour of the text around it', () => {
    const svg = circleSvg(crowd(12), { ...words, id: 'seal' })
    expect(svg).toContain('role="img"')
    expect(svg).toContain('aria-labelledby="seal-title seal-description"')
    expect(svg).toContain('<title id="seal-title">A circle of signatures</title>')
    expect(svg).toContain('currentColor')
    expect(svg).not.toMatch(/#[0-9a-f]{3,6}"|style=/)
  })

  test('an empty circle has a drawing of its own', () => {
    expect(circleSvg([], words)).toContain('<circle')
    expect(circleSvg(0, words)).toBe(circleSvg([], words))
  })

  test('the card is a picture of 1200 by 630 with fixed colours', async () => {
    expect(cardSvg(450, '', cardShapes.wide)).not.toContain('currentColor')
    const card = { title: 'Stop & <listen>', words: '450 verified work addresses', by: 'Northwind', language: 'en' }
    const [wordless, worded, chinese] = await Promise.all(
      [{ ...card, title: '', words: '', by: '' }, card, { ...card, title: '停止出售' }].map((each) =>
        drawCard(450, each, 'wide'),
      ),
    )
    const size = worded?.subarray(16, 24)
    expect([size?.readUInt32BE(0), size?.readUInt32BE(4)]).toEqual([1200, 630])
    // The words are in the picture, in any script.
    expect(worded?.length).toBeGreaterThan((wordless?.length ?? 0) + 2_000)
    expect(chinese?.equals(await drawCard(450, { ...card, title: '' }, 'wide'))).toBe(false)
  })

  test.each([
    ['without spaces', '致首席执行官的公开信：停止出售人脸识别，让员工监督他们所建造的东西。'],
    ['of one word', 'W'.repeat(200)],
    ['of many words', 'word '.repeat(80)],
    ['from right to left', 'کارگران، '.repeat(30)],
    ['of many marks', `क${'\u0903'.repeat(8)}`.repeat(20)],
  ])('a title %s stays within the card', async (_kind, title) => {
    const picture = await drawCard(450, { title, words: title, by: title, language: 'en' }, 'wide')
    const inked = inkOf(picture)
    expect(inked(612, 60, 1138, 600)).toBe(true)
    expect([inked(1142, 0, 1200, 630), inked(560, 0, 606, 630), inked(606, 0, 1200, 40)]).toEqual([false, false, false])
    expect(inked(606, 605, 1200, 630)).toBe(false)
  })

  test.each(['square', 'tall'] as const)(
    'the %s card has its size, and its words and circle stay apart',
    async (size) => {
      const { width, height, title, by, circle } = cardShapes[size]
      for (const text of ['Stop & <listen>', 'word '.repeat(80), 'W'.repeat(200)]) {
        const picture = await drawCard(450, { title: text, words: text, by: text, language: 'en' }, size)
        expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([width, height])
        const inked = inkOf(picture)
        expect(inked(circle.x, circle.y, circle.x + circle.size, circle.y + circle.size)).toBe(true)
        expect(inked(title.x, title.y, title.x + title.width, by.y)).toBe(true)
        const edges = [
          inked(0, title.y, title.x - 4, height),
          inked(title.x + title.width + 4, title.y, width, height),
          inked(0, circle.y + circle.size, width, title.y),
          inked(0, by.y + by.height + 6, width, height),
        ]
        expect([text.slice(0, 5), edges]).toEqual([text.slice(0, 5), [false, false, false, false]])
      }
    },
  )

  test('words from right to left begin at the right', async () => {
    const card = { title: '', words: '', by: '', language: 'fa' }
    const inked = inkOf(await drawCard(450, { ...card, title: 'کارگران' }, 'wide'))
    expect([inked(606, 40, 800, 600), inked(1100, 40, 1145, 600)]).toEqual([false, true])
  })

  test('the card shows the ring: ink around, paper in the middle', () => {
    const svg = cardSvg(450, '', cardShapes.wide)
    // Each read of the property copies the whole picture.
    const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render()
    const darkness = (x: number, y: number) => 255 - (pixels[(y * 1200 + x) * 4] ?? 255)
    expect(darkness(300, 315)).toBeLessThan(10)
    const row = Array.from({ length: 480 }, (_, x) => darkness(60 + x, 315))
    expect(Math.max(...row)).toBeGreaterThan(100)
  })
})
