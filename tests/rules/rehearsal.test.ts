import { describe, expect, test } from 'vitest'
import { timelineDrawing } from '../../server/delivery/expected/timeline-drawing.ts'
import {
  afterEnd,
  rehearse,
  type RehearsedCondition,
  type RehearsedLetter,
  type RehearsedStage,
} from '../../server/delivery/expected/rehearse.ts'
import { blanksOf, emptyBlanks, stagesOf, suggested, templates } from '../../server/delivery/plan-templates/rules.ts'
import { conditionNow, nextMove } from '../../server/delivery/stages/next-move.ts'
import { mayUndo } from '../../server/delivery/stage.ts'
import { followRecipients } from '../../server/letters/drafting/draft.ts'

const now = new Date('2026-03-02T09:30:00Z')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const units = { minute, hour, day }
const inDays = (days: number) => new Date(now.getTime() + days * day)

const nothing = { due_at: null, class: null, least: null, after_stage: null, days: null }
const unknown = { counted: null, delivered_at: null, answered: false, together: null }
const count = (least: number): RehearsedCondition => ({
  ...nothing,
  ...unknown,
  kind: 'count',
  class: 'workers',
  least,
})
const date = (due_at: Date): RehearsedCondition => ({ ...nothing, ...unknown, kind: 'date', due_at })
const silence = (after_stage: string, days: number): RehearsedCondition => ({
  ...{ ...nothing, ...unknown },
  ...{ kind: 'silence', after_stage, days },
})

function stage(id: string, number: number, conditions: RehearsedCondition[], more: Partial<RehearsedStage> = {}) {
  const planned = { state: 'planned' as const, kind: 'mail' as const, disclosure: 'count' as const }
  const times = { approved_at: null, fired_at: null, notice_until: null, confirmed_at: null, finished_at: null }
  return { id, number, ...planned, ...times, stopped_from: null, stopped_at: null, conditions, ...more }
}

function letter(stages: RehearsedStage[], more: Partial<RehearsedLetter> = {}): RehearsedLetter {
  return {
    state: 'draft',
    collecting: true,
    first_threshold: 10,
    batch_minutes: 60,
    notice_hours: 48,
    alone: false,
    closesAt: inDays(60),
    purgesAt: inDays(150),
    counted: new Map(),
    stages,
    ...more,
  }
}

const escalation = [
  stage('a', 1, [count(100)]),
  stage('b', 2, [silence('a', 7)], { disclosure: 'names' }),
  stage('c', 3, [silence('b', 7)], { kind: 'public' }),
]
const supposed = { signatures: 120, by: inDays(24), byHand: 'never' as const }

