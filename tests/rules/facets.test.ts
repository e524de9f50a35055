import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkChoice,
  checkFacetLists,
  facetFigures,
  facets,
  missingFacets,
  noFacets,
  type FacetCount,
} from '../../server/facets/rules.ts'
import { say } from '../../server/refusal.ts'
import { facetTable } from '../../server/facets/facet-words.ts'
import { said } from '../support/words.ts'

const lists = { role: ['Engineer', 'Nurse'], team: [], site: ['Seattle', 'Dublin'] }
const roles = (engineers: number, nurses: number): FacetCount[] => [
  { facet: 'role', value: 'Engineer', count: engineers },
  { facet: 'role', value: 'Nurse', count: nurses },
]
const shown = (counts: FacetCount[], standing: number, k: number) =>
  facetFigures(lists, counts, standing, k)[0]!.values.map(({ at_least }) => at_least)

describe('lists', () => {
  it('are tidied, and empty lines left out', () => {
    expect(checkFacetLists({ role: ['  Ward   nurse ', '', 'Porter'] })).toEqual({
      ok: true,
      lists: { ...noFacets, role: ['Ward nurse', 'Porter'] },
    })
  })

  it.each([
    ['too many', Array.from({ length: 31 }, (_, index) => `Team ${String(index)}`), /at most 30/],
    ['too long', ['x'.repeat(61)], /60 characters/],
    ['twice', ['Nurse', 'nurse'], /the same/],
    ['unseen', ['Nurse\u202e'], /cannot be seen/],
  ])('%s is refused, by field', (_what, team, sentence) => {
    const checked = checkFacetLists({ team })
    expect(checked).toMatchObject({ ok: false, errors: [{ field: 'facet-team' }] })
    expect(checked.ok ? '' : said(checked.errors[0]!.message)).toMatch(sentence)
  })

  it('only grow', () => {
    expect(missingFacets(lists, { ...lists, role: ['Porter', 'Nurse', 'Engineer'] })).toEqual([])
    const [gone] = missingFacets(lists, { ...lists, site: ['Seattle', 'Cork'] })
    expect(gone?.field).toBe('facet-site')
    expect(said(gone?.message ?? '')).toContain('Dublin')
  })
})

it('a choice is one of the list, or none', () => {
  expect(checkChoice(lists, { role: 'Nurse', site: '' })).toEqual({ ok: true, chosen: { role: 'Nurse' } })
  expect(checkChoice(lists, { role: 'Spy', team: 'Blue' })).toMatchObject({
    ok: false,
    errors: [{ field: 'role' }, { field: 'team' }],
  })
})

describe('figures', () => {
  it('show a cell where it and the rest hold k, in steps of k', () => {
    expect(shown(roles(14, 5), 19, 5)).toEqual([10, 5])
    expect(shown(roles(14, 4), 18, 5)).toEqual([null, null])
    expect(shown(roles(14, 4), 30, 5)).toEqual([10, null])
    expect(shown(roles(4, 0), 4, 1)).toEqual([4, 0])
  })

  it('are no table where nothing shows', () => {
    expect(facetTable(facetFigures(lists, roles(4, 4), 8, 5), 5)).toBeUndefined()
    expect(facetTable(facetFigures(lists, roles(14, 5), 19, 5), 5)?.groups).toEqual([
      {
        title: say('facets-roles'),
        values: [
          { value: 'Engineer', words: say('facets-number-or-more', { least: 10 }) },
          { value: 'Nurse', words: say('facets-number-or-more', { least: 5 }) },
        ],
      },
    ])
  })

  it('never say more than a range of k, and never move by less than k, whatever the counts', () => {
    const count = fc.nat({ max: 40 })
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 2, max: 9 }), (a, b, others, k) => {
        const now = shown(roles(a, b), a + b + others, k)
        for (const [index, figure] of now.entries()) {
          const exact = [a, b][index]!
          if (figure === null) continue
          expect(figure % k).toBe(0)
          expect(exact - figure).toBeGreaterThanOrEqual(0)
          expect(exact - figure).toBeLessThan(k)
          expect(Math.min(exact, a + b + others - exact)).toBeGreaterThanOrEqual(k)
        }
        const next = shown(roles(a + 1, b), a + b + others + 1, k)
        for (const [index, figure] of next.entries()) {
          const before = now[index]
          if (figure === null || typeof before !== 'number') continue
          expect([0, k]).toContain(figure - before)
        }
      }),
      { seed: 21, numRuns: 500 },
    )
  })
})

it('there are three, and each has a list', () => {
  expect(facets).toEqual(['role', 'team', 'site'])
})
