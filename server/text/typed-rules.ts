/**
 * Bounds of every text that somebody types, whatever it is for. They keep each layout engine, mail program and database that meets the
 * text from spending memory or time without end. Fields have bounds of their own on top: a length, and Markdown's in markdown-rules.ts.
 */
export const typedBounds = {
  /**
   * Combining marks and invisible joiners in a row. Living scripts stack eight at most (Tibetan), Hebrew with vowels and cantillation
   * five, and a flag of tags has seven. The stream-safe format (UAX #15) ends a run at 30. Typst needs 208 MB for a letter full of runs
   * of 16, 164 MB for a plain one, and gigabytes from 1,000 on.
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

/** Any: a field whose own rules take out what cannot be seen, as those of pasted answers do. */
export type Lines = 'one' | 'many' | 'any'

/** The signs of the scripts in use that join two letters: viramas, coeng, sakot and their like. */
const joiner =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}]/u
const letters = /\p{L}[\p{M}\p{Cf}]*/gu
const runs = /[\p{M}\p{Cf}]{2,}/gu
const words = /[^\s\p{Ideographic}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]{64,}/gu
/** Line ends and the like would reach the header of a mail; what turns the direction of text makes it read as another. */
const unseenInLine = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
/** The database keeps neither. */
const stored = /[\0\p{Cs}]/u
const unseenInLines = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

const unseenIn: Record<Lines, RegExp> = { one: unseenInLine, many: unseenInLines, any: stored }

/** Why a text is not taken, in a sentence that says where and what to do; null where it is. `what` names it: “The title”. */
export function faultInTyped(text: string, what: string, lines: Lines): string | null {
  const unseen = unseenIn[lines].exec(text)
  if (unseen)
    return `${what} holds a ${lines === 'one' ? 'line break or another ' : ''}character that cannot be seen${after(text, unseen.index)}. Take it out, or type it again by hand.`
  return faultInRuns(text, what)
}

function faultInRuns(text: string, what: string): string | null {
  for (const { 0: run, index } of text.matchAll(runs))
    if (run.length > typedBounds.marks && Array.from(run).length > typedBounds.marks)
      return `${what} has more than ${String(typedBounds.marks)} accents or other marks on one letter${after(text, index)}. Delete them, or type it again by hand.`
  const joined = joinedAt(text)
  if (joined !== null)
    return `${what} has more than ${String(typedBounds.joined)} letters joined into one${after(text, joined)}. Delete some, or type it again by hand.`
  for (const { 0: word, index } of text.matchAll(words))
    if (word.length > typedBounds.word)
      return `${what} has more than 2,000 characters without a space: “${quoted(text.slice(index, index + 40))}…”. Put spaces into it; if it is a link, use a shorter one.`
  return null
}

/** Where one letter too many is joined to those before it; null where none is. */
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

/** The words before a place in a text, to find it by. */
function after(text: string, index: number): string {
  const before = quoted(text.slice(Math.max(0, index - 60), index), 'end')
  return before === '' ? ' at its beginning' : ` after “${before}”`
}

/** A few words of a text, fit to be shown in a sentence. */
export function quoted(text: string, from: 'beginning' | 'end' = 'beginning'): string {
  const plain = text
    .slice(...(from === 'end' ? [-100] : [0, 100]))
    .replace(/[\p{M}\p{C}\s]+/gu, ' ')
    .trim()
  const characters = Array.from(plain)
  return (from === 'end' ? characters.slice(-30) : characters.slice(0, 30)).join('').trim()
}

/** Taken out without a word: a page or a mail that is pasted brings them along. A NUL comes from no keyboard, and is left to be refused. */
const brought = /[^\P{Cc}\0\n\t]|[\u202a-\u202e\u2066-\u2069]/gu

export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(brought, '').trim()
}
