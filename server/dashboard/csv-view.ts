import { stringify } from 'csv-stringify/sync'
import { facetTable } from '../facets/facet-words.ts'
import { classInWords } from '../letter/class-words.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { marksInWords } from '../signatures/disclosure.ts'
import { nameInWords } from '../signatures/person-name.ts'
import type { ExportedName } from './export-names.ts'
import { visibilityWords } from './rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'
import { breakdownJson } from './view.ts'

/** Formats the dashboard's figures as CSV for a spreadsheet. Contains only numbers that the dashboard shows. */
export function figuresCsv(facts: DashboardFacts, words: Catalogue): string {
  const { rows, anonymous } = breakdownJson(facts, words)
  const figure = words.text('dashboard-figures-csv-employer')
  const lines = [
    ...rows.map((row) => {
      const kind = formatSentence(classInWords(row.class, row.count), words)
      return [figure, words.text('dashboard-figures-csv-row', { employers: row.employers, class: kind }), row.count]
    }),
    ...(anonymous > 0 ? [[figure, words.text('dashboard-figures-csv-anonymous'), anonymous]] : []),
    ...facts.facets.flatMap((figures) => {
      const [group] = facetTable([figures], facts.letter.batch_size)?.groups ?? []
      return (group?.values ?? []).map((each) => [figures.facet, each.value, formatSentence(each.words, words)])
    }),
  ]
  return csv(lines, [
    words.text('dashboard-figures-csv-figure'),
    words.text('dashboard-figures-csv-of'),
    words.text('dashboard-figures-csv-number'),
  ])
}

/** Formats exported names as CSV for a spreadsheet. */
export function namesCsv(names: readonly ExportedName[], words: Catalogue): string {
  const lines = names.map(({ person, mark, visibility, class: verification }) => [
    formatSentence(person ? nameInWords(person) : marksInWords(mark, 1), words),
    formatSentence(visibilityWords[visibility], words),
    verification,
  ])
  return csv(lines, [
    words.text('dashboard-names-csv-name'),
    words.text('dashboard-names-csv-visibility'),
    words.text('dashboard-names-csv-class'),
  ])
}

/** Escapes formulas, because a name may be typed as one. */
function csv(lines: readonly (string | number)[][], columns: string[]): string {
  return stringify([...lines], { header: true, columns, escape_formulas: true, record_delimiter: 'windows', bom: true })
}
