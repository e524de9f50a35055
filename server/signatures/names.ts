import { say, type Sentence } from '../refusal.ts'
import { tidyName } from '../text/tidy-name.ts'
import { faultInTyped } from '../text/typed-text.ts'
import { holdsWebAddress } from '../text/web-address.ts'

export type NameCheck = { ok: true; name: string } | { ok: false; message: Sentence }
export type TitleCheck = { ok: true; title: string } | { ok: false; message: Sentence }
export type Resemblance = 'yes' | 'no' | 'unclear'

const mostCodePoints = 200
/** A name with a title is sealed in 1,024 bytes. */
const mostCodePointsOfTitle = 50

const messages = {
  empty: say('name-empty'),
  long: say('name-too-long', { most: mostCodePoints }),
  emoji: say('name-emoji'),
  unseen: say('name-unseen'),
  marks: say('name-marks'),
  letters: say('name-without-letters'),
  link: say('name-link'),
}

const messagesOfTitle: Record<keyof typeof messages, Sentence> = {
  empty: say('title-without-letters'),
  long: say('title-too-long', { most: mostCodePointsOfTitle }),
  emoji: say('title-emoji'),
  unseen: say('title-unseen'),
  marks: say('title-marks'),
  letters: say('title-without-letters'),
  link: say('title-link'),
}

const joiners =
  /(?<=[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Mongolian}\p{sc=Nko}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Khmer}\p{sc=Myanmar}])[\u200c\u200d]/gu
const variants = /(?<=\p{sc=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=\p{sc=Mongolian})[\u180b-\u180d]/gu
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0\p{Variation_Selector}]/u
// A combining mark without a letter would overlap other text on the page.
const strayMarks = /^\p{M}|(?<= )\p{M}/u
// More marks on a letter than living scripts put there. Tibetan stacks eight. Spacing marks widen the name, enclosing ones heighten it.
const stackedMarks = /\p{M}{9}|\p{Mc}{5}|\p{Me}{2}/u
const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20e3\ufe0f]/u

/** Accepts a name in any script. The name is normalized to NFC with single spaces, and otherwise kept or refused unchanged. */
export function checkName(text: string): NameCheck {
  const { tidy, fault } = check(text, mostCodePoints)
  return fault === null ? { ok: true, name: tidy } : { ok: false, message: inWords(fault, messages) }
}

/** Accepts a title by the same rules. It is shorter. */
export function checkTitle(text: string): TitleCheck {
  const { tidy, fault } = check(text, mostCodePointsOfTitle)
  return fault === null ? { ok: true, title: tidy } : { ok: false, message: inWords(fault, messagesOfTitle) }
}

type Fault = keyof typeof messages | { sentence: Sentence }

function inWords(fault: Fault, words: Record<keyof typeof messages, Sentence>): Sentence {
  return typeof fault === 'object' ? fault.sentence : words[fault]
}

function check(text: string, most: number): { tidy: string; fault: Fault | null } {
  if (text.length > 20 * most) return { tidy: '', fault: 'long' }
  const tidy = tidyName(text)
  return { tidy, fault: faultIn(tidy, most) }
}

function faultIn(tidy: string, most: number): Fault | null {
  if (tidy === '') return 'empty'
  if (Array.from(tidy).length > most) return 'long'
  if (emoji.test(tidy)) return 'emoji'
  if (unseen.test(tidy.replace(joiners, '').replace(variants, '')) || strayMarks.test(tidy)) return 'unseen'
  if (stackedMarks.test(tidy)) return 'marks'
  const sentence = faultInTyped(tidy, 'one')
  if (sentence !== null) return { sentence }
  if (!/\p{L}/u.test(tidy)) return 'letters'
  return holdsWebAddress(tidy, 'person') ? 'link' : null
}

/**
 * Compares a name with the local part of its address. It is a hint for moderators. So it says "no" only where both can be read and
 * have nothing in common.
 */
