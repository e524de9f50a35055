import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { keptBreakdown } from '../batch/breakdown-queries.ts'
import type { Viewer } from '../disclosure.ts'
import { matchingPage } from '../moderation-queries.ts'
import { conditionProblem, folded, type Condition, type ConditionProblem } from '../invalid-and-hidden.ts'
import type { SignatureRow } from '../queries.ts'
import { nameSeenBy } from '../name-seen-by.ts'

const problems: Record<ConditionProblem, [message: Sentence, field: string]> = {
  empty: [say('refusal-condition-empty'), 'resemblance'],
  'employer-with-others': [say('refusal-condition-employer-with-others'), 'employer'],
  'name-too-short': [say('refusal-condition-name-too-short'), 'name'],
}

/** @throws Refusal */
export function refuseUnclear(condition: Condition): void {
  const problem = conditionProblem(condition)
  if (problem) throw new Refusal('invalid', `condition-${problem}`, ...problems[problem])
}

/**
 * Returns every standing signature that a condition matches, as of the last batch. A withdrawal that waits for its batch is still
 * included.
 * @throws Refusal where the number would reveal what the breakdown may not show
 */
export async function allMatching(
  core: Core,
  db: Db,
  letter: LetterRow,
  condition: Condition,
): Promise<SignatureRow[]> {
  refuseUnclear(condition)
  if (condition.employer !== undefined) await refuseSmallEmployer(db, letter, condition.employer)
  const found: SignatureRow[] = []
  for (let after: Buffer | null = null; ;) {
    const page = await matchingPage(db, letter.id, condition, { after, limit: 2000, state: 'standing' })
    found.push(...page.filter((row) => nameMatches(core, row, 'organizer', condition)))
    if (page.length < 2000) return found
    after = page.at(-1)?.id ?? null
  }
}

export function nameMatches(core: Core, row: SignatureRow, viewer: Viewer, { nameContains }: Condition): boolean {
  if (nameContains === undefined) return true
  const person = nameSeenBy(core, row, viewer)
  return person !== null && folded(person.name).includes(folded(nameContains))
}

/** The number of matches is shown, so an employer is accepted only if the current breakdown shows it by itself. */
async function refuseSmallEmployer(db: Db, letter: LetterRow, employer: string): Promise<void> {
  const kept = await keptBreakdown(db, letter.id)
  const current =
    kept?.substance_revision === letter.substance_revision && kept.as_of.getTime() === letter.as_of?.getTime()
  const alone = kept?.figures.rows.some(({ employers }) => employers.length === 1 && employers[0] === employer)
  if (current && alone === true) return
  throw new Refusal('conflict', 'employer-too-small', say('refusal-employer-too-small'), 'employer')
}
