import type { LetterState } from '../common/letter-rules.ts'
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

// eslint-disable-next-line no-control-regex -- what no keyboard types and no reader sees
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

export function checkUpdate(typed: string): { text: string } | FieldMessage {
  const text = typed.replace(/\r\n?/g, '\n').replace(controls, '').trim()
  if (text === '') return { field: 'text', message: 'Type what you want to tell.' }
  if (text.length <= longestUpdate) return { text }
  return { field: 'text', message: 'The update is too long. Shorten it to 10,000 characters.' }
}

/** How many have asked, for organizers: small numbers would tell that somebody has just come. */
export function aboutAsMany(count: number): string {
  if (count === 0) return 'Nobody has asked yet.'
  return count < 5 ? 'Fewer than five have asked.' : `${count.toLocaleString('en-GB')} have asked.`
}
