import { stringify } from 'csv-stringify/sync'
import { facetTable } from '../facets/words-rules.ts'
import { classInWords } from './rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'
import { breakdownJson } from './view.ts'

/** Formats the dashboard's figures as CSV for a spreadsheet. Contains only numbers that the dashboard shows. */
export function figuresCsv(facts: DashboardFacts): string {
  const { rows, anonymous } = breakdownJson(facts)
  const lines = [
    ...rows.map((row) => ['employer', `${row.employers.join(', ')}: ${classInWords(row.class, row.count)}`, row.count]),
    ...(anonymous > 0 ? [['employer', 'anonymous: no employer is known', anonymous]] : []),
    ...facts.facets.flatMap((figures) => {
      const [group] = facetTable([figures], facts.letter.batch_size)?.groups ?? []
      return (group?.values ?? []).map(({ value, words }) => [figures.facet, value, words])
    }),
  ]
  return stringify(lines, {
    header: true,
    columns: ['figure', 'of', 'number'],
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: true,
  })
}
