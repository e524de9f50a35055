import { canonicalHash } from '../crypto/canonical.ts'
import type { LetterState } from '../letter/rules.ts'
import { faultInMarkdown } from '../text/markdown.ts'
import { tidyText } from '../text/typed-text.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'

export const longestUpdate = 10_000
/** The most mails in flight. A killed process leaves at most this many `unsure`. */
export const mailsAbreast = 4

/** Key of this form's own limit on codes, so that flooding it does not use up the codes of people who sign. */
export function ownShare(letter: { id: string }): string {
  return `updates:${letter.id}`
}

/** A closed letter has updates too, because deliveries and answers continue. */
export function mayAsk(state: LetterState): boolean {
  return state === 'quiet' || state === 'open' || state === 'closed'
}

export function checkUpdate(typed: string): { text: string } | FieldMessage {
  const text = tidyText(typed)
  if (text === '') return { field: 'text', message: say('updates-text-empty') }
  const message =
    text.length > longestUpdate ? say('updates-text-too-long', { most: longestUpdate }) : faultInMarkdown(text)
  return message === null ? { text } : { field: 'text', message }
}

/** How many have asked, for organizers. Vague for small numbers, because they would reveal that somebody has just subscribed. */
export function aboutAsMany(count: number): Sentence {
  if (count === 0) return say('updates-asked-none')
  return count < 5 ? say('updates-asked-few') : say('updates-asked', { count })
}

/** A line with which a quoted mail begins. */
const quoteBegins =
  /^\s{0,10}(?:>|-{2,} ?(?:Original|Forwarded|Ursprüngliche|Weitergeleitete|Message|Mensaje|Messaggio|Mensagem)|_{10,}|\*?(?:From|Von|De|Da|Van|To|An|Sent|Gesendet|Envoyé|Enviado|Inviato)\s?:\*?\s)/i
/** The first words of the line above a quote, such as "On 2 March 2026, somebody wrote:". */
const attributionBegins = /^\s{0,10}(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|Dnia) /
const wrote = /\b(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef|skrev|napisał)/i
/** Mail programs wrap it. In lines. */
const longestAttribution = 4

/** In characters. */
const longestReply = 20_000

/**
 * The words of a person who answers an update, without the mail that they quote: it names the person's address, and its link takes
 * the person off the list.
 */
export function ownWords(reply: string): string {
  const lines = reply.slice(0, longestReply).split(/\r\n?|\n/)
  const quoted = lines.findIndex((line, at) => quoteBegins.test(line) || isAttribution(lines, at))
  return (quoted < 0 ? lines : lines.slice(0, quoted))
    .join('\n')
    .replace(/[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/g, '…')
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim()
}

/** Returns true if a quote's attribution begins in this line. One in another language is recognized by the address that it names. */
function isAttribution(lines: readonly string[], at: number): boolean {
  const [first = '', ...others] = lines.slice(at, at + longestAttribution)
  const known = attributionBegins.test(first)
  const opens = known || (lines[at - 1] ?? '').trim() === ''
  if (!opens || first.trim() === '') return false
  if (known && endsWithColon(first)) return true
  const wrapped = [first, ...others.slice(0, others.findIndex(endsWithColon) + 1)]
  if (!endsWithColon(wrapped.at(-1) ?? '') || wrapped.some((line) => line.trim() === '')) return false
  const words = wrapped.join(' ')
  return /\d/.test(words) && (words.includes('@') || (known && wrote.test(words)))
}

function endsWithColon(line: string): boolean {
  return /[:：]$/.test(line.trim())
}

/** The id of a mailing about names that wait, as a UUID. The number of people can be reached several times. */
export function mailingOf(letterId: string, what: string, round: number): string {
  const hex = canonicalHash({ letter: letterId, what, round }).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
