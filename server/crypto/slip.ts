/**
 * The slip: the signing key of a signature, written as 12 words of the English list of BIP 39. Signatures from before the slip
 * have a key of 26 symbols of Crockford's base 32 and a check symbol, which is still read. The browser bundle includes this file,
 * so the file has no Buffer.
 *
 * Everything here depends on the typed text alone. So no answer about a fault can show which slips exist.
 */
import { entropyToMnemonic, generateMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { distance } from 'fastest-levenshtein'
import { isEarlierKey, readEarlierKey, writeEarlierKey } from './earlier-key.ts'

export const slipWords = 12

/** In characters. 12 words of 8 letters with numbers, dots and line ends need 160. The bound keeps the search for faults cheap. */
export const longestSlip = 400

const listed = new Set(wordlist)
const mostShown = 3

/** A word that is not on the list, with similar words that are. */
interface UnknownWord {
  /** Counted from 1. */
  number: number
  word: string
  similar: string[]
}

interface Exchanged {
  first: number
  second: number
}

interface Misread {
  number: number
  word: string
  meant: string
}

export type SlipFault =
  | { fault: 'missing' }
  /** Perhaps a key from before the slip. */
  | { fault: 'key' }
  | { fault: 'words'; count: number; unknown: UnknownWord[] }
  /** All words are on the list. The two lists hold single corrections after which the words belong together. */
  | { fault: 'checksum'; exchanged: Exchanged[]; misread: Misread[] }

/** `seed`: 16 bytes of a slip, or 17 bytes of an earlier key. `text`: the canonical spelling. */
export type ReadSlip = { seed: Uint8Array; text: string } | SlipFault

/** 128 random bits as 12 words with a space between them. */
export function newSlip(): string {
  return generateMnemonic(wordlist, 128)
}

/**
 * Reads a slip as people type it: in any case, with accents, numbers, line ends and punctuation, and with words cut off after
 * four letters or more. Also reads a key from before the slip.
 */
export function readSlip(text: string): ReadSlip {
  // No spacing makes a slip this long. The bound keeps the normalization of longer text cheap.
  const bounded = text.length > longestSlip ? '' : text.normalize('NFKD')
  const earlier = readEarlierKey(bounded)
  if (earlier) return { seed: earlier, text: writeEarlierKey(earlier) }
  const typed = wordsIn(bounded)
  if (typed.length === 0) return { fault: text.trim() === '' ? 'missing' : 'key' }
  const words = typed.map(wordMeant)
  if (isEarlierKey(bounded) && words.filter((word) => word !== null).length < 3) return { fault: 'key' }
  const known = words.filter((word) => word !== null)
  if (known.length !== slipWords || typed.length !== slipWords)
    return { fault: 'words', count: typed.length, unknown: unknownAmong(typed, words) }
  const seed = entropyOf(known)
  return seed ? { seed, text: entropyToMnemonic(seed, wordlist) } : { fault: 'checksum', ...corrections(known, typed) }
}

function wordsIn(text: string): string[] {
  return text
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
}

/** The first four letters of a word tell it from every other word of the list. */
function wordMeant(typed: string): string | null {
  if (listed.has(typed)) return typed
  return (typed.length >= 4 && wordlist.find((word) => word.startsWith(typed))) || null
}

function entropyOf(words: readonly string[]): Uint8Array | null {
  try {
    return mnemonicToEntropy(words.join(' '), wordlist)
  } catch {
    return null
  }
}

/** At most as many as a person can use, and as the search can bear. */
function unknownAmong(typed: readonly string[], words: readonly (string | null)[]): UnknownWord[] {
  return typed
    .flatMap((word, index) => (words[index] === null ? [{ number: index + 1, word }] : []))
    .slice(0, slipWords)
    .map(({ number, word }, index) => ({
      number,
      word: word.slice(0, 20),
      similar: index < mostShown ? similarTo(word.slice(0, 20)) : [],
    }))
}

function similarTo(typed: string): string[] {
  const far = typed.length < 5 ? 1 : 2
  return wordlist
    .map((word) => ({ word, away: lettersAway(typed, word) }))
    .filter(({ away }) => away <= far)
    .sort((one, other) => one.away - other.away)
    .slice(0, mostShown)
    .map(({ word }) => word)
}

/** Two neighbouring letters that are exchanged count as one difference, like a letter too many, too few or replaced. */
function lettersAway(typed: string, word: string): number {
  if (Math.abs(typed.length - word.length) > 2) return Infinity
  const away = distance(typed, word)
  return away === 2 && isTransposed(typed, word) ? 1 : away
}

function isTransposed(one: string, other: string): boolean {
  const at = Array.from(one).findIndex((letter, index) => letter !== other[index])
  const exchanged = one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2)
  return exchanged === other
}

/**
 * Tries every exchange of two neighbours, and every word that is one letter from the typed one or from the word that it stands
 * for. Chance alone makes one of 16 tries fit.
 */
function corrections(
  words: readonly string[],
  typed: readonly string[],
): { exchanged: Exchanged[]; misread: Misread[] } {
  const fits = (index: number, replaced: number, ...by: string[]) =>
    entropyOf([...words.slice(0, index), ...by, ...words.slice(index + replaced)]) !== null
  const exchanged = words.flatMap((word, index) => {
    const next = words[index + 1]
    const changes = next !== undefined && next !== word
    return changes && fits(index, 2, next, word) ? [{ first: index + 1, second: index + 2 }] : []
  })
  const misread = words.flatMap((word, index) => {
    const spelled = [word, typed[index] ?? word]
    return wordlist
      .filter((meant) => meant !== word && spelled.some((each) => lettersAway(each, meant) === 1))
      .filter((meant) => fits(index, 1, meant))
      .map((meant) => ({ number: index + 1, word: typed[index] ?? word, meant }))
  })
  return { exchanged: exchanged.slice(0, mostShown), misread: misread.slice(0, mostShown) }
}
