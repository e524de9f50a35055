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

const quoteBegins =
  /^(?:>|-{2,} ?(?:Original|Forwarded|Ursprüngliche|Message)|_{10,}|(?:From|Von|De|To|An|Sent): |(?:On|Am|Le|El) .{1,200}:\s*$)/im
/** In characters. */
const longestReply = 20_000

/**
 * The words of a person who answers an update, without the mail that they quote: it names the person's address, and its link takes
 * the person off the list.
 */
export function ownWords(reply: string): string {
  const text = reply.slice(0, longestReply)
  const quoted = quoteBegins.exec(text)?.index
  return (quoted === undefined ? text : text.slice(0, quoted))
    .replace(/[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/g, '…')
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim()
}
