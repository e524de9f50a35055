import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../server/text/document/from-markdown.ts'
import { letterSchema, marks, nodes, numberedLabels } from '../../server/text/document/schema.ts'
import { toMarkdown } from '../../server/text/document/to-markdown.ts'
import { letterHtml } from '../../server/text/letter-html.ts'
import { warningsOnMarkdown } from '../../server/text/markdown.ts'
import { readHtml } from '../support/read-html.ts'

/** Saved once by the editor. */
const saved = (text: string) => toMarkdown(fromMarkdown(text))
const reading = (text: string) => readHtml(letterHtml(text, { language: 'en' }))

function keeps(text: string): void {
  const once = saved(text)
  expect(reading(once), JSON.stringify({ text, once })).toEqual(reading(text))
  expect(saved(once), JSON.stringify({ text, once })).toBe(once)
  // A note without a label gets one, so that a warning may name it.
  const warned = warningsOnMarkdown(once)
  const missed = warningsOnMarkdown(text).filter((each) => !warned.some((other) => isDeepStrictEqual(each, other)))
  if (warned.length < 5) expect(missed, JSON.stringify({ text, once })).toEqual([])
}

const keptIn = (text: string) =>
  fromMarkdown(text)
    .children.filter(({ type }) => type === nodes.kept)
    .map(({ textContent }) => textContent)

const samples: Record<string, string> = {
  'paragraphs and emphasis':
    'We *ask* for **one** thing.\n\n***Both** of* them, and **_each_**.\n\nA line\\\nand the next.',
  'emphasis beside letters and punctuation': '**Stop.**&#78;ow *un***do**ne 5 * 3 snake_case a_b\\_',
  'headings of any depth': '# One\n\nTitle\n=====\n\n#### Two\n\n###### Three\n\ntext #',
  'lists in lists': '- a\n- b\n  1. c\n  2. d\n\n     e\n- f\n\n* another\n\n7. seven\n8. eight\n\n1) other\n\n-\n- x',
  quotations: '> We know.\n>\n> - all\n>\n> > deeper\n\n> another',
  'links of all kinds':
    '<https://a.example/x_y> [us](https://b.example/a(b)c "Title") [](https://e.example) <mail@a.example> [no](tel:3) [x](</a b>) [**bold**](https://c.example?a=1&amp;copy;=2)',
  'notes of all kinds':
    'One.[^a] Two.[^b] Again.[^a] Here.^[Said *so*.] [a note[^b]](https://n.example) Cited.[1]\n\n[^b]: See [r](https://r.example).\n\n    And more.\n[^a]: Deep.[^deep]\n[^deep]: Her[^a] notes.\n[^lost]: Nobody.\n\n[1]: https://news.example/a--b "The news"',
  'faults that readers do not see':
    'Missing [^x], broken [a](there).\n\n[^1]: One\n[^1]: Two\n\n[7]: https://unused.example',
  'typography and its exceptions': '"We can\'t -- and won\'t", they said. 6\\\'2" and \\"so\\" \\-- 10--20, --- no.',
  'signs at the beginning':
    '\\- no list\n\n\\# no heading\n\n1\\. no number\n\n\\> no quote\n\n\\| a |\n\n\\---\n\nGreetings,\n--',
  'signatures and rules': 'Kind regards,\n---\n\nAda\n\n***\n\nEnd',
  Chinese: '我们要求**“停止出售”。**公司说\n下一行*重要*。',
  Arabic: 'نحن **نطالب**.[^1]\n\n[^1]: مصدر',
  'code, tables and struck words':
    'Use `code` and ~~not~~ this.\n\n| a | b |\n|---|---|\n| 1 | [2] |\n\n~~~\n[^1]: code\n~~~\n\n[2]: https://two.example',
  'a line of hyphens': 'Yes,\n--\nno\n\n--\n*',
  'an open fence': 'Text[^1]\n\n[^1]: note\n\n```\nopen',
  nothing: '  \n\n ',
}

