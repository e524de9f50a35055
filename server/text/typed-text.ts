import { say, type Sentence } from '../refusal.ts'

/**
 * Bounds of every typed text. Without them, a text could make a layout engine, a mail program or the database use memory or time
 * without limit. Fields have further bounds: a length, and Markdown's in markdown.ts.
 */
export const typedBounds = {
  /**
   * Combining marks and invisible joiners in a row. Living scripts stack eight at most (Tibetan), Hebrew with vowels and
   * cantillation five, and a flag of tags has seven. The stream-safe format (UAX #15) ends a run at 30. Typst needs 208 MB for a
   * letter full of runs of 16, 164 MB for a plain one, and gigabytes from 1,000 on.
   */
  marks: 16,
  /**
   * Letters of one syllable, each joined to the next by a sign as in Devanagari or Khmer. Five are the most in use. Typst ends its
   * process at 250, and needs gigabytes for Khmer.
   */
  joined: 10,
  /** Characters in a row without a space: longer links open in no browser. Han and kana need no spaces, and are not counted. */
  word: 2000,
} as const

/** `any`: the field's own rules remove invisible characters, for example from pasted answers. */
export type Lines = 'one' | 'many' | 'any'

/** Signs that join two letters in scripts of today, for example viramas, coeng and sakot. */
const joiner =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}]/u
const letters = /\p{L}[\p{M}\p{Cf}]*/gu
const runs = /[\p{M}\p{Cf}]{2,}/gu
const words = /[^\s\p{Ideographic}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]{64,}/gu
/** Line ends could enter a mail's header. Characters that change the direction make a text look like another. */
const unseenInLine = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
/** PostgreSQL stores neither. */
const stored = /[\0\p{Cs}]/u
const unseenInLines = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** A character that shows ink. U+2800, the Braille pattern without dots, is a symbol and shows none. */
const ink = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u

const unseenIn: Record<Lines, RegExp> = { one: unseenInLine, many: unseenInLines, any: stored }

/** Returns false for a text of spaces, invisible characters and marks without a letter: on a page, nothing of it would show. */
export function isVisible(text: string): boolean {
  return ink.test(text)
}

/**
 * @returns why the text is refused, where, and what to do; null if it is accepted
 */
export function faultInTyped(text: string, lines: Lines): Sentence | null {
  const unseen = text.search(unseenIn[lines])
  if (unseen === -1) return isVisible(text) || text.trim() === '' ? faultInRuns(text) : say('text-invisible')
  const before = wordsBefore(text, unseen)
  if (lines === 'one')
    return before === '' ? say('text-line-unseen-at-start') : say('text-line-unseen-after', { before })
  return before === '' ? say('text-unseen-at-start') : say('text-unseen-after', { before })
}

function faultInRuns(text: string): Sentence | null {
  for (const { 0: run, index } of text.matchAll(runs))
    if (run.length > typedBounds.marks && Array.from(run).length > typedBounds.marks) return marksFault(text, index)
  const joined = joinedAt(text)
  if (joined !== null) return joinedFault(text, joined)
  for (const { 0: word, index } of text.matchAll(words))
    if (word.length > typedBounds.word)
      return say('text-long-word', { most: typedBounds.word, start: quoted(text.slice(index, index + 40)) })
  return null
}

function marksFault(text: string, index: number): Sentence {
  const before = wordsBefore(text, index)
  const most = typedBounds.marks
  return before === '' ? say('text-marks-at-start', { most }) : say('text-marks-after', { most, before })
}

function joinedFault(text: string, index: number): Sentence {
  const before = wordsBefore(text, index)
  const most = typedBounds.joined
  return before === '' ? say('text-joined-at-start', { most }) : say('text-joined-after', { most, before })
}

/** @returns the index of the first letter beyond the limit of joined letters; null if there is none */
function joinedAt(text: string): number | null {
  if (!joiner.test(text)) return null
  let count = 0
  let end = -1
  for (const { 0: letter, index } of text.matchAll(letters)) {
    count = index === end ? count + 1 : 1
    if (count > typedBounds.joined) return index
    end = joiner.test(letter) ? index + letter.length : -1
  }
  return null
}

/** The words before a place in a text, to find it by. Empty at the beginning. */
function wordsBefore(text: string, index: number): string {
  return quoted(text.slice(Math.max(0, index - 60), index), 'end')
}

/** The first or last words of a text, without characters that could disturb a sentence. */
export function quoted(text: string, from: 'beginning' | 'end' = 'beginning'): string {
  const plain = text
    .slice(...(from === 'end' ? [-100] : [0, 100]))
    .replace(/[\p{M}\p{C}\s]+/gu, ' ')
    .trim()
  const characters = Array.from(plain)
  return (from === 'end' ? characters.slice(-30) : characters.slice(0, 30)).join('').trim()
}

/** Removed silently, because pasted pages and mails contain them. A NUL is refused instead, because no keyboard makes one. */
const brought = /[^\P{Cc}\0\n\t]|[\u202a-\u202e\u2066-\u2069]/gu

export function tidyText(text: string): string {
  return withLineEnds(text).replace(brought, '').trim()
}

/** Word processors end a line with a vertical tab and a page with a form feed, mail programs with other characters. */
const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Writes every kind of line end as `\n`. */
export function withLineEnds(text: string): string {
  return text.replace(lineEnd, '\n')
}

/** Makes one line of a text: line ends, tabs and repeated spaces become a space. */
export function asOneLine(text: string): string {
  return withLineEnds(text)
    .normalize('NFC')
    .replace(/[ \t\n]+/g, ' ')
    .trim()
}
