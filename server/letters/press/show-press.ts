import type { Core } from '../../core.ts'
import type { VerificationClass } from '../../letter/rules.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { countsByEmployer } from '../../signatures/batch/counts-by-employer.ts'
import { summarizeLetter, type LetterSummary } from '../page/show-letter.ts'

export interface PressFacts extends LetterSummary {
  /** Empty if counts by employer may not be shown, or say nothing. */
  employers: { class: VerificationClass; employers: string[]; count: number }[]
}

/** What the page for the press shows. Everybody can read it. */
export async function showPress(
  core: Pick<Core, 'db' | 'config'>,
  letter: AddressedLetter,
  now: Date,
): Promise<PressFacts> {
  const summary = await summarizeLetter(core, letter, now)
  return { ...summary, employers: await employersOf(core, summary) }
}

/**
 * The counts by employer, as the breakdown allows them. An employer recognizes its own people among the public names, and subtracts them.
 * So all counts are left out unless the breakdown may show each of them by visibility too: then at least k are hidden in each, or none.
 * Where public names stand by employer, everybody could subtract.
 */
async function employersOf(
  { db }: Pick<Core, 'db'>,
  { letter, revision }: LetterSummary,
): Promise<PressFacts['employers']> {
  if (letter.collecting || letter.names_by_employer || revision.employers.length < 2) return []
  const counts = await countsByEmployer(db, letter)
  if (!counts.every(({ hiddenShows }) => hiddenShows)) return []
  return counts.some(({ employers }) => employers.length < revision.employers.length) ? counts : []
}