describe('a letter that the editor opens and saves', () => {
  test.each(Object.keys(samples))('reads the same: %s', (name) => {
    keeps(samples[name]!)
  })

  test('reads the same, whatever was typed', () => {
    const words = [
      'a',
      'B',
      '1',
      'é',
      '我',
      '。',
      '“',
      '"',
      "'",
      '.',
      ',',
      '-',
      '--',
      '(',
      ')',
      ' ',
      ' ',
      ' ',
      '\n',
      '\n\n',
    ]
    const signs = [
      ...[
        '*',
        '**',
        '_',
        '***',
        '`',
        '~~',
        '[',
        ']',
        '](https://a.example)',
        '<https://b.example>',
        '[^1]',
        '^[n]',
        '\\',
        '&amp;',
      ],
      ...[
        '# ',
        '## ',
        '> ',
        '- ',
        '1. ',
        '2) ',
        '    ',
        '  ',
        '---',
        '===',
        '***\n',
        '```',
        '|',
        '|-|',
        '\n[^1]: ',
        '\n[1]: https://c.example',
        '[1]',
        '!',
        '#',
        '<',
        '&',
        '^',
        ':',
      ],
    ]
    const piece = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...signs))
    const typed = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(typed, keeps), { seed: 20261129, numRuns: 300 })
  })

  test('keeps what it cannot show as it was typed, and only that', () => {
    expect(keptIn(samples['code, tables and struck words']!)).toEqual([
      'Use `code` and ~~not~~ this.',
      '| a | b |\n|---|---|\n| 1 | [2] |',
      '~~~\n[^1]: code\n~~~',
      '[2]: https://two.example',
    ])
    for (const name of [
      'paragraphs and emphasis',
      'lists in lists',
      'quotations',
      'links of all kinds',
      'Chinese',
      'Arabic',
    ])
      expect(keptIn(samples[name]!), name).toEqual([])
    expect(keptIn(samples['notes of all kinds']!)).toEqual([])
  })

  test('numbers the sources as readers see them', () => {
    const document = fromMarkdown(samples['notes of all kinds']!)
    expect(numberedLabels(document)).toEqual(['a', 'b', '2', '1', 'deep'])
    expect(document.lastChild?.children.map(({ attrs }) => String(attrs['label']))).toEqual([
      'a',
      'b',
      '2',
      '1',
      'deep',
      'lost',
    ])
  })
})

describe('a document of the editor', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'word',
        ' ',
        '  ',
        '.',
        '*',
        '_',
        '[',
        ']',
        '(x)',
        '"',
        '- ',
        '1. ',
        '# ',
        '我',
        '。',
        '\\',
        '<',
        '`',
        '[^1]',
        '!',
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((pieces) => pieces.join(''))
  const set = fc.subarray([
    marks.strong.create(),
    marks.em.create(),
    marks.link.create({ href: 'https://a.example/(b' }),
  ])
  const inline = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(text, set).map(([words, all]) => letterSchema.text(words, all)) },
    { weight: 1, arbitrary: set.map((all) => nodes.hard_break.create(null, null, all)) },
    { weight: 1, arbitrary: set.map((all) => nodes.source_ref.create({ label: '1' }, null, all)) },
  )
  const line = fc
    .array(inline, { minLength: 1, maxLength: 4 })
    .filter((all) => all.some(({ text: words }) => words?.trim()))
  const { block } = fc.letrec<{ block: Node; item: Node }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      line.map((content) => nodes.paragraph.create(null, content)),
      fc
        .tuple(fc.integer({ min: 1, max: 5 }), line)
        .map(([level, content]) => nodes.heading.create({ level }, content)),
      fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((content) => nodes.quote.create(null, content)),
      fc
        .tuple(fc.boolean(), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
        .map(([tight, items]) => nodes.bullet_list.create({ tight }, items)),
      fc
        .tuple(fc.integer({ min: 0, max: 9 }), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
        .map(([start, items]) => nodes.ordered_list.create({ start }, items)),
    ),
    item: fc
      .array(tie('block'), { minLength: 1, maxLength: 2 })
      .map((content) => nodes.list_item.create(null, content)),
  }))
  const document = fc
    .array(block, { minLength: 1, maxLength: 4 })
    .map((blocks) =>
      nodes.doc.create(null, [
        ...blocks,
        nodes.sources.create(
          null,
          nodes.source.create({ label: '1' }, nodes.paragraph.create(null, letterSchema.text('Seen.'))),
        ),
      ]),
    )
  const wordsOf = (node: Node) => node.textBetween(0, node.content.size, ' ').replace(/\s+/g, '')

  test('is written whole as Markdown, whatever it holds', () => {
    fc.assert(
      fc.property(document, (made) => {
        const markdown = toMarkdown(made)
        expect(wordsOf(fromMarkdown(markdown)), markdown).toBe(wordsOf(made))
      }),
      { seed: 20261129, numRuns: 60 },
    )
  })

  test('has signs only where they are needed', () => {
    const plain = 'It is 5 * 3 = 15, at https://example.org/a_b, (see [sic]) & #9 for A. B. <3 -- so!'
    expect(toMarkdown(nodes.doc.create(null, nodes.paragraph.create(null, letterSchema.text(plain))))).toBe(plain)
  })

  test('writes a link only to addresses that readers can follow', () => {
    const link = letterSchema.text('here', [marks.link.create({ href: 'javascript:alert(1)' })])
    expect(toMarkdown(nodes.doc.create(null, nodes.paragraph.create(null, link)))).toBe('here')
  })
})