describe('a rehearsal', () => {
  test('says on which day each stage happens, with notices', () => {
    const [first, second, third] = rehearse(letter(escalation), supposed, now, units)
    // 100 of 120 in 24 days are 20 days, counted with the next batch.
    expect(first).toMatchObject({ number: 1, because: null, happensAt: new Date('2026-03-22T10:00:00Z') })
    expect(second?.startsAt).toEqual(new Date('2026-03-29T10:00:00Z'))
    expect(second?.happensAt).toEqual(new Date('2026-03-31T10:00:00Z'))
    expect(third?.happensAt).toEqual(new Date('2026-04-09T10:00:00Z'))
  })

  test('says why a stage does not happen', () => {
    const few = rehearse(letter(escalation), { ...supposed, signatures: 99 }, now, units)
    expect(few.map(({ because, after }) => [because, after])).toEqual([
      ['count', 0],
      ['silence', 1],
      ['silence', 2],
    ])
    const byHand = rehearse(letter([stage('a', 1, []), stage('b', 2, [silence('a', 3)])]), supposed, now, units)
    expect(byHand.map(({ because }) => because)).toEqual(['by-hand', 'silence'])
    const answered = [
      stage('a', 1, [], { state: 'done', finished_at: now }),
      stage('b', 2, [{ ...silence('a', 3), delivered_at: now, answered: true }]),
    ]
    expect(rehearse(letter(answered, { state: 'open' }), supposed, now, units)[1]).toMatchObject({
      because: 'answered',
    })
  })

  test('asks the owners where the letter shows no count yet', () => {
    const dated = [stage('a', 1, [date(inDays(1))])]
    expect(rehearse(letter(dated), { ...supposed, signatures: 300 }, now, units)[0]?.because).toBeNull()
    expect(rehearse(letter(dated), { ...supposed, signatures: 12 }, now, units)[0]?.because).toBe('collecting')
  })

  test('counts what has been signed, and goes on from a running plan', () => {
    const running = [
      stage('a', 1, [], { state: 'done', fired_at: now, confirmed_at: now, finished_at: now }),
      stage('b', 2, [{ ...silence('a', 7), delivered_at: inDays(-6) }]),
      stage('c', 3, [], {
        state: 'announced',
        disclosure: 'names',
        approved_at: now,
        fired_at: now,
        notice_until: inDays(2),
      }),
      stage('d', 4, [count(100)]),
    ]
    const open = letter(running, {
      state: 'open',
      collecting: false,
      counted: new Map([
        ['mailbox', 100],
        ['supporter', 50],
      ]),
    })
    const expected = rehearse(open, supposed, now, units)
    expect(expected.map(({ happensAt }) => happensAt)).toEqual([now, inDays(1), inDays(2), now])
  })

  test('of names from one person gives the longer notice', () => {
    const names = letter([stage('a', 1, [date(inDays(5))], { disclosure: 'names' })], { notice_hours: 1, alone: true })
    expect(rehearse(names, { ...supposed, signatures: 500 }, now, units)[0]?.happensAt).toEqual(inDays(6))
  })

  test('ends, and changes nothing that it was given', () => {
    const plan = letter(escalation)
    const before = structuredClone(plan)
    rehearse(plan, supposed, now, units)
    expect(plan).toEqual(before)
  })
})

describe('the end of the letter', () => {
  test('a stage that cannot start before it is found, whatever happens', () => {
    expect(afterEnd(letter(escalation), now, units)).toEqual([])
    expect(afterEnd(letter([stage('a', 1, [date(inDays(61))])]), now, units).map(({ id }) => id)).toEqual(['a'])
    const long = [stage('a', 1, [count(5)]), stage('b', 2, [silence('a', 40)]), stage('c', 3, [silence('b', 25)])]
    expect(afterEnd(letter(long), now, units).map(({ id, startsAt }) => [id, startsAt])).toEqual([['c', inDays(65)]])
  })

  test('is the purge once the letter is closed', () => {
    const closed = { state: 'closed', collecting: false, closesAt: inDays(-1), purgesAt: inDays(30) }
    expect(afterEnd(letter([stage('a', 1, [date(inDays(29))])], closed), now, units)).toEqual([])
    expect(afterEnd(letter([stage('a', 1, [date(inDays(31))])], closed), now, units)).toHaveLength(1)
  })

  test('does not hold up a stage that owners start, or one that has happened', () => {
    const stages = [stage('a', 1, []), stage('b', 2, [date(inDays(90))], { state: 'done', finished_at: now })]
    expect(afterEnd(letter(stages), now, units)).toEqual([])
  })
})

describe('the next move of a stage', () => {
  const planned = { state: 'planned' as const, approved_at: now, notice_until: null, stopped_at: null }
  const at = { looked: now, now, hour }

  test('needs an approval and its conditions', () => {
    const holds = [{ holds: true, at: null }]
    expect(nextMove(planned, holds, at)).toBe('announce')
    expect(nextMove({ ...planned, approved_at: null }, holds, at)).toBe('wait')
    expect(nextMove(planned, [], at)).toBe('wait')
    const announced = { ...planned, state: 'announced' as const }
    expect(nextMove({ ...announced, notice_until: inDays(1) }, [], at)).toBe('wait')
    expect(nextMove({ ...announced, notice_until: now }, [], at)).toBe('carry-out')
    expect(nextMove({ ...planned, state: 'stopped', stopped_at: inDays(-3) }, [], at)).toBe('resume')
    expect(nextMove({ ...planned, state: 'stopped', stopped_at: inDays(-2) }, [], at)).toBe('wait')
  })

  test('conditions hold at their moment, and not after an answer', () => {
    const facts = { ...silence('a', 7), delivered_at: inDays(-7) }
    expect(conditionNow(facts, now, day)).toEqual({ holds: true, at: now })
    expect(conditionNow({ ...facts, answered: true }, now, day)).toEqual({ holds: false, at: now })
    expect(conditionNow({ ...facts, delivered_at: null }, now, day)).toEqual({ holds: false, at: null })
    expect(conditionNow({ ...count(5), counted: 5 }, now, day)).toEqual({ holds: true, at: null })
    expect(conditionNow(count(5), now, day)).toEqual({ holds: false, at: null })
  })
})

