import { describe, expect, test } from 'vitest'
import { readingOf, wordsIn } from '../support/reading-age.ts'

describe('the reading age', () => {
  const hard =
    'Notwithstanding the aforementioned considerations, participation presupposes an authenticated institutional address.'

  test('rises with the length of words and sentences', () => {
    expect(readingOf('We saw the cat. The cat sat on a mat.').age).toBeLessThan(8)
    expect(readingOf(hard).age).toBeGreaterThan(18)
  })

  test('comes from whole sentences alone, so that labels do not make a page look easy', () => {
    const alone = readingOf(hard)
    expect(readingOf(`Sign\nYour name\n${hard}\nPrint it`)).toEqual(alone)
    expect(alone.sentences).toBe(1)
    expect(readingOf('Sign\nYour name').age).toBeNaN()
  })

  test('names the hardest sentence, and takes times, addresses and quotes as parts of sentences', () => {
    const text = `You are counted at 10:00 with northwind.example. You can say: “No.” ${hard}`
    expect(readingOf(text)).toMatchObject({ sentences: 3, hardest: { sentence: hard } })
    expect(wordsIn('One word — and “two”')).toHaveLength(4)
  })

  test('has a formula for German', () => {
    expect(readingOf('Wir gehen heim. Das ist gut so.', 'de').age).toBeLessThan(8)
    const long = 'Die Inanspruchnahme der Vertraulichkeitsvereinbarung erfordert eine Authentifizierungsbescheinigung.'
    expect(readingOf(long, 'de').age).toBeGreaterThan(18)
  })
})
