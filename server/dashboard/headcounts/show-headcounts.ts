import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import type { Sentence } from '../../refusal.ts'
import type { EmployerWithPeople } from './headcounts.ts'
import { employersWithPeople } from './queries.ts'

/** Returns the employers of a letter with their headcounts, for an organizer who may type them. */
export async function showHeadcounts(
  core: Core,
  organizerId: string,
  letterId: string,
): Promise<{ letter: AddressedLetter; title: Sentence; employers: EmployerWithPeople[] }> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'edit')
  const [title, employers] = await Promise.all([titleOf(core, letter), employersWithPeople(core.db, letter.id)])
  return { letter, title, employers }
}
