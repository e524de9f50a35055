import { describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../server/text/document/from-markdown.ts'
import { toMarkdown } from '../../server/text/document/to-markdown.ts'
import { cleanHtml } from '../../server/text/paste/clean-html.ts'
import { cleanText } from '../../server/text/paste/clean-text.ts'
import { countPlaces, findPlaces, moveToPlaces } from '../../server/text/paste/find-places.ts'
import type { PastedElement } from '../../server/text/paste/pasted.ts'
import { parseHtml } from '../support/parse-html.ts'
import { pastes } from '../support/pastes.ts'

function cleaned(html: string): { markdown: string; leftOut: string[] } {
  const pasted = cleanHtml(parseHtml(html))
  if (!pasted) return { markdown: 'too much', leftOut: [] }
  pasted.document.check()
  const markdown = toMarkdown(pasted.document)
  // The document is one that Markdown can say.
  expect(toMarkdown(fromMarkdown(markdown))).toBe(markdown)
  return { markdown, leftOut: [...pasted.leftOut].sort() }
}

const plain = (text: string) => toMarkdown(cleanText(text)!.document)

describe('pasted HTML', () => {
  test.each(Object.keys(pastes))('of %s becomes a letter', (name) => {
    const { html, markdown, leftOut = [] } = pastes[name]!
    expect(cleaned(html)).toEqual({ markdown, leftOut })
  })

  test('is refused if it holds more than a letter, however it is built', () => {
    expect(cleaned(`<table>${'<tr><td>a cell</td><td>another</td></tr>'.repeat(10_000)}</table>`).markdown).toBe(
      'too much',
    )
    expect(cleaned(`<p>${'word '.repeat(20_000)}</p>`).markdown).toBe('too much')
    expect(cleaned(`<p>${'<b></b>'.repeat(500_000)}</p>`).markdown).toBe('too much')
    let deep: PastedElement = { name: 'div', attributes: {}, children: ['deep'] }
    for (let depth = 0; depth < 100_000; depth++)
      deep = { name: depth % 2 ? 'div' : 'tr', attributes: {}, children: [deep, deep.name] }
    expect(cleanHtml(deep)).toBe(null)
  })

  test('of 5 MB is read if its text fits into a letter', () => {
    const noise = `<span style="${'mso-spacerun:yes;'.repeat(300)}">a </span>`
    const { markdown } = cleaned(`<p>${noise.repeat(1000)}</p>`)
    expect(markdown).toBe('a '.repeat(1000).trim())
  })
})

describe('pasted text', () => {
  test('of a PDF has whole paragraphs, without page numbers and hyphens of the printer', () => {
    const text =
      'We, the undersigned workers of the company, ask you to stop selling face re-\ncognition to the police at once. We also ask for well-\nknown safeguards, such as a well-known council.\nThis is a new paragraph of the same letter, and it is long enough to\nwrap.\n\nPage 3 of 4\n\n• one thing, at https://paper.example/a.\n• another\n'
    expect(plain(text)).toBe(
      'We, the undersigned workers of the company, ask you to stop selling face recognition to the police at once. We also ask for well-known safeguards, such as a well-known council.\n\nThis is a new paragraph of the same letter, and it is long enough to wrap.\n\n- one thing, at <https://paper.example/a>.\n- another',
    )
  })

  test('of a mail keeps quotations, lists and an address', () => {
    const text =
      'Hello,\n\n> They said\n> so.\n\n1. Stop it at once, because it is wrong and everybody in this company knows\n   that it is.\n2) Pay * us_.\n\nAda Fenwick\nDock 4\n'
    expect(plain(text)).toBe(
      'Hello,\n\n> They said so.\n\n1. Stop it at once, because it is wrong and everybody in this company knows that it is.\n2. Pay * us\\_.\n\nAda Fenwick\\\nDock 4',
    )
  })

  test('with a paragraph in each line stays so, and Chinese has no spaces', () => {
    const long = 'A long paragraph of some words. '.repeat(6).trim()
    expect(plain(`${long}\n${long}`)).toBe(`${long}\n\n${long}`)
    expect(
      plain('我们要求公司立即停止向警方出售人脸识别技术，并且停止与该承包商的一切合作关系和所有\n业务往来。'),
    ).not.toContain(' ')
  })

  test('that is Markdown is read as Markdown', () => {
    const text = '## Title\n\nA **bold** word.[^1]\n\n- a\n- b\n\n[^1]: <https://a.example>'
    expect(plain(text)).toBe(text)
  })

  test('of more than a letter is refused', () => {
    expect(cleanText('word '.repeat(20_000))).toBe(null)
  })
})

describe('the places of a pasted text', () => {
  const letter = fromMarkdown(
    '## Stop it\n\nWe say so.[1] And so.[2, 1]\n\n### Demands\n\n1. *Stop* it.\n2. Pay.\n\n### Sources\n\n[1] The report[^x]\n\n[7] Nobody.\n\n[^x]: Deep',
  )

  test('are found and counted', () => {
    const places = findPlaces(letter)!
    expect(countPlaces(letter, places)).toEqual({ title: 1, demands: 2, sources: 1 })
  })

  test('take their parts out of the text, and nothing else', () => {
    const { document, title, demands } = moveToPlaces(letter, findPlaces(letter)!)
    expect({ title, demands }).toEqual({ title: 'Stop it', demands: ['*Stop* it.', 'Pay.'] })
    expect(toMarkdown(document)).toBe(
      'We say so.[^1] And so.[2, 1]\n\n## Sources\n\n[7] Nobody.\n\n[^x]: Deep\n[^1]: The report[^x]'.replace(
        '## Sources',
        '### Sources',
      ),
    )
  })

  test('are none in a letter without them', () => {
    for (const text of [
      'Dear Ms Halvorsen\n\nWe are writing to you because of the docks at night.',
      'One paragraph.',
      'Text.\n\n- a\n- b',
      '',
    ])
      expect(findPlaces(fromMarkdown(text)), text).toBe(null)
  })
})
