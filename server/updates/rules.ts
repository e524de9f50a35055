import type { LetterState } from '../letter/rules.ts'
import { faultInMarkdown } from '../text/markdown-rules.ts'
import { tidyText } from '../text/typed-rules.ts'
import type { FieldMessage } from '../refusal.ts'

export const longestUpdate = 10_000
/** So many mails are handed over at once, and a kill leaves no more than these unsure. */
export const mailsAbreast = 4

/** For the limit on codes of a letter: who floods this form takes none from those who sign. */
export function ownShare(letter: { id: string }): string {
  return `updates ${letter.id}`
}

/** News come as long as the letter lives: deliveries and answers go on after it has closed. */
export function mayAsk(state: LetterState): boolean {
  return state === 'quiet' || state === 'open' || state === 'closed'
}

export function checkUpdate(typed: string): { text: string } | FieldMessage {
  const text = tidyText(typed)
  if (text === '') return { field: 'text', message: 'Type what you want to tell.' }
  const message =
    text.length > longestUpdate ? 'The update is too long. Shorten it to 10,000 characters.' : faultInMarkdown(text)
  return message === null ? { text } : { field: 'text', message }
}

/** How many have asked, for organizers: small numbers would tell that somebody has just come. */
export function aboutAsMany(count: number): string {
  if (count === 0) return 'Nobody has asked yet.'
  return count < 5 ? 'Fewer than five have asked.' : `${count.toLocaleString('en-GB')} have asked.`
}
