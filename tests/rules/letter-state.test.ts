import { describe, expect, test } from 'vitest'
import { stateInWords, type Standing } from '../../server/letters/page/state-in-words.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { formatSentence } from '../../server/messages/format-sentence.ts'
import { english } from '../../server/messages/languages.ts'

type Delivery = NonNullable<Standing['delivery']>
type Copy = Delivery['recipients'][number]

const people = ['Ada', 'Bo', 'Cem'].map((name) => ({ name, office: 'Board' }))
const copy = (name: string, more: Partial<Copy> = {}): Copy => ({
  ...{ name, office: 'Board', state: 'accepted', accepted_on: '2026-03-02', received_on: null, answered_on: null },
  ...more,
})
const answered = (name: string) => copy(name, { answered_on: '2026-03-05' })
const delivery = (recipients: Copy[], days: number | null, kinds: string[] = []): Delivery => ({
  recipients,
  silence: days === null ? null : { days },
  events: kinds.map((kind) => ({ kind })),
})

const open: Standing = { state: 'open', signing: 'open', closes_on: '2026-05-01', recipients: people, delivery: null }
const said = (more: Partial<Standing>) => formatSentence(stateInWords({ ...open, ...more }), catalogueOf(english))

describe('the line below the title says', () => {
  test.each<[string, Partial<Standing>]>([
    ['Open for signing until 1 May 2026', {}],
    ['Open for signing', { closes_on: null }],
    ['Signing is paused for now', { signing: 'paused' }],
    ['It takes no more signatures', { state: 'closed', signing: 'closed' }],
    ['Ended. Its names have been erased', { state: 'purged', signing: 'closed' }],
    [
      'Announced, not delivered yet',
      { delivery: delivery([copy('Ada', { state: 'announced', accepted_on: null })], null) },
    ],
    ['Delivered today, no answer yet', { delivery: delivery([copy('Ada')], 0) }],
    ['Delivered 1 day ago, no answer', { delivery: delivery([copy('Ada')], 1) }],
    ['Delivered 6 days ago, no answer', { signing: 'closed', delivery: delivery([copy('Ada')], 6) }],
    ['One of three has answered', { delivery: delivery([answered('Ada')], null) }],
    ['Two of three have answered', { delivery: delivery([answered('Ada'), answered('Bo'), copy('Cem')], 4) }],
    [
      'All have answered',
      {
        delivery: delivery(
          people.map(({ name }) => answered(name)),
          null,
        ),
      },
    ],
    ['Both have answered', { recipients: [], delivery: delivery([answered('Ada'), answered('Bo')], null) }],
    ['Answered', { recipients: [], delivery: delivery([answered('Ada')], null) }],
    // Delivered again after the answer.
    ['Delivered 2 days ago, no answer', { recipients: [], delivery: delivery([answered('Ada')], 2) }],
    // Somebody who is no addressee any more still counts.
    ['One of four has answered', { delivery: delivery([answered('Dan')], null) }],
    // The purge has erased who answered.
    ['Answered', { state: 'purged', signing: 'closed', delivery: delivery([], null, ['announced', 'answered']) }],
    // Went public, and was delivered to nobody.
    ['Open for signing until 1 May 2026', { delivery: delivery([], null, ['public']) }],
  ])('%s', (words, more) => {
    expect(said(more)).toBe(words)
  })

  test('with digits where words would be long', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ name: `P${String(index)}`, office: '' }))
    const four = many.slice(0, 4).map((one) => ({ ...answered(one.name), office: '' }))
    expect(said({ recipients: many, delivery: delivery(four, 1) })).toBe('4 of 12 have answered')
  })
})
