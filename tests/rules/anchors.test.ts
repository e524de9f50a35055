import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findQuote, moveAnchors, withReplacement, type Anchor } from '../../server/text/document/anchors.ts'
import { changesBetween } from '../../server/text/document/changes.ts'
import { fromMarkdown } from '../../server/text/document/from-markdown.ts'
import { visibleText } from '../../server/text/document/visible-text.ts'
import { randomNumbers } from '../support/random.ts'

const visible = (markdown: string) => visibleText(fromMarkdown(markdown)).text
function on(text: string, quote: string, nth = 0): Anchor {
  let start = text.indexOf(quote)
  for (let count = 0; count < nth; count++) start = text.indexOf(quote, start + 1)
  return { quote, passage: { start, end: start + quote.length } }
}
function wordsAfter(before: string, after: string, quote: string, nth = 0): string | null {
  const [moved] = moveAnchors(before, after, [on(before, quote, nth)])
  return moved?.passage ? after.slice(moved.passage.start, moved.passage.end) : null
}

describe('the visible text', () => {
  test('has one line a block, and no marks or numbers of sources', () => {
    const text =
      '## Pay\n\nWe **ask**[^1] for\\\none thing:\n\n- now\n- *here*\n\n> no\n\n[^1]: The [law](https://a.example).'
    expect(visible(text)).toBe('Pay\nWe ask for\none thing:\nnow\nhere\nno\nThe law.')
  })

  test('leads to positions of the document and back', () => {
    const shown = visibleText(fromMarkdown('## Pay\n\nWe **ask**[^1] for one.\n\n- now\n\n[^1]: Law.'))
    for (let start = 0; start < shown.text.length; start++)
      for (let end = start + 1; end <= shown.text.length; end++) {
        const { from, to } = shown.rangeOf(start, end)
        if (/^\n|\n$/.test(shown.text.slice(start, end))) continue
        expect(shown.passageOf(from, to)).toEqual({ start, end })
      }
  })
})

describe('changes between two texts', () => {
  const rebuilt = (before: string, after: string) =>
    changesBetween(before, after).reduceRight(
      (text, { start, end, newStart, newEnd }) =>
        text.slice(0, start) + after.slice(newStart, newEnd) + text.slice(end),
      before,
    )
  test('turn the first into the second, whatever they are', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '👩', '工', '.'), maxLength: 80 })
    fc.assert(
      fc.property(texts, texts, (before, after) => rebuilt(before, after) === after),
      { numRuns: 2000 },
    )
  })
})

