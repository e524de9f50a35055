import type { Core } from '../core.ts'
import { revisionOf, type LetterRow } from '../letter/queries.ts'
import { titleOf } from '../letter/title-of.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import type { Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { demandFacts } from './demand-facts.ts'
import type { DemandHistory } from './rules.ts'

export interface DemandsFacts {
  letter: LetterRow
  role: Role
  title: Sentence
  language: string
  /** Null before the first delivery. */
  demands: DemandHistory[] | null
}

/**
 * Returns the demands of a letter and what became of them, for one of its organizers.
 * @throws Refusal
 */
export async function showDemands(core: Core, organizerId: string, letterId: string): Promise<DemandsFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  return {
    letter,
    role,
    title: await titleOf(core, letter),
    language: revision?.language ?? 'en',
    demands: await demandFacts(core, letter.id, revision?.demands ?? []),
  }
}
