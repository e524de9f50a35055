import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

export interface Reading {
  /** The age in years at which people usually read a text like this. NaN without a sentence. */
  age: number
  sentences: number
  /** The sentence that is hardest to read. */
  hardest: { sentence: string; age: number } | undefined
}

/** The grade of a school whose pupils read the text. The first grade begins at the age of six. */
const firstGradeAge = 5

/**
 * Judges whole sentences alone. Labels, buttons and names have few words, so they would make every page look easy.
 * @param language a tag such as `de`. English and German have formulas of their own.
 */
export function readingOf(text: string, language = 'en'): Reading {
  const found = sentencesIn(text)
  const judged = found.map((sentence) => ({ sentence, age: ageOf([sentence], language) }))
  return {
    age: ageOf(found, language),
    sentences: found.length,
    hardest: judged.reduce<Reading['hardest']>(
      (worst, each) => (worst && worst.age >= each.age ? worst : each),
      undefined,
    ),
  }
}

function sentencesIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap((block) =>
      (block.match(/[^.?!]+(?:[.?!](?!\s|$|[”"’)])[^.?!]*)*[.?!]+[”"’)]*/g) ?? [])
        .map((each) => each.trim())
        .filter((each) => wordsIn(each).length > 2),
    )
}

export function wordsIn(text: string): string[] {
  return text.split(/[\s/–—]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

function ageOf(sentences: readonly string[], language: string): number {
  const words = sentences.flatMap(wordsIn)
  const counted = { sentences: sentences.length, words: words.map((word) => word.replace(/[^\p{L}\p{N}’'-]/gu, '')) }
  return firstGradeAge + (language === 'de' ? germanGrade(counted) : englishGrade(counted))
}

interface Counted {
  sentences: number
  words: readonly string[]
}

/** Flesch and Kincaid, 1975. */
function englishGrade({ sentences, words }: Counted): number {
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  return fleschKincaid({ sentence: sentences, word: words.length, syllable: syllables })
}

/** The first Wiener Sachtextformel: Bamberger and Vanecek, 1984. */
function germanGrade({ sentences, words }: Counted): number {
  const share = (fits: (word: string) => boolean) => (100 * words.filter(fits).length) / words.length
  const [long, longest, short] = [
    share((word) => germanSyllables(word) >= 3),
    share((word) => Array.from(word).length > 6),
    share((word) => germanSyllables(word) === 1),
  ]
  return 0.1935 * long + 0.1672 * (words.length / sentences) + 0.1297 * longest - 0.0327 * short - 0.875
}

/** Counts groups of vowels. Two vowels are one sound in ei, ai, au, eu, äu, ie and in doubled vowels. */
function germanSyllables(word: string): number {
  const sounds = word.toLowerCase().match(/ei|ai|au|eu|äu|ie|aa|ee|oo|[aeiouyäöü]/g) ?? []
  return Math.max(1, sounds.length)
}
