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
import { breakdownJson } from './breakdown-view.ts'

/**
 * Separators of columns. A spreadsheet expects the separator of its country: a semicolon where the comma separates decimals.
 */
export const separators = { comma: ',', semicolon: ';' } as const
export type Separator = keyof typeof separators

export function separatorFrom(text: string | undefined): Separator {
  return text === 'semicolon' ? text : 'comma'
}

/** Formats the dashboard's figures as CSV for a spreadsheet. Contains only numbers that the dashboard shows. */
export function figuresCsv(facts: DashboardFacts, separator: Separator, words: Catalogue): string {
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
  const columns = [
    words.text('dashboard-figures-csv-figure'),
    words.text('dashboard-figures-csv-of'),
    words.text('dashboard-figures-csv-number'),
  ]
  return csv([columns, ...lines], separator, true)
}

/** Formats exported names as CSV for a spreadsheet, in parts. */
export async function* namesCsv(
  pages: AsyncIterable<readonly ExportedName[]>,
  separator: Separator,
  words: Catalogue,
): AsyncGenerator<string, void> {
  const columns = [
    words.text('dashboard-names-csv-name'),
    words.text('dashboard-names-csv-visibility'),
    words.text('dashboard-names-csv-class'),
  ]
  yield csv([columns], separator, true)
  for await (const names of pages)
    yield csv(
      names.map(({ person, mark, visibility, class: verification }) => [
        formatSentence(person ? nameInWords(person) : marksInWords(mark, 1), words),
        formatSentence(visibilityWords[visibility], words),
        verification,
      ]),
      separator,
      false,
    )
}

/** JSON of an export that is carried out, in parts. */
export async function* exportJson(csvParts: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield '{"outcome":"go","csv":"'
  for await (const part of csvParts) yield JSON.stringify(part).slice(1, -1)
  yield '"}'
}

/**
 * Escapes formulas, because a name may be typed as one. Quotes every text, because a spreadsheet that expects the other separator
 * would otherwise split a text, and the rest of it could start a formula.
 */
function csv(lines: readonly (string | number)[][], separator: Separator, first: boolean): string {
  return stringify([...lines], {
    delimiter: separators[separator],
    quoted_string: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: first,
  })
}
