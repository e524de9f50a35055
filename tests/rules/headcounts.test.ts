import { describe, expect, test } from 'vitest'
import {
  headcountFrom,
  headcountsShown,
  isPart,
  type EmployerWithPeople,
} from '../../server/dashboard/headcounts/headcounts.ts'
import { breakdownOf, type BreakdownCell } from '../../server/signatures/batch/breakdown.ts'

const k = 5

function employer(id: string, people: number | null, domains = [`${id}.example`]): EmployerWithPeople {
  return { id, name: id, current: true, domains, people }
}

function cell(at: string | null, count: number, more: Partial<BreakdownCell> = {}): BreakdownCell {
  return { class: 'mailbox', employer: at, visibility: 'public', count, ...more }
}

/** What the dashboard shows of these signatures. */
function shown(cells: BreakdownCell[], employers: EmployerWithPeople[]) {
  const sum = (some: BreakdownCell[]) => some.reduce((all, { count }) => all + count, 0)
  const breakdown = breakdownOf(
    cells,
    employers.map(({ id }) => id),
    k,
  )
  const workers = sum(cells.filter((each) => each.class !== 'supporter'))
  const mailbox = sum(cells.filter((each) => each.class === 'mailbox'))
  return headcountsShown({ breakdown, mailbox, workers }, employers, k)
}

describe('a headcount', () => {
  test('stands beside the number who signed if k have signed and k have not', () => {
    const cells = [cell('a', 219), cell('b', 40)]
    expect(shown(cells, [employer('a', 1200), employer('b', 44)])).toEqual([
      { employer: 'a', signed: 219, people: 1200 },
    ])
    expect(shown(cells, [employer('a', 224), employer('b', 45)]).map((each) => each.employer)).toEqual(['a', 'b'])
    expect(shown(cells, [employer('a', 223), employer('b', null)])).toEqual([])
  })

  test('is not shown where anonymous signatures may leave fewer than k who have not signed', () => {
    const anonymous = cell(null, 10, { visibility: 'anonymous' })
    const employers = [employer('a', 64), employer('b', null)]
    expect(shown([cell('a', 50), cell('b', 40), anonymous], employers)).toEqual([])
    expect(shown([cell('a', 50), cell('b', 40), anonymous], [employer('a', 65), employer('b', null)])).toHaveLength(1)
  })

  test('is not shown where people without a known employer, or of another class there, may leave fewer than k', () => {
    const vouched = cell(null, 10, { class: 'vouched' })
    const reviewed = cell('a', 10, { class: 'reviewed' })
    for (const more of [vouched, reviewed]) {
      expect(shown([cell('a', 50), cell('b', 40), more], [employer('a', 64), employer('b', null)])).toEqual([])
      expect(shown([cell('a', 50), cell('b', 40), more], [employer('a', 65), employer('b', null)])).toHaveLength(1)
    }
    const supporters = cell(null, 10, { class: 'supporter' })
    expect(shown([cell('a', 50), cell('b', 40), supporters], [employer('a', 55), employer('b', null)])).toHaveLength(1)
  })

  test('of a letter with one employer counts the anonymous signatures too, because they are there', () => {
    const cells = [cell('a', 50), cell(null, 10, { visibility: 'anonymous' })]
    expect(shown(cells, [employer('a', 65)])).toEqual([{ employer: 'a', signed: 60, people: 65 }])
    expect(shown(cells, [employer('a', 64)])).toEqual([])
  })

  test('does not tell, however often it is changed, how many signed at an employer whose number is hidden', () => {
    const answers = (few: number) =>
      Array.from({ length: 60 }, (_, people) =>
        shown(
          [cell('a', 50), cell('b', few), cell('c', 10 - few)],
          [employer('a', 1000), employer('b', people + 1), employer('c', 61 - people)],
        ),
      )
    // b and c are shown together, so only their sum of 10 is known.
    for (const few of [1, 2, 3, 4]) expect(answers(few)).toEqual(answers(0))
    expect(answers(1).every((each) => each.length === 1 && each[0]?.employer === 'a')).toBe(true)
  })

  test('is not taken for a part of an organization', () => {
    const whole = employer('a', null, ['northwind.example'])
    const site = employer('b', null, ['berlin.northwind.example'])
    const lone = employer('c', null, ['us.fabrikam.example', '*.eu.fabrikam.example'])
    expect(isPart(whole, [whole])).toBe(false)
    expect(isPart(employer('d', null, ['*.northwind.example']), [whole])).toBe(true)
    expect(isPart(employer('a', null, ['*.northwind.example']), [])).toBe(false)
    // The number for the whole and the number for the site would tell the number for the others.
    expect(isPart(whole, [whole, site])).toBe(true)
    expect(isPart(site, [whole, site])).toBe(true)
    expect(isPart(lone, [lone])).toBe(true)
    expect(isPart(employer('e', null, ['us.fabrikam.example', 'fabrikam.example']), [])).toBe(false)
    expect(
      shown(
        [cell('a', 50), cell('b', 40)],
        [
          { ...whole, people: 1000 },
          { ...site, people: 500 },
        ],
      ),
    ).toEqual([])
  })

  test('is typed with or without separators, or left out', () => {
    for (const typed of ['1200', ' 1,200 ', '1.200', '1’200', '1 200']) expect(headcountFrom(typed)).toBe(1200)
    expect(headcountFrom(' ')).toBeNull()
    for (const typed of ['0', '-5', '1,20', 'many', '12.5', '1e3', '10000001', '99999999999'])
      expect(headcountFrom(typed), typed).toBeUndefined()
  })
})
