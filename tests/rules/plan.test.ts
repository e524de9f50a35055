import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stageInWords, startInWords, stepInWords } from '../../server/next-steps/plan-words.ts'
import { noConditions, readConditions } from '../../server/delivery/stages/conditions.ts'
import { factNames, faultInNote, fillNote, type NoteFacts } from '../../server/delivery/note.ts'
import { mostPress, readPressList } from '../../server/delivery/plan/press-list.ts'
import { faultInOrder, inTime, mayStart, needsNotice, type Placed, writtenOf } from '../../server/delivery/stage.ts'
import { instantOf } from '../../server/delivery/time-zones.ts'
import { say } from '../../server/refusal.ts'
import { said } from '../support/words.ts'

const now = new Date('2026-03-02T09:30:00Z')
const minute = 60_000

describe('a day and a time in a zone', () => {
  test.each([
    ['2026-03-28 18:00', 'Europe/Berlin', '2026-03-28T17:00:00.000Z'],
    ['2026-03-29T18:00', 'Europe/Berlin', '2026-03-29T16:00:00.000Z'],
    ['2026-03-29 9:05', 'America/New_York', '2026-03-29T13:05:00.000Z'],
    ['2028-02-29 12:00', 'Asia/Kathmandu', '2028-02-29T06:15:00.000Z'],
    ['2026-12-31 23:59', 'UTC', '2026-12-31T23:59:00.000Z'],
    // Samoa skipped a whole day. If the clocks do not change, there is exactly one instant.
    ['2026-07-01 00:00', 'Pacific/Apia', '2026-06-30T11:00:00.000Z'],
  ])('%s in %s is one instant', (local, zone, at) => {
    expect(instantOf(local, zone)).toEqual({ at: new Date(at) })
  })

  test.each([
    ['2026-03-29 02:30', 'Europe/Berlin', 'plan-time-never'],
    ['2026-10-25 02:30', 'Europe/Berlin', 'plan-time-twice'],
    ['2026-02-29 12:00', 'Europe/Berlin', 'plan-date-malformed'],
    ['2026-03-02 24:30', 'UTC', 'plan-date-malformed'],
    ['tomorrow', 'UTC', 'plan-date-malformed'],
    ['2026-03-02 18:00', '+02:00', 'plan-zone-unknown'],
    ['2026-03-02 18:00', 'Europe/Atlantis', 'plan-zone-unknown'],
    ['2026-03-02 18:00', '', 'plan-zone-unknown'],
  ])('%s in %s is a sentence', (local, zone, id) => {
    expect(instantOf(local, zone)).toMatchObject({ message: { id } })
  })

  test('is shown in that zone exactly as it was typed', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Casablanca']
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, zone) => {
        const typed = date.toISOString().slice(0, 16).replace('T', ' ')
        const read = instantOf(typed, zone)
        if ('message' in read) return
        const shown = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
        expect(shown.format(read.at)).toBe(typed)
      }),
    )
  })
})

describe('conditions as typed', () => {
  test('are empty, or contain each condition once', () => {
    expect(readConditions(noConditions, now)).toEqual({ conditions: [] })
    const all = { date: '2026-03-09 18:00', zone: 'UTC', least: '1,000', class: 'mailbox', after: 'x', days: '7' }
    expect(readConditions(all, now)).toEqual({
      conditions: [
        { kind: 'date', local: '2026-03-09T18:00', zone: 'UTC', at: new Date('2026-03-09T18:00:00Z') },
        { kind: 'count', class: 'mailbox', least: 1000 },
        { kind: 'silence', after: 'x', days: 7 },
      ],
    })
  })

  test.each([
    [{ date: '2026-03-02 09:30', zone: 'UTC' }, 'date', 'plan-date-past'],
    [{ date: '2026-03-29 02:30', zone: 'Europe/Berlin' }, 'date', 'plan-time-never'],
    [{ date: '2026-03-29 12:30', zone: 'Mars/Base' }, 'zone', 'plan-zone-unknown'],
    [{ least: '0' }, 'least', 'plan-count-malformed'],
    [{ least: '-5' }, 'least', 'plan-count-malformed'],
    [{ least: 'many' }, 'least', 'plan-count-malformed'],
    [{ least: '5', class: 'everybody' }, 'class', 'plan-class-missing'],
    [{ days: '7' }, 'after', 'plan-after-missing'],
    [{ after: 'x', days: '' }, 'days', 'plan-days-malformed'],
    [{ after: 'x', days: '1.5' }, 'days', 'plan-days-malformed'],
  ])('%o is a sentence at %s', (typed, field, id) => {
    expect(readConditions({ ...noConditions, ...typed }, now)).toMatchObject({
      faults: [{ field, message: { id } }],
    })
  })
})

