import { describe, expect, test } from 'vitest'
import { answerDay, readAnswerTime, storedAnswerTime } from '../../server/delivery/answer-time.ts'

const now = new Date('2026-11-30T22:30:00Z')

describe('until when an answer is hoped for', () => {
  test('is so many days after the delivery, or a day', () => {
    expect(readAnswerTime({ days: ' 7 ', by: '' }, now)).toEqual({ answer: { answer_days: 7, answer_by: null } })
    expect(readAnswerTime({ days: '', by: '2026-12-04' }, now)).toEqual({
      answer: { answer_days: null, answer_by: '2026-12-04' },
    })
    expect(readAnswerTime({ days: '', by: '' }, now)).toEqual({ answer: { answer_days: null, answer_by: null } })
  })

  test.each([
    [{ days: '7', by: '2026-12-04' }, 'answer_by'],
    [{ days: '0', by: '' }, 'answer_days'],
    [{ days: '366', by: '' }, 'answer_days'],
    [{ days: 'a week', by: '' }, 'answer_days'],
    [{ days: '-3', by: '' }, 'answer_days'],
    [{ days: '', by: '2026-11-30' }, 'answer_by'],
    [{ days: '', by: '2027-12-01' }, 'answer_by'],
    [{ days: '', by: '2026-02-30' }, 'answer_by'],
    [{ days: '', by: 'Friday' }, 'answer_by'],
  ])('%o is refused at its field', (typed, field) => {
    expect(readAnswerTime(typed, now)).toMatchObject({ field })
  })

  test('a copy names the day, and none that has passed', () => {
    expect(answerDay({ answer_days: 7, answer_by: null }, now)).toBe('2026-12-07')
    expect(answerDay({ answer_days: null, answer_by: '2026-12-01' }, now)).toBe('2026-12-01')
    expect(answerDay({ answer_days: null, answer_by: '2026-11-30' }, now)).toBeNull()
    expect(answerDay({ answer_days: null, answer_by: null }, now)).toBeNull()
  })

  test('what was typed earlier is kept, also after its day', () => {
    expect(storedAnswerTime({ days: '', by: '2020-01-01' })).toEqual({ answer_days: null, answer_by: '2020-01-01' })
    expect(storedAnswerTime(undefined)).toEqual({ answer_days: null, answer_by: null })
  })
})