describe('an anchor', () => {
  const text = 'The board decided alone.\nWe ask the board to talk.\nWe ask for an answer.'

  test.each<[string, string, string | null]>([
    ['stays where the text before it grows', `An opening.\n${text}`, 'the board to talk'],
    ['stays where the text before it goes', text.slice(text.indexOf('\n') + 1), 'the board to talk'],
    [
      'follows a change inside of it',
      text.replace('to talk', 'and the owners to talk'),
      'the board and the owners to talk',
    ],
    ['follows a letter that changes', text.replace('the board to', 'the boards to'), 'the boards to talk'],
    ['loses a word at its edge', text.replace('ask the board', 'hope'), 'to talk'],
    ['is gone with its words', text.replace('We ask the board to talk.\n', ''), null],
    ['is gone if all of its words are replaced', text.replace('the board to talk', 'for money'), null],
    [
      'comes along with its paragraph',
      'We ask for an answer.\nWe ask the board to talk.\nThe board decided alone.',
      'the board to talk',
    ],
  ])('%s', (_, after, words) => {
    expect(wordsAfter(text, after, 'the board to talk')).toBe(words)
  })

  test('comes back when its words do, if they stand once', () => {
    const without = text.replace('We ask the board to talk.\n', '')
    const gone = moveAnchors(text, without, [on(text, 'the board to talk')])
    expect(gone).toEqual([{ quote: 'the board to talk', passage: null }])
    expect(moveAnchors(without, text, gone)).toEqual([on(text, 'the board to talk')])
    expect(moveAnchors(without, `${text}\n${text}`, gone)).toEqual(gone)
  })

  test('tells repeated words apart', () => {
    const repeated = 'We ask. We ask. We ask.'
    expect(moveAnchors(repeated, 'We ask. We ask.', [on(repeated, 'We ask.', 2)])[0]!.passage).not.toBeNull()
    expect(wordsAfter(repeated, 'Oh. We ask. We ask. We ask.', 'We ask.', 1)).toBe('We ask.')
  })

  const letters = fc.constantFrom('a', 'b', ' ', '\n', '👩', 'é')
  test('keeps its words exactly through one change around it, in texts that repeat themselves', () => {
    const piece = (least: number) => fc.string({ unit: letters, minLength: least, maxLength: 12 })
    const cases = fc.tuple(piece(0), piece(0), piece(0), piece(1), piece(0), piece(0), piece(0), fc.boolean())
    fc.assert(
      fc.property(cases, ([head, old, fresh, words, tail, oldTail, freshTail, first]) => {
        fc.pre(words.trim() !== '')
        const before = first ? head + old + words + tail : head + words + tail + oldTail
        const after = first ? head + fresh + words + tail : head + words + tail + freshTail
        const start = first ? (head + old).length : head.length
        const [moved] = moveAnchors(before, after, [{ quote: words, passage: { start, end: start + words.length } }])
        expect(moved!.passage && after.slice(moved!.passage.start, moved!.passage.end)).toBe(words)
      }),
      { numRuns: 3000 },
    )
  })

  test('keeps its words exactly through many changes around it', () => {
    const vocabulary = 'we ask the board to answer every worker before any decision about pay or hours is made'.split(
      ' ',
    )
    const sentence = fc
      .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 })
      .map((all) => `${all.join(' ')}.`)
    const blocks = fc.array(fc.tuple(sentence, fc.option(sentence)), { maxLength: 12 })
    fc.assert(
      fc.property(blocks, blocks, (above, below) => {
        const quote = 'Nobody at Northwind was heard'
        const built = (at: 0 | 1) =>
          [above, [[quote, quote] as const], below].flatMap((each) => each.flatMap((pair) => pair[at] ?? [])).join('\n')
        expect(wordsAfter(built(0), built(1), quote)).toBe(quote)
      }),
      { numRuns: 300 },
    )
  })

  test('is always within the text, and never empty, whatever becomes of the text', () => {
    const texts = fc.string({ unit: letters, maxLength: 60 })
    const passages = fc.array(fc.tuple(fc.integer({ min: -5, max: 70 }), fc.integer({ min: -5, max: 70 })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(texts, texts, passages, (before, after, places) => {
        const anchors = places.map(([start, end]) => ({ quote: 'abab abab abab', passage: { start, end } }))
        for (const { passage } of moveAnchors(before, after, anchors))
          if (passage && before !== after) {
            expect(passage.start).toBeGreaterThanOrEqual(0)
            expect(passage.end).toBeGreaterThan(passage.start)
            expect(passage.end).toBeLessThanOrEqual(after.length)
          }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the time to move 1,000 anchors in 200,000 characters', () => {
  const size = 200_000
  const random = randomNumbers(7)
  const word = () => Math.floor(random() * 5000).toString(36)
  const prose = (count: number) => {
    let text = ''
    while (text.length < count) text += `${word()}${random() < 0.02 ? '.\n' : ' '}`
    return text.slice(0, count)
  }
  const usual = prose(size)
  const edited = (every: number) =>
    usual
      .split(' ')
      .map((each, at) => (at % every === 0 ? word() : each))
      .join(' ')
  const noisy = (unit: string) => Array.from({ length: size }, () => unit[Math.floor(random() * unit.length)]).join('')

  test.each<[string, string, string]>([
    ['one word', usual, usual.slice(0, 90_000) + 'and' + usual.slice(90_000)],
    ['hundreds of words', usual, edited(100)],
    ['every second word', usual, edited(2)],
    ['everything', usual, prose(size)],
    ['letters without a space', noisy('ab'), noisy('ab')],
    ['lines of few kinds', noisy('a\n'), noisy('\na')],
    ['words of few kinds', noisy('a b'), noisy('b a')],
    ['characters of few kinds', noisy('工人'), noisy('工人')],
    ['the same in other amounts', 'a '.repeat(size / 2), `b${'a '.repeat(size / 2 - 3000)}c`],
  ])('is short: %s', (_, before, after) => {
    const anchors = Array.from({ length: 1000 }, (_each, at): Anchor => {
      const start = Math.floor((at / 1000) * (before.length - 2000))
      const end = start + (at % 2 === 0 ? 40 : 2000)
      return { quote: before.slice(start, end), passage: at % 3 === 0 ? null : { start, end } }
    })
    const began = performance.now()
    moveAnchors(before, after, anchors)
    const took = performance.now() - began
    // Usually below 300. Busy machines need longer.
    expect(took).toBeLessThan(1500)
  })
})

describe('words that somebody typed or copied', () => {
  const text = 'We don’t ask “much” – only\nthat you talk. We ask again.'
  test('are found, however signs and spaces were typed', () => {
    for (const typed of ["We don't ask", '"much" -- only that  you', ' talk. ', 'only\nthat']) {
      const found = findQuote(text, typed)
      expect(found, typed).toBeTypeOf('object')
    }
    expect(findQuote(text, 'again.')).toEqual({ start: text.length - 6, end: text.length })
  })
  test('are told apart by the place where they were seen', () => {
    expect(findQuote(text, 'ask')).toBe('several')
    expect(findQuote(text, 'ask', text.lastIndexOf('ask'))).toEqual(on(text, 'ask', 1).passage)
    expect(findQuote(text, 'asks')).toBe('none')
    expect(findQuote(text, '  ')).toBe('none')
  })
})

describe('a replacement', () => {
  const markdown =
    '## Pay\n\nWe **ask the board**[^1] to [talk](https://a.example) *now*.\n\n- one\n- two\n\n[^1]: Law.'
  function replacing(quote: string, words: string): string | null {
    return withReplacement(markdown, on(visible(markdown), quote).passage!, words)
  }
  test.each([
    [
      'keeps bold, links and sources',
      'ask the board to talk',
      'ask the owners to talk',
      '**ask the owners**[^1] to [talk](https://a.example) *now*',
    ],
    ['writes new words like those before them', 'the board', 'the whole board', '**ask the whole board**[^1]'],
    ['leaves words out with a space', 'to ', '', '**ask the board**[^1] [talk]'],
    ['leaves out the last word', 'now', '', '[talk](https://a.example).'],
    ['escapes signs of Markdown', 'Pay', '*Pay*', '## \\*Pay\\*'],
    ['changes a heading', 'Pay', 'Fair pay', '## Fair pay'],
    ['makes two paragraphs of one', 'to talk now', 'to talk.\nAt once', '[talk](https://a.example).\n\n'],
    ['makes one item of two', 'one\ntwo', 'one and two', '- one and two'],
    ['changes a source', 'Law.', 'The law.', '[^1]: The law.'],
  ])('%s', (_, quote, words, part) => {
    expect(replacing(quote, words)).toContain(part)
  })
  test('is refused where blocks cannot be joined, and outside of the text', () => {
    expect(replacing('Pay\nWe ask the board to talk now.\none', 'All')).toBeNull()
    expect(withReplacement(markdown, { start: 5, end: 5000 }, 'x')).toBeNull()
  })
  test('reads as suggested, and changes nothing else', () => {
    const words = fc.array(fc.constantFrom('pay', 'hours', '*a*', '1.', 'we', '-', '“so”', '#'), {
      minLength: 1,
      maxLength: 5,
    })
    const shown = visible(markdown)
    fc.assert(
      fc.property(fc.nat(shown.length - 2), fc.integer({ min: 1, max: 20 }), words, (start, length, replacement) => {
        const quote = shown.slice(start, start + length)
        fc.pre(quote.trim() === quote && !quote.includes('\n') && quote !== '')
        const said = replacement.join(' ')
        const result = withReplacement(markdown, { start, end: start + quote.length }, said)
        const expected = shown.slice(0, start) + said + shown.slice(start + quote.length)
        expect(result && visible(result)).toBe(expected)
      }),
      { numRuns: 300 },
    )
  })
})
