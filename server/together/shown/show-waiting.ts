import type { Core } from '../../core.ts'
import { togetherOf, type TogetherRow } from '../queries.ts'

/** The waiting of a letter's names for enough people. Undefined if the letter did not offer it when it opened. */
export function showWaiting(core: Pick<Core, 'db'>, letter: { id: string }): Promise<TogetherRow | undefined> {
  return togetherOf(core.db, letter.id)
}