export function resemblance(name: string, local: string): Resemblance {
  const tail = withoutNumber(local.normalize('NFKC').toLowerCase())
  if (equalInAnyScript(name, tail)) return 'yes'
  const spellings = [latin(name), latin(germanic(name))].map(wordsOf)
  const typed = latin(tail)
  const letters = typed.replace(/[^a-z]/g, '')
  if (letters.length < 2) return 'unclear'
  if (spellings.some((words) => isMadeOf(letters, words))) return 'yes'
  const unreadable = /[^a-z]/u.test(latin(name).replace(/[^\p{L}]/gu, '')) || /[^\p{ASCII}]/u.test(typed)
  if (unreadable || letters.length < 4 || looksLikeStaffNumber(local)) return 'unclear'
  return spellings.some((words) => words.length === 0 || shareSomething(typed, words)) ? 'unclear' : 'no'
}

const LETTERS: Record<string, string> = {
  ...{
    ł: 'l',
    ø: 'o',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ı: 'i',
    ħ: 'h',
    ŋ: 'ng',
    ŧ: 't',
    ə: 'e',
    ĸ: 'k',
  },
  ...{ ƒ: 'f', ɓ: 'b', ɗ: 'd', ƙ: 'k', ơ: 'o', ư: 'u' },
}

function latin(text: string): string {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return plain.replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter)
}

function germanic(text: string): string {
  const digraphs: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüåø]/g, (letter) => digraphs[letter] ?? letter)
}

function wordsOf(name: string): string[] {
  return (
    name
      .replace(/['’ʼʻ`´]/g, '')
      .match(/[a-z]+/g)
      ?.slice(0, 10) ?? []
  )
}

function withoutNumber(local: string): string {
  return local.replace(/[._-]*\d+$/, '')
}

function looksLikeStaffNumber(local: string): boolean {
  return /^\p{L}{0,4}[._-]?\d{3,}/u.test(local)
}

function equalInAnyScript(name: string, local: string): boolean {
  const letters = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}]/gu, '')
  const words = name.split(/\s+/)
  const orders = [
    words.join(''),
    words.toReversed().join(''),
    ...words.filter((word) => Array.from(letters(word)).length > 1),
  ]
  return letters(local) !== '' && orders.some((order) => letters(order) === letters(local))
}

// True if the letters consist of words and initials of the name, each used once, in any order: bobjones, bjones, jonesb, jones.
// One piece must be a whole word or at least four letters of one, because initials alone are too weak a match.
function isMadeOf(letters: string, words: readonly string[]): boolean {
  const seen = new Set<string>()
  const rest = (at: number, used: number, word: boolean): boolean => {
    if (at === letters.length) return word
    const state = `${at} ${used} ${word}`
    if (seen.has(state)) return false
    seen.add(state)
    return words.some((one, index) => {
      if ((used >> index) & 1) return false
      return piecesOf(one, letters.slice(at)).some((length) =>
        rest(at + length, used | (1 << index), word || (length > 1 && (length === one.length || length >= 4))),
      )
    })
  }
  return rest(0, 0, false)
}

// How many letters of the word may match the start of the text: all of them, a truncated beginning, or the initial.
function piecesOf(word: string, text: string): number[] {
  let common = 0
  while (common < word.length && word[common] === text[common]) common++
  return [...new Set([common, 1])].filter(
    (length) => length <= common && (length === 1 || length >= Math.min(4, word.length)),
  )
}

function shareSomething(local: string, words: readonly string[]): boolean {
  const parts = local.split(/[^a-z]+/).filter((part) => part.length > 2)
  const long = words.filter((word) => word.length > 2)
  const initials = words.map((word) => word[0]).join('')
  return (
    parts.some(
      (part) => initials.startsWith(part) || long.some((word) => word.startsWith(part) || part.startsWith(word)),
    ) || long.some((word) => word.length > 3 && local.includes(word))
  )
}
