import { expect, test } from 'vitest'
import {
  countedInWords,
  countFollowsInWords,
  countingInWords,
  endInWords,
  groupsForOrganizers,
  lastCountForOrganizers,
} from '../../server/letter/waiting-words.ts'
import { said, sentence } from '../support/words.ts'

const letter = {
  state: 'open',
  next_batch_at: new Date('2026-03-02T18:00:00Z'),
  batch_size: 5,
  closes_at: new Date('2026-05-01T18:00:00Z'),
  purges_at: new Date('2026-07-30T18:00:00Z'),
  extendable_until: null,
  latest_end: null,
  extended_from: null,
}
const closed = { ...letter, state: 'closed', next_batch_at: null }
/** After closing, credentials can be redeemed for some hours. Then comes the last batch. */
const closing = { ...closed, next_batch_at: new Date('2026-05-03T18:00:00Z') }

test('others are counted in words up to ten', () => {
  expect([2, 3, 11, 12, 1201].map((k) => sentence('letter-others-hidden', { count: k - 1 }))).toEqual([
    'one other whose name is hidden too',
    'two others whose names are hidden too',
    'ten others whose names are hidden too',
    '11 others whose names are hidden too',
    '1,200 others whose names are hidden too',
  ])
})

test('a hidden name is told that it waits for hidden names, and until when at the latest', () => {
  expect(said(countedInWords(letter, true))).toBe(
    'You will be counted on 2 March 2026, 18:00 UTC, together with at least four others whose names are hidden too. If fewer wait then, your signature waits for more. It is counted at the latest after the letter closes on 1 May 2026.',
  )
  expect(said(countedInWords(letter, false))).toMatch(/, together with at least four others\. If fewer/)
  expect(said(countedInWords(letter, null))).toMatch(
    /at least four others\. If your name is hidden, you are also counted with at least four others whose names are hidden too\. If fewer/,
  )
  expect(said(countedInWords(closed, true))).toMatch(
    /^You will be counted at the next count, .* at the latest at the last count of this letter\.$/,
  )
  expect(said(countedInWords(closing, true))).toMatch(
    /^You will be counted on 3 May 2026, 18:00 UTC, .* at the latest at the last count of this letter\.$/,
  )
})

test('a batch of one does not mention others', () => {
  const alone = { ...letter, batch_size: 1 }
  for (const hidden of [true, false, null])
    expect(said(countedInWords(alone, hidden))).toBe('You will be counted on 2 March 2026, 18:00 UTC.')
  expect(said(countFollowsInWords(alone))).toBe('The number of signatures changes on 2 March 2026, 18:00 UTC.')
  expect(countingInWords(alone)).toEqual([])
  expect([lastCountForOrganizers(alone), groupsForOrganizers(alone)]).toEqual([undefined, undefined])
})

test('a withdrawal tells how long the count may stay', () => {
  expect(said(countFollowsInWords(letter))).toMatch(
    /together with at least four other changes\. .* when the letter closes on 1 May 2026\.$/,
  )
  expect(said(countFollowsInWords(closed))).toMatch(
    /^The number of signatures changes at the next count, .* when the letter is purged on 30 July 2026\.$/,
  )
  expect(said(countFollowsInWords(closing))).toMatch(
    /^The number of signatures changes on 3 May 2026, 18:00 UTC, .* when the letter is purged on 30 July 2026\.$/,
  )
})

test('a person who decides whether to sign is told of the last count', () => {
  expect(countingInWords(letter).map(said)[1]).toMatch(/^The letter closes on 1 May 2026\. The last count after that/)
  expect(countingInWords(closed).map(said)[1]).toMatch(/^The last count of this letter takes everybody/)
})

const extendable = {
  ...letter,
  extendable_until: new Date('2026-04-24T18:00:00Z'),
  latest_end: new Date('2026-06-30T18:00:00Z'),
}
const extended = { ...extendable, closes_at: extendable.latest_end, extended_from: letter.closes_at }

test('people who sign and people who wait are told how late the end can be, and that it has moved', () => {
  const latest = '30 June 2026'
  for (const words of [
    said(endInWords(extendable)),
    said(countedInWords(extendable, true)),
    said(countFollowsInWords(extendable)),
  ]) {
    expect(words).toContain('Until 24 April 2026 the organizers can extend')
    expect(words).toContain(latest)
  }
  expect(said(endInWords(extended))).toBe(
    'Signing ends on 30 June 2026. The organizers have extended it from 1 May 2026, and cannot extend it again.',
  )
  for (const words of [said(countedInWords(extended, true)), said(countFollowsInWords(extended))]) {
    expect(words).toContain(latest)
    expect(words).not.toContain('can extend')
  }
  expect(said(endInWords(letter))).toBe('Signing ends on 1 May 2026.')
  expect(endInWords(closed)).toEqual([])
})
