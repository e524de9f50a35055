import { expect, test } from 'vitest'
import { demandKey, historiesOf, type DemandStatement } from '../../server/demands/rules.ts'

const says = (number: number, demand: string, state: DemandStatement['state']): DemandStatement => ({
  ...{ number, demand, state, since: `2026-02-0${String(number)}`, note: 'So it is.', link: null },
})
const sorted = (demands: string[], statements: DemandStatement[]) =>
  historiesOf(demands, statements).map(({ demand, current, state }) => [demand, current, state])

test('the newest statement on the exact words of a demand is its state', () => {
  const statements = [says(1, 'A', 'refused'), says(2, 'B', 'met'), says(3, 'A', 'partly-met')]
  expect(sorted(['B', 'A', 'C'], statements)).toEqual([
    ['B', true, 'met'],
    ['A', true, 'partly-met'],
    ['C', true, 'open'],
  ])
  expect(historiesOf(['A'], statements)[0]?.statements.map(({ number }) => number)).toEqual([3, 1])
})

test('a demand that a text changed or dropped stands apart, and comes back with its words', () => {
  expect(sorted(['a'], [says(1, 'A', 'met')])).toEqual([
    ['a', true, 'open'],
    ['A', false, 'met'],
  ])
  expect(sorted([], [says(1, 'B', 'open'), says(2, 'A', 'met')])).toEqual([
    ['B', false, 'open'],
    ['A', false, 'met'],
  ])
  expect(sorted(['A'], [says(1, 'A', 'met')])).toEqual([['A', true, 'met']])
})

test('the same words twice are one demand', () => {
  expect(sorted(['A', 'A'], [says(1, 'A', 'met')])).toEqual([['A', true, 'met']])
  expect(demandKey('A')).not.toBe(demandKey('A '))
})
