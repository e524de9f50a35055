import { originalBegins } from '../bounces/shapes.ts'

/** In characters. */
const longestLine = 500
const mostLines = 20_000

/**
 * Cuts the mails that a reply quotes, with the lines that introduce them. Keeps what its author wrote between and below quoted lines.
 * @returns also whether something was cut. If nothing would be left, the text stays as it is.
 */
export function withoutQuotes(text: string): { text: string; quoted: boolean } {
  const lines = text.split('\n').slice(0, mostLines)
  const begins = lines.findIndex((_, at) => beginsOriginal(lines, at))
  const own = begins < 0 ? lines : lines.slice(0, begins)
  const kept: string[] = []
  let inQuote = false
  for (const line of own) {
    const quotes = isQuote(line)
    if (quotes && !inQuote) dropIntroduction(kept)
    if (!quotes) kept.push(line)
    inQuote = quotes || (inQuote && line.trim() === '')
  }
  const left = kept
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const quoted = begins >= 0 || own.some(isQuote)
  return left === '' || !quoted ? { text: text.trim(), quoted: false } : { text: left, quoted }
}

function isQuote(line: string): boolean {
  return /^ ?>/.test(line)
}

/** A line of dashes around words, as Outlook writes it in every language: “-----Ursprüngliche Nachricht-----”. */
const divider = /^\s{0,4}[-_*]{3,}\s?[\p{L}\p{M}\s'’.:]{4,60}\s?[-_*]{3,}\s*$/u
/** The header of a mail, as mail programs print it above a quoted one. */
const sender =
  /^\W{0,4}(?:From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|Gönderen|От|Від|Από|מאת|من|差出人|发件人|寄件者|보낸 사람)\W{0,3}[:：]/iu
const labelled = /^\W{0,4}\p{L}[\p{L}\p{M} .-]{0,24}\W{0,3}[:：]/u

function beginsOriginal(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').slice(0, longestLine)
  if (divider.test(line) || originalBegins.some((pattern) => pattern.test(line))) return true
  if (/^\s{0,4}_{10,}\s*$/.test(line)) return isHeader(lines, nextWritten(lines, at))
  return isHeader(lines, at)
}

function isHeader(lines: readonly string[], at: number): boolean {
  if (!sender.test((lines[at] ?? '').slice(0, longestLine))) return false
  const below = lines.slice(at + 1, at + 9).filter((line) => line.trim() !== '')
  return below.slice(0, 4).filter((line) => labelled.test(line.slice(0, longestLine))).length >= 2
}

function nextWritten(lines: readonly string[], at: number): number {
  const below = lines.slice(at + 1, at + 4).findIndex((line) => line.trim() !== '')
  return below < 0 ? at : at + 1 + below
}

/** “On 2 March 2026 at 10:00, the organizers wrote:”. It may be broken into several lines. */
const mostIntroduction = 4
const wrote =
  /(?:wrote|writes|schrieb|geschrieben|a écrit|escribió|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał|napsal|пише[тш]|писал|написал|yazdı|έγραψε|写道|寫道|のメール|작성)\W{0,12}$/iu

/** Drops the lines that introduce a quote from the end of a text. */
function dropIntroduction(lines: string[]): void {
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  for (let count = 1; count <= mostIntroduction && count <= lines.length; count++) {
    const first = (lines.at(-count) ?? '').slice(0, longestLine)
    if (first.trim() === '') return
    const words = lines
      .slice(-count)
      .join(' ')
      .slice(0, 2 * longestLine)
    if (introduces(words)) return void lines.splice(lines.length - count)
  }
}

/** An introduction ends with a colon or with “wrote”, and names a day, a time or an address. */
function introduces(words: string): boolean {
  if (!/[:：]\s*$/.test(words) && !wrote.test(words)) return false
  return /\d{4}|\d{1,2}[.:/]\d{1,2}|@/.test(words)
}
