import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { titleOf } from '../letter/title-of.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import type { Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { shownCodeTotals } from '../signatures/batch/code-total-queries.ts'
import { handedOverBy } from './queries.ts'
import { leftOf, mostOfLetter } from './rules.ts'
import { organizerTag } from './secrets.ts'

export interface CheckFacts {
  letter: AddressedLetter
  role: Role
  title: Sentence
  /** How many codes this organizer can still hand over. */
  left: number
  mostOfLetter: number
  /** How many codes all organizers have handed over, rounded down, as of the last batch. Null while the letter is collecting. */
  total: number | null
}

/** Returns what the page of the in-person check shows to an owner or moderator. Nobody sees the numbers of another organizer. */
export async function showCheck(core: Core, organizerId: string, letterId: string): Promise<CheckFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'check-in-person')
  const tag = letter.state === 'draft' ? null : unlessGone(() => organizerTag(core, letter.id, organizerId))
  const [title, own, totals] = await Promise.all([
    titleOf(core, letter),
    tag === null ? 0 : handedOverBy(core.db, letter.id, tag),
    letter.collecting ? null : shownCodeTotals(core.db, letter.id),
  ])
  const each = letter.checks_each
  const total = totals?.handedOver ?? null
  return { letter, role, title, left: leftOf(each, own), mostOfLetter: mostOfLetter(each), total }
}