describe('a stage that starts by itself', () => {
  const counted = (holds: boolean) => ({ holds, at: null })
  const timed = (at: Date) => ({ holds: at <= now, at })
  const ago = (minutes: number) => new Date(now.getTime() - minutes * minute)

  test('starts when all of its conditions hold, and not without any', () => {
    expect(mayStart([], null, now)).toBe('wait')
    expect(mayStart([counted(true)], null, now)).toBe('go')
    expect(mayStart([counted(true), counted(false)], null, now)).toBe('wait')
    expect(mayStart([counted(true), timed(ago(1))], ago(2), now)).toBe('go')
  })

  test('is late if no check ran when it was due, and not if another condition did not hold then', () => {
    expect(mayStart([timed(ago(60))], ago(90), now)).toEqual({ late: ago(60) })
    expect(mayStart([timed(ago(60))], null, now)).toEqual({ late: ago(60) })
    expect(mayStart([timed(ago(60)), counted(true)], ago(1), now)).toBe('go')
    expect(inTime(ago(10), ago(11), now)).toBe('go')
    expect(inTime(ago(11), ago(12), now)).toEqual({ late: ago(11) })
  })

  test('starts once, however often its threshold is crossed, because the moment is stored', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (counts, least) => {
          let fired = 0
          let planned = true
          for (const count of counts)
            if (planned && mayStart([counted(count >= least)], null, now) === 'go') {
              fired++
              planned = false
            }
          expect(fired).toBe(counts.some((count) => count >= least) ? 1 : 0)
        },
      ),
    )
  })

  test('is announced first if it shows more than a count', () => {
    expect(needsNotice('mail', 'count')).toBe(false)
    expect(needsNotice('mail', 'employers')).toBe(true)
    expect(needsNotice('by-hand', 'names')).toBe(true)
    expect(needsNotice('public', 'count')).toBe(true)
    expect(needsNotice('call', 'count')).toBe(false)
  })
})

describe('the order of stages', () => {
  const stage = (id: string, number: number, after: string | null = null, kind: Placed['kind'] = 'mail') => ({
    id,
    number,
    kind,
    after,
  })

  test('is refused if a stage waits for itself, a later stage, a cycle, nobody, or a stage without delivery', () => {
    expect(faultInOrder([stage('a', 1, 'a')])).toEqual(say('plan-order-itself'))
    expect(faultInOrder([stage('a', 1, 'b'), stage('b', 2)])).toEqual(say('plan-order-later', { stage: 1, other: 2 }))
    expect(faultInOrder([stage('a', 1, 'b'), stage('b', 2, 'a')])).toEqual(
      say('plan-order-circle', { stage: 1, other: 2 }),
    )
    expect(faultInOrder([stage('a', 1, 'c'), stage('b', 2, 'a'), stage('c', 3, 'b')])).toEqual(
      say('plan-order-circle', { stage: 1, other: 3 }),
    )
    expect(faultInOrder([stage('a', 1, 'gone')])).toEqual(say('plan-order-gone'))
    expect(faultInOrder([stage('a', 1, null, 'public'), stage('b', 2, 'a')])).toEqual(
      say('plan-order-nobody', { other: 1 }),
    )
  })

  test('that is accepted never has a cycle', () => {
    const plan = fc
      .array(fc.option(fc.nat(7), { nil: null }), { minLength: 1, maxLength: 8 })
      .map((afters) =>
        afters.map((after, index) => stage(String(index), index + 1, after === null ? null : String(after))),
      )
    fc.assert(
      fc.property(plan, (stages) => {
        if (faultInOrder(stages) !== null) return
        for (const { number, after } of stages)
          if (after !== null) expect(stages.find(({ id }) => id === after)!.number).toBeLessThan(number)
      }),
    )
  })
})

describe('a covering note', () => {
  const facts: NoteFacts = {
    count: '450',
    'days of silence': '9 days',
    demands: '1. Stop.\n2. Answer.',
    'count in words': '450 verified work addresses',
    title: 'A $& title {{count}}',
    employers: 'Northwind',
  }

  test('replaces the names of facts, and evaluates nothing', () => {
    expect(fillNote('{{Count in_words}}, {{ Days_of  silence }}: {{title}}', facts)).toBe(
      '450 verified work addresses, 9 days: A $& title {{count}}',
    )
    for (const text of ['${1+1}', '#eval("x")', '<%= x %>', '{% if %}', '{count}'])
      expect([faultInNote(text), fillNote(text, facts)]).toEqual([null, text])
  })

  test.each([
    '{{names}}',
    '{{constructor}}',
    '{{#each x}}',
    '{{> partial}}',
    '{{count',
    'count}}',
    '{{{count}}}',
    '{{}}',
  ])('%s is a sentence', (text) => {
    expect(said(faultInNote(`Dear all, ${text}`)!)).toContain('{{count}}')
  })

  test('without a fault has no braces left after filling', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...factNames.map((name) => `{{${name}}}`)))),
        (parts) => {
          const note = parts.join(' ')
          const plain = { ...facts, title: 'A title' }
          if (faultInNote(note) === null) expect(fillNote(note, plain)).not.toMatch(/\{\{|\}\}/)
        },
      ),
    )
  })
})

