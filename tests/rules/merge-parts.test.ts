import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseOf, mergeParts, type EditedParts } from '../../server/letters/drafting/merge-parts.ts'

function texts(base: string, mine: string, theirs: string) {
  const of = (text: string): EditedParts => ({ draft: { text }, settings: {} })
  const { parts, conflicts } = mergeParts(baseOf(of(base)), of(mine), of(theirs))
  return { text: parts.draft.text, conflicts }
}

describe('the text', () => {
  test('takes over what each changed, also in neighbouring paragraphs', () => {
    expect(texts('A\n\nB\n\nC', 'A\n\nB mine\n\nC', 'A\n\nB\n\nC theirs')).toEqual({
      text: 'A\n\nB mine\n\nC theirs',
      conflicts: [],
    })
    expect(texts('A\n\nB', 'A\n\nB mine\n\nmine', 'A theirs\n\nB\n\ntheirs')).toEqual({
      text: 'A theirs\n\nB mine\n\ntheirs\n\nmine',
      conflicts: [],
    })
    expect(texts('A\n\nB\n\nC', 'B\n\nC', 'A\n\nB\n\nC\n\nD').text).toBe('B\n\nC\n\nD')
    expect(texts('A\n\nB', 'A\n\nB', 'A\n\nB theirs').text).toBe('A\n\nB theirs')
  })

  test('holds both versions of a paragraph that both changed, and says so', () => {
    expect(texts('A\n\nB\n\nC', 'A\n\nB mine\n\nC', 'A\n\nB theirs\n\nC')).toEqual({
      text: 'A\n\nB mine\n\nB theirs\n\nC',
      conflicts: [{ field: 'text', mine: ['B mine'], theirs: ['B theirs'] }],
    })
    expect(texts('A\n\nB', 'A', 'A\n\nB theirs')).toEqual({
      text: 'A\n\nB theirs',
      conflicts: [{ field: 'text', mine: [], theirs: ['B theirs'] }],
    })
  })

  test('keeps what both inserted at one place', () => {
    expect(texts('A\n\nB', 'A\n\nmine\n\nB', 'A\n\ntheirs\n\nB')).toEqual({
      text: 'A\n\ntheirs\n\nmine\n\nB',
      conflicts: [],
    })
    expect(texts('A', 'A\n\nsame', 'A\n\nsame')).toEqual({ text: 'A\n\nsame', conflicts: [] })
  })

  test('gives a source another number if somebody else added one with the same number', () => {
    const { text, conflicts } = texts(
      'A[^1]\n\nB\n\n[^1]: old',
      'A[^1]\n\nB[^2]\n\n[^1]: old\n[^2]: mine',
      'A[^1] and more[^2]\n\nB\n\n[^1]: old\n[^2]: theirs',
    )
    expect(conflicts).toEqual([])
    expect(text).toBe('A[^1] and more[^2]\n\nB[^3]\n\n[^1]: old\n\n[^2]: theirs\n\n[^3]: mine')
  })

  test('of a base that nobody knows holds both', () => {
    const mine = { draft: { text: 'mine' }, settings: {} }
    const theirs = { draft: { text: 'theirs' }, settings: {} }
    for (const base of ['', 'garbage', 'text', 'title:a.b'])
      expect(mergeParts(base, mine, theirs)).toMatchObject({
        parts: { draft: { text: 'mine\n\ntheirs' } },
        conflicts: [{ field: 'text' }],
      })
  })

  test('loses no paragraph that anybody wrote, and invents none', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 8 })
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const merged = (texts(base.join('\n\n'), mine.join('\n\n'), theirs.join('\n\n')).text ?? '').split('\n\n')
        for (const piece of [...mine, ...theirs]) {
          const added = !base.includes(piece)
          if (added) expect(merged).toContain(piece)
        }
        for (const piece of merged) expect(['', ...mine, ...theirs]).toContain(piece)
      }),
      { numRuns: 500 },
    )
  })

  test('is what one of them wrote, if the other changed nothing', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 }).map((each) => each.join('\n\n'))
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(texts(base, changed, base)).toEqual({ text: changed, conflicts: [] })
        expect(texts(base, base, changed)).toEqual({ text: changed, conflicts: [] })
        expect(texts(base, changed, changed)).toEqual({ text: changed, conflicts: [] })
      }),
    )
  })
})

describe('fields and rows', () => {
  const person = (name: string, office = 'Chair') => ({ name, office, address: '' })

  test('are merged one by one', () => {
    const base = { draft: { title: 'T', demands: ['1', '2'], recipients: [person('Ann')] }, settings: { goal: null } }
    const mine = {
      draft: { title: 'Mine', demands: ['1', '2', '3'], recipients: [person('Ann')] },
      settings: { goal: null },
    }
    const theirs = {
      draft: { title: 'T', demands: ['0', '1', '2'], recipients: [person('Ann', 'CEO')] },
      settings: { goal: 9 },
    }
    expect(mergeParts(baseOf(base), mine, theirs)).toEqual({
      parts: {
        draft: { title: 'Mine', demands: ['0', '1', '2', '3'], recipients: [person('Ann', 'CEO')] },
        settings: { goal: 9 },
      },
      conflicts: [],
      relabelled: false,
    })
  })

  test('of which only one can stay keep mine, and say what the others wrote', () => {
    const of = (title: string): EditedParts => ({ draft: { title }, settings: {} })
    expect(mergeParts(baseOf(of('T')), of('Mine'), of('Theirs'))).toEqual({
      parts: of('Mine'),
      conflicts: [{ field: 'title', mine: ['Mine'], theirs: ['Theirs'] }],
      relabelled: false,
    })
  })

  test('that both added are there once', () => {
    const of = (...demands: string[]): EditedParts => ({ draft: { demands }, settings: {} })
    expect(mergeParts(baseOf(of('1')), of('1', '2', '3'), of('2', '1')).parts).toEqual(of('2', '1', '3'))
  })

  test('of facets are lists of their own', () => {
    const of = (role: string[], site: string[]): EditedParts => ({
      draft: { facets: { role, site, team: [] } },
      settings: {},
    })
    expect(mergeParts(baseOf(of([], ['X'])), of(['Packer'], ['X']), of([], ['X', 'Y'])).parts).toMatchObject(
      of(['Packer'], ['X', 'Y']),
    )
  })
})

test('thousands of sources with the same labels are renamed in one pass', () => {
  const many = (word: string) => Array.from({ length: 5000 }, (_, at) => `[^${String(at)}]: ${word}`).join('\n')
  const { text = '' } = texts('', many('mine'), many('theirs'))
  expect(new Set(text.match(/^\[\^\d+\]/gm)).size).toBe(10_000)
})

test('many equal paragraphs are merged as one text', () => {
  const many = Array.from({ length: 20_000 }, () => 'a').join('\n\n')
  expect(texts(many, `${many}\n\nmine`, `theirs\n\n${many}`).conflicts).toHaveLength(1)
})
