import { fontCoverage } from './font-coverage.ts'
import { say, type Sentence } from './refusal.ts'

/** A part of a text. */
export interface Piece {
  text: string
  /** The family of fonts.ts that draws it. Null if none does. */
  family: string | null
}

/**
 * Spaces, and characters that show nothing. A layout engine needs no font for them. The space of ogham is a line, and it takes other
 * marks of format and the later control characters for letters.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\0-\x20\x7f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

let patterns: [string, RegExp][] | undefined

/** Each family with a pattern of the texts that it can draw alone, in the order of a PDF. */
function families(): [string, RegExp][] {
  return (patterns ??= Object.entries(fontCoverage).map(([name, ranges]) => [
    name,
    new RegExp(`^[${classOf(ranges)}]*$`, 'u'),
  ]))
}

function classOf(ranges: string): string {
  return ranges.replace(/[0-9a-f]+/g, (code) => `\\u{${code}}`).replaceAll(' ', '')
}

/**
 * Divides a text by the family that draws it. A character and the marks on it need one family for all of them, because a layout engine
 * takes them from one font. Parts that no family draws are single characters.
 */
export function piecesOf(text: string): Piece[] {
  if (text === '') return []
  const [first] = families()
  if (first && drawsAll(first, text)) return [{ text, family: first[0] }]
  const pieces: Piece[] = []
  for (const { segment } of graphemes.segment(text)) {
    const family = familyOf(segment)
    const parts = family === null ? charactersOf(segment) : [{ text: segment, family }]
    for (const part of parts) {
      const last = pieces.at(-1)
      const joins = last?.family === part.family || isUnseen(part.text)
      if (last && last.family !== null && part.family !== null && joins) last.text += part.text
      else pieces.push(part)
    }
  }
  return pieces
}

/** The different characters of texts that no family draws. */
export function undrawnIn(texts: Iterable<string>): string[] {
  const found = new Set<string>()
  // Looks at each different word once. The time of Intl.Segmenter grows with the square of a text's length.
  const words = new Set([...texts].flatMap((text) => text.split(/\s+/)))
  for (const word of words) for (const piece of piecesOf(word)) if (piece.family === null) found.add(piece.text)
  return [...found].sort()
}

const mostListed = 10

/** Names the characters of texts that no family draws. Undefined if there are none. */
export function undrawnNotice(texts: Iterable<string>): Sentence | undefined {
  const characters = undrawnIn(texts)
  if (characters.length === 0) return undefined
  const listed = characters.slice(0, mostListed).map((character) => `${character} (${codePointOf(character)})`)
  return say('text-undrawn', { characters: listed, count: characters.length })
}

/** The name of a character for readers who cannot see it: `U+20BB7`. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function familyOf(text: string): string | null {
  return families().find((family) => drawsAll(family, text))?.[0] ?? null
}

/** A layout engine composes and decomposes letters, so each canonically equivalent form counts. */
function drawsAll([, pattern]: [string, RegExp], text: string): boolean {
  const seen = text.replace(unseen, '')
  return pattern.test(seen) || pattern.test(seen.normalize('NFC')) || pattern.test(seen.normalize('NFD'))
}

function charactersOf(grapheme: string): Piece[] {
  return Array.from(grapheme, (text) => ({ text, family: /\p{M}/u.test(text) ? null : familyOf(text) }))
}

function isUnseen(text: string): boolean {
  return text.replace(unseen, '') === ''
}