describe('a template', () => {
  const people = ['x', 'y', 'z']

  test('makes stages that wait for one another', () => {
    const filled = { ...suggested, first: 'y' }
    const made = stagesOf('step-up', filled, people, ['1', '2', '3']).map(({ stage }) => stage)
    expect(made.map(({ kind, recipients }) => [kind, recipients])).toEqual([
      ['mail', ['y']],
      ['mail', ['x', 'z']],
      ['public', []],
    ])
    expect(made.map(({ conditions: { least, after, days } }) => [least, after, days])).toEqual([
      ['100', '', ''],
      ['', '1', '7'],
      ['', '2', '7'],
    ])
  })

  test.each(templates)('has a place for each fault of its stages: %s', (template) => {
    for (const { stage, blankOf } of stagesOf(template, { ...suggested, first: 'x', date: 'd', zone: 'z' }, people, [
      '1',
      '2',
      '3',
    ]))
      for (const [name, typed] of Object.entries(stage.conditions))
        if (typed !== '' && name !== 'class') expect(blanksOf[template], name).toContain(blankOf[name])
  })

  test('needs each of its blanks', () => {
    expect(emptyBlanks('step-up', suggested)).toEqual(['first'])
    expect(emptyBlanks('on-a-day', suggested)).toEqual(['first', 'date', 'zone'])
  })

  test('can be taken out as a whole until somebody builds on it', () => {
    const added = { version: 1, approved: false, after: '' }
    const stages = [
      { ...added, id: 'a' },
      { ...added, id: 'b', after: 'a' },
      { ...added, id: 'c', version: 4 },
    ]
    expect(mayUndo(stages, ['a', 'b'])).toBe(true)
    expect(mayUndo(stages, ['a'])).toBe(false)
    expect(mayUndo(stages, ['a', 'b', 'gone'])).toBe(false)
    expect(mayUndo(stages, [])).toBe(false)
    expect(mayUndo([{ ...added, id: 'a', approved: true }], ['a'])).toBe(false)
    expect(mayUndo([{ ...added, id: 'a', version: 2 }], ['a'])).toBe(false)
  })
})

describe('the stages of a draft', () => {
  const person = (name: string) => ({ name, office: 'Board' })
  const plan = [
    {
      id: '1',
      version: 1,
      kind: 'mail',
      press: [],
      note: '',
      disclosure: 'count',
      recipients: [person('Ada')],
      conditions: { date: '', zone: '', least: '', class: '', after: '', days: '' },
    },
  ]

  test('follow a recipient whose name is corrected, and keep one who is gone', () => {
    const named = (after: string[]) =>
      followRecipients(plan, [person('Ada'), person('Bo')], after.map(person))[0]?.recipients
    expect(named(['Ada Hartley', 'Bo'])).toEqual([person('Ada Hartley')])
    expect(named(['Bo', 'Ada'])).toEqual([person('Ada')])
    expect(named(['Bo'])).toEqual([person('Ada')])
  })
})

test('marks on the line of time do not cover one another, and the drawing is the same each time', () => {
  const marks = [1, 1, 1, 30].map((days, index) => ({
    at: inDays(days),
    label: String(index + 1),
    kind: 'stage' as const,
  }))
  const drawing = timelineDrawing(now, marks, ['en'])
  expect(timelineDrawing(now, marks, ['en'])).toBe(drawing)
  const centres = [...drawing.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  )
  for (const [index, [x, y]] of centres.entries())
    for (const [otherX, otherY] of centres.slice(index + 1))
      expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(20)
  expect(drawing).toContain('aria-hidden="true"')
})