describe('a press list', () => {
  test('is read from pasted text, each address once', () => {
    const pasted = 'desk@paper.example\r\n "News, Desk" <Ann@Radio.example>; DESK@paper.example\n\ninfo@tv.example'
    expect(readPressList(pasted)).toEqual({
      addresses: ['desk@paper.example', 'Ann@Radio.example', 'info@tv.example'],
    })
  })

  test('names the lines without an address, including injected headers', () => {
    expect(readPressList('a@b.example\nBcc: x@evil.example y@evil.example\nnobody')).toEqual({
      field: 'press',
      message: say('plan-press-faulty', { count: 2, lines: ['2', '3'] }),
    })
    expect(readPressList('a@b.example%0ABcc:x\u0000@evil.example')).toHaveProperty('message')
  })

  test('accepts at most 5,000 addresses', () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => `desk${index}@paper.example`).join('\n')
    expect(readPressList(list(mostPress))).toMatchObject({ addresses: { length: mostPress } })
    expect(readPressList(list(mostPress + 1))).toEqual({
      field: 'press',
      message: say('plan-press-too-many', { most: 5000 }),
    })
  })
})

test('the number of people who have written is rounded to steps of the batch, at least five, and hidden below two steps', () => {
  const told = (batchSize: number, counts: number[]) => counts.map((count) => writtenOf(count, batchSize).least)
  expect(told(5, [0, 1, 9, 10, 14, 15])).toEqual([0, 0, 0, 10, 10, 15])
  expect(told(1, [4, 9, 10, 11])).toEqual([0, 0, 10, 10])
  expect(told(20, [20, 39, 40, 59, 60])).toEqual([0, 0, 40, 40, 60])
  expect(writtenOf(39, 20).from).toBe(40)
})

test('a plan is told in words', () => {
  const date = { at: new Date('2026-03-09T17:00:00Z'), zone: 'Europe/Berlin' }
  const byHand = { date: null, count: null, silence: null }
  expect(said(startInWords(byHand))).toBe('When the organizers start it')
  const all = { date, count: { class: 'workers', least: 1000 }, silence: { stage: 1, days: 1 } }
  expect(said(startInWords(all))).toBe(
    'When 1,000 workers have signed, 1 day has passed without an answer to stage 1 and it is 9 March 2026, 18:00 in Europe/Berlin (17:00 UTC)',
  )
  const people = Array.from({ length: 7 }, (_, index) => ({ name: `P${index}`, office: index === 0 ? 'Chief' : '' }))
  expect(said(stepInWords(byHand, 'mail', people))).toBe(
    'When the organizers start it, the letter goes by mail to P0 (Chief), P1, P2, P3 and P4, and 2 more.',
  )
  expect(said(stageInWords(2, 'by-hand', people.slice(0, 2)))).toBe(
    'Stage 2: the letter is handed to P0 (Chief) and P1',
  )
  const silence = { stage: 1, days: 7, from: people.slice(0, 1) }
  expect(said(stepInWords({ ...byHand, silence }, 'call', people.slice(1, 2)))).toBe(
    'When 7 days have passed without an answer from P0 (Chief), everybody who signed is asked to write to P1 themselves.',
  )
  expect(said(stepInWords(date.at, 'public', []))).toBe('Not before 9 March 2026, 17:00 UTC, the letter goes public.')
})

test('every combination of conditions has its words', () => {
  const date = { at: new Date('2026-03-09T17:00:00Z'), zone: 'UTC' }
  const silence = { stage: 1, days: 2 }
  for (const counted of ['workers', 'mailbox', 'vouched', 'reviewed', 'supporter'])
    for (const least of [1, 2])
      for (const conditions of [{}, { date }, { silence }, { date, silence }]) {
        const count = { class: counted, least }
        const words = said(startInWords({ date: null, silence: null, count, ...conditions }))
        expect(words).toContain(`When ${least} `)
        expect(words.includes('2026')).toBe('date' in conditions)
        expect(words.includes('stage 1')).toBe('silence' in conditions)
      }
  expect(said(startInWords({ date, silence, count: null }))).toMatch(/^When 2 days .* stage 1 and it is 9 March 2026/)
})
