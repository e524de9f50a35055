import { expect, test } from 'vitest'
import {
  countedInWords,
  countFollowsInWords,
  countingInWords,
  groupsForOrganizers,
  lastCountForOrganizers,
  othersInWords,
} from '../../server/letter/waiting-words-rules.ts'

const letter = {
  state: 'open',
  next_batch_at: new Date('2026-03-02T18:00:00Z'),
  batch_size: 5,
  closes_at: new Date('2026-05-01T18:00:00Z'),
  purges_at: new Date('2026-07-30T18:00:00Z'),
}

test('others are counted in words up to ten', () => {
  expect([2, 3, 11, 12, 1201].map((k) => othersInWords(k, true))).toEqual([
    'at least one other whose name is hidden too',
    'at least two others whose names are hidden too',
    'at least ten others whose names are hidden too',
    'at least 11 others whose names are hidden too',
    'at least 1,200 others whose names are hidden too',
  ])
})

test('a hidden name is told that it waits for hidden names, and until when at the latest', () => {
  expect(countedInWords(letter, true)).toBe(
    'Counted at 18:00 UTC on 2 March 2026, together with at least four others whose names are hidden too. If fewer wait then, yours waits for more, and is counted at the latest after the letter closes on 1 May 2026.',
  )
  expect(countedInWords(letter, false, 'It is counted')).toMatch(
    /^It is counted at .*, together with at least four others\. If/,
  )
  const closed = { ...letter, state: 'closed' }
  expect(countedInWords(closed, true)).toMatch(/at the latest at the last count of this letter\.$/)
})

test('where one is enough nobody is told of others', () => {
  const alone = { ...letter, batch_size: 1 }
  for (const hidden of [true, false, null])
    expect(countedInWords(alone, hidden)).toBe('Counted at 18:00 UTC on 2 March 2026.')
  expect(countFollowsInWords(alone)).toBe('The count follows at 18:00 UTC on 2 March 2026.')
  expect(countingInWords(alone)).toEqual([])
  expect([lastCountForOrganizers(alone), groupsForOrganizers(alone)]).toEqual([undefined, ''])
})

test('what was withdrawn is told until when the count may stay', () => {
  expect(countFollowsInWords(letter)).toMatch(
    /together with at least four others that change\. .* when the letter closes on 1 May 2026\.$/,
  )
  const closed = { ...letter, state: 'closed', next_batch_at: null }
  expect(countFollowsInWords(closed)).toMatch(
    /^The count follows at the next count, .* when the letter is purged on 30 July 2026\.$/,
  )
})
