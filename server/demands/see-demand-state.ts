import type { Core } from '../core.ts'
import type { LetterRow } from '../letter/queries.ts'
import { say, type Sentence } from '../refusal.ts'
import { checkDemandState, demandKey } from './rules.ts'
import { openProposedState } from './secrets.ts'
import { earliestDay, lookedAt, subjectOf } from './set-demand-state.ts'

/**
 * Returns what a second owner sees of a proposed state: the demand, before and after.
 * @returns `now` is the exact content of the act now, null if it can no longer happen
 */
export async function seeDemandState(
  core: Core,
  letter: LetterRow,
  sealed: Buffer | null,
  now: Date,
): Promise<{ facts: Sentence[]; now: object | null }> {
  if (!sealed) return { facts: [], now: null }
  const { demand, ...typed } = openProposedState(core, letter.id, sealed)
  const looked = await lookedAt(core.db, letter, demandKey(demand))
  const said = looked && checkDemandState(typed, earliestDay(letter, looked.history), now)
  if (!looked || !said || Array.isArray(said) || letter.state === 'purged')
    return { facts: [say('demands-fact-demand', { demand })], now: null }
  const before = looked.history.statements[0]
  const facts = [
    say('demands-fact-demand', { demand }),
    before
      ? say('demands-fact-before', { state: before.state, on: new Date(before.since) })
      : say('demands-fact-before-open'),
    say('demands-fact-after', { state: said.state, on: new Date(said.since) }),
    say('demands-fact-note', { note: said.note }),
    said.link === null ? say('demands-fact-no-link') : say('demands-fact-link', { link: said.link }),
  ]
  return { facts, now: subjectOf(looked.history, said) }
}
