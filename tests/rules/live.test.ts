import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fromMarkdown } from '../../server/text/document/from-markdown.ts'
import { letterSchema, marks, nodes } from '../../server/text/document/schema.ts'
import { toMarkdown } from '../../server/text/document/to-markdown.ts'
import { allowance, Rate } from '../../server/letters/live/rate.ts'
import { documentOf, fragmentOf } from '../../server/text/live/document-of.ts'
import { editDocument } from '../../server/text/live/edit-document.ts'
import { mergeDocuments } from '../../server/text/live/merge-documents.ts'
import { readTyped, typedMessage } from '../../server/text/live/messages.ts'

const letter =
  'We *load* the **lorries**.[^1]\n\n> At night.\n\n- lamps\n- people\n\n## Why\n\n[They say so](https://paper.example/a)\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[^1]: The **report**'

function shared(text: string): Y.Doc {
  const made = new Y.Doc()
  editDocument(made, fromMarkdown(text))
  return made
}

test('a letter survives the shared document', () => {
  for (const text of ['', letter, '**bold\\\nin two lines**[^1]\n\n[^1]: a', '1. one\n2. two\n\n   more'])
    expect(toMarkdown(documentOf(shared(text)))).toBe(toMarkdown(fromMarkdown(text)))
})

const blocks = fc.array(
  fc.constantFrom('One two.', '**Three** four.', '> five', '- six\n- seven', '## Eight', 'One two three.'),
  {
    maxLength: 6,
  },
)

test('an edit makes the document say what is wanted, from whatever it said', () => {
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const document = shared(before.join('\n\n'))
      const wanted = fromMarkdown(after.join('\n\n'))
      editDocument(document, wanted)
      expect(documentOf(document).toJSON()).toEqual(wanted.toJSON())
    }),
    { numRuns: 60 },
  )
})

test('an edit leaves other blocks alone, so that those who type there keep their place', () => {
  const document = shared('One.\n\nTwo.\n\nThree.')
  const [one, two, three] = fragmentOf(document).toArray()
  editDocument(document, fromMarkdown('Zero.\n\nOne.\n\nTwo, and more.\n\nThree.'))
  expect(fragmentOf(document).toArray().slice(1)).toEqual([one, two, three])
})

test('three texts merge letter by letter, and the same change counts once', () => {
  const merge = (base: string, mine: string, theirs: string) =>
    toMarkdown(mergeDocuments(fromMarkdown(base), fromMarkdown(mine), fromMarkdown(theirs)))
  expect(merge('One two.', 'One two, mine.', 'Theirs: one two.')).toBe('Theirs: one two, mine.')
  expect(merge('One.\n\nTwo.', 'One.\n\nTwo.\n\nMine.', 'Theirs.\n\nTwo.')).toBe('Theirs.\n\nTwo.\n\nMine.')
  expect(merge('One.', 'Same.', 'Same.')).toBe('Same.')
  expect(merge('One.', 'One.', '')).toBe('')
})

test('two people who add their first source at the same moment keep both', () => {
  const [one, other] = [shared('We ask.'), new Y.Doc()]
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  editDocument(one, fromMarkdown('We ask.[^1]\n\n[^1]: The report'))
  editDocument(other, fromMarkdown('We ask. Now.[^1]\n\n[^1]: The law'))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  const text = toMarkdown(documentOf(one))
  expect(text).toContain('The report')
  expect(text).toContain('The law')
})

/** Any elements, attributes and marks, as a hostile client makes them. */
const element: fc.Arbitrary<Y.XmlElement | Y.XmlText> = fc.letrec<{ node: Y.XmlElement | Y.XmlText }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc
      .tuple(fc.string(), fc.constantFrom('strong', 'em', 'link', 'exact', 'script', 'constructor'), fc.jsonValue())
      .map(([text, mark, value]) => {
        const made = new Y.XmlText()
        made.insert(0, text, { [mark]: value as object })
        return made
      }),
    fc
      .tuple(
        fc.constantFrom(...Object.keys(letterSchema.nodes), 'script', '__proto__', 'toString'),
        fc.constantFrom('level', 'label', 'start', 'tight', 'onclick'),
        fc.jsonValue(),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, key, value, children]) => {
        const made = new Y.XmlElement(name)
        made.setAttribute(key, value as string)
        made.insert(0, children)
        return made
      }),
  ),
})).node

test('whatever a client sends becomes a document of the schema', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 5 }), (children) => {
      const document = new Y.Doc()
      fragmentOf(document).insert(0, children)
      const rebuilt = documentOf(document)
      rebuilt.check()
      expect(fromMarkdown(toMarkdown(rebuilt))).toBeDefined()
      rebuilt.descendants(({ marks: found }) => {
        for (const mark of found.filter(({ type }) => type === marks.link))
          expect(String(mark.attrs['href'])).toMatch(/^(?:https?:\/\/|mailto:)./i)
      })
      expect(rebuilt.children.filter(({ type }) => type === nodes.sources).length).toBeLessThan(2)
    }),
    { numRuns: 100 },
  )
})

test('a message of typed words holds its number, and a short one is none', () => {
  expect(readTyped(typedMessage(70_000, new Uint8Array([1, 2])).subarray(1))).toEqual({
    number: 70_000,
    update: new Uint8Array([1, 2]),
  })
  expect(readTyped(new Uint8Array([0, 0, 0, 1]))).toBeNull()
})

test('a connection may send bursts, and has an average', () => {
  const rate = new Rate(0)
  for (let count = 0; count < allowance.messages.burst; count++) expect(rate.take(10, 0)).toBe(true)
  expect(rate.take(10, 0)).toBe(false)
  expect(rate.take(10, 1000)).toBe(true)
  expect(rate.take(allowance.bytes.burst + 1, 2000)).toBe(false)
})
