import type { VerificationClass } from '../letter/rules.ts'
import type { Sentence } from '../refusal.ts'
import { faultInTyped } from '../text/typed-rules.ts'

export const mostCharacters = 4000

export function checkText(typed: string): { ok: true; text: string } | { ok: false; message: Sentence } {
  const text = typed.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  if (text === '') return { ok: false, message: 'Write something, or leave this page: nothing was sent.' }
  if (text.length > mostCharacters)
    return { ok: false, message: 'The statement is too long. Shorten it to 4,000 characters.' }
  const message = faultInTyped(text, 'The statement', 'many')
  return message === null ? { ok: true, text } : { ok: false, message }
}

/** The line below a statement in place of a name. */
export function badge(verification: VerificationClass, employers: readonly string[]): string {
  const at = employers.length === 1 ? employers.join('') : `one of: ${employers.join(', ')}`
  return verification === 'vouched' ? `Vouched for by somebody verified at ${at}` : `Verified at ${at}`
}
