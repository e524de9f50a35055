import { describe, expect, test } from 'vitest'
import { newQuietKey } from '../../server/letter/quiet-link.ts'
import { quietKeyFrom, quietWords, readQuietKey, wordsPerLink } from '../../server/letter/quiet-words.ts'
import { Refusal, say } from '../../server/refusal.ts'

describe('the words of a quiet link', () => {
  test('have at least 64 bits, and no word begins another', () => {
    expect(wordsPerLink * Math.log2(quietWords.length)).toBeGreaterThan(64)
    const sorted = quietWords.toSorted()
    expect(sorted.filter((word, index) => sorted[index + 1]?.startsWith(word))).toEqual([])
  })

  test('are new for each link, in a form that is read back', () => {
    const keys = new Set(Array.from({ length: 200 }, newQuietKey))
    expect(keys.size).toBe(200)
    for (const key of keys) expect(readQuietKey(key)).toBe(key)
    // Addresses hold at most 80 characters.
    expect(Math.max(...quietWords.map(({ length }) => length)) * wordsPerLink + wordsPerLink).toBeLessThan(80)
  })

  test.each([
    'abacus drop-down yo-yo zoom visor',
    'Abacus-DropDown-YoYo-Zoom-Visor',
    '  abacus, drop down,\tyo yo; ZOOM. visor! ',
    'àbacus dropdown yoyo zóom visor',
    'ａｂａｃｕｓ dropdown yoyo zoom visor',
    'abacusdropdownyoyozoomvisor',
    '1. abacus 2. dropdown 3. yoyo 4. zoom 5. visor',
  ])('are read from “%s”', (typed) => {
    expect(readQuietKey(typed)).toBe('abacus-dropdown-yoyo-zoom-visor')
  })

  test.each([
    ['', null],
    ['abacus dropdown yoyo zoom', null],
    ['abacus dropdown yoyo zoom visor abacus', null],
    ['abacus dropdown yoyo zoom vizor', 'vizor'],
    ['абакус dropdown yoyo zoom visor', 'абакус'],
  ])('a text that is no link names what to correct: “%s”', (typed, word) => {
    const sentence =
      word === null ? say('quiet-link-not-five', { words: wordsPerLink }) : say('quiet-link-unknown-word', { word })
    expect(() => quietKeyFrom(typed)).toThrow(new Refusal('invalid', 'quiet-link-words', sentence, 'words'))
    expect(readQuietKey(typed)).toBe(null)
  })

  test('are read in bounded time', () => {
    expect(readQuietKey('abacus '.repeat(1_000_000))).toBe(null)
  })
})
