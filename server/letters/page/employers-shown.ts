/** How many names that everybody may see belong to an employer. Null: to none, as with colleagues who were vouched for. */
export interface NamesOfEmployer {
  employer: string | null
  count: number
}

/**
 * Chooses the employers under which a letter's public names stand. The others stand in one group.
 * - An employer needs at least k names, so that nobody stands there nearly alone.
 * - The others are none or at least k too. Otherwise the smallest group joins them, because a few names that are left over would be
 *   those of the one employer that is not shown.
 *
 * @param k the least number of signatures in a batch of the letter
 * @param current the letter's employers, in the order in which they are shown
 * @returns ids of employers. Empty if the names stand in one list
 */
export function employersShown(names: readonly NamesOfEmployer[], current: readonly string[], k: number): string[] {
  const countOf = (employer: string) => names.find((each) => each.employer === employer)?.count ?? 0
  const all = names.reduce((sum, { count }) => sum + count, 0)
  const shown = current
    .filter((employer) => countOf(employer) >= Math.max(k, 1))
    .toSorted((a, b) => countOf(b) - countOf(a))
  const left = () => all - shown.reduce((sum, employer) => sum + countOf(employer), 0)
  while (shown.length > 0 && left() > 0 && left() < k) shown.pop()
  // One group that holds every name says no more than the list.
  if (shown.length < 2 && left() === 0) return []
  return current.filter((employer) => shown.includes(employer))
}
