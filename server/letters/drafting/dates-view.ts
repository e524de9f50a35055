import type { LetterRow } from '../../letter/queries.ts'
import type { EndDates } from '../../letter/rules.ts'
import type { OrganizerLetterJson } from './schemas.ts'

/** The columns that opening sets, for a page that shows a draft as it would open now. */
export function withDates({ closesAt, extendableUntil, latestEnd }: EndDates) {
  return { closes_at: closesAt, extendable_until: extendableUntil, latest_end: latestEnd }
}

const dates = [
  ...(['opened_at', 'closes_at', 'closed_at', 'purges_at', 'purged_at'] as const),
  ...(['extendable_until', 'latest_end', 'extended_from'] as const),
]

export function datesJson(letter: LetterRow): Pick<OrganizerLetterJson, (typeof dates)[number]> {
  const inJson = dates.map((name) => [name, letter[name]?.toISOString() ?? null])
  return Object.fromEntries(inJson) as ReturnType<typeof datesJson>
}
