import type { VerificationClass } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import { faultInTyped, withLineEnds } from '../text/typed-text.ts'

/** As the author sees it. `batch`: waits for its batch. `waiting`: waits for a moderator. `none`: there is no statement. */
export const statementStates = ['batch', 'waiting', 'public', 'declined', 'none'] as const
export type StatementState = (typeof statementStates)[number]

export const mostCharacters = 4000

export function checkText(typed: string): { ok: true; text: string } | { ok: false; message: Sentence } {
  const text = withLineEnds(typed).normalize('NFC').trim()
  if (text === '') return { ok: false, message: say('statements-text-empty-refusal') }
  if (text.length > mostCharacters)
    return { ok: false, message: say('statements-text-too-long-refusal', { most: mostCharacters }) }
  const message = faultInTyped(text, 'many')
  return message === null ? { ok: true, text } : { ok: false, message }
}

/** The line below a statement in place of a name. */
export function badge(verification: VerificationClass, employers: readonly string[]): Sentence {
  const values = { count: employers.length, employers }
  if (verification === 'vouched') return say('statements-badge-vouched', values)
  return verification === 'reviewed'
    ? say('statements-badge-reviewed', values)
    : say('statements-badge-mailbox', values)
}
