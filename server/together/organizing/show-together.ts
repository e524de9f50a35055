import type { Core } from '../../core.ts'
import { employersWithPeople } from '../../dashboard/headcounts/queries.ts'
import { daysOf } from '../../dashboard/queries.ts'
import type { DayCount } from '../../dashboard/rules.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import type { Role } from '../../organizers/rules.ts'
import { notFoundRefusal, type Sentence } from '../../refusal.ts'
import { keptBreakdown } from '../../signatures/batch/breakdown-queries.ts'
import type { BreakdownRow } from '../../signatures/batch/breakdown.ts'
import { togetherOf, type TogetherRow } from '../queries.ts'

/** The facts about names that wait for organizers, with the figures that show whether the count is a flood of fakes. */
export interface TogetherFacts {
  letter: AddressedLetter
  role: Role
  title: Sentence
  waiting: TogetherRow
  /** The changes of the public counts by day. Empty while the letter collects its first signatures. */
  days: DayCount[]
  /** The rows of the dashboard's breakdown, as the rule for small numbers allows them. */
  rows: BreakdownRow[]
  employers: { id: string; name: string }[]
}

/**
 * Reads the waiting of a letter's names, for its organizers.
 * @throws Refusal if the letter did not offer it when it opened
 */
export async function showTogether(
  core: Pick<Core, 'db' | 'keys'>,
  organizerId: string,
  letterId: string,
): Promise<TogetherFacts> {
  const { db } = core
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const waiting = await togetherOf(db, letter.id)
  if (!waiting) throw notFoundRefusal('page')
  const shown = !letter.collecting
  const [title, days, breakdown, employers] = await Promise.all([
    titleOf(core, letter),
    shown ? daysOf(db, letter.id) : [],
    shown ? keptBreakdown(db, letter.id) : undefined,
    employersWithPeople(db, letter.id),
  ])
  const rows = breakdown?.substance_revision === letter.substance_revision ? breakdown.figures.rows : []
  return { letter, role, title, waiting, days, rows, employers }
}
