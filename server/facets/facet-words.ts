import { say, type Sentence } from '../refusal.ts'
import { facets, facetWords, offersFacets, type Facet, type FacetFigures, type FacetLists } from './rules.ts'

/** Data of templates/partials/facets.hbs: one list for each facet, with nothing preselected. */
export interface FacetChoices {
  selects: {
    name: Facet
    label: Sentence
    error: Sentence | undefined
    options: { value: string; chosen: boolean }[]
  }[]
}

/** Undefined if the letter offers no facets. */
export function facetChoices(
  lists: FacetLists,
  typed: Partial<Record<Facet, string | undefined>> = {},
  errors: Partial<Record<Facet, Sentence | undefined>> = {},
): FacetChoices | undefined {
  if (!offersFacets(lists)) return undefined
  const selects = facets
    .filter((facet) => lists[facet].length > 0)
    .map((facet) => ({
      name: facet,
      label: facetWords[facet].one,
      error: errors[facet],
      options: lists[facet].map((value) => ({ value, chosen: value === typed[facet] })),
    }))
  return { selects }
}

/** Data of templates/partials/facet-figures.hbs. */
export interface FacetTable {
  groups: { title: Sentence; values: { value: string; words: Sentence }[] }[]
  atLeast: number
  exact: boolean
}

/** Undefined if no number may be shown, because a table of dashes would tell readers nothing. */
export function facetTable(figures: readonly FacetFigures[], k: number): FacetTable | undefined {
  const groups = figures
    .filter(({ values }) => values.some(({ at_least }) => at_least !== null))
    .map(({ facet, values }) => ({
      title: facetWords[facet].many,
      values: values.map(({ value, at_least }) => ({ value, words: inWords(at_least, k) })),
    }))
  return groups.length === 0 ? undefined : { groups, atLeast: k, exact: k <= 1 }
}

function inWords(atLeast: number | null, k: number): Sentence {
  if (atLeast === null) return say('facets-not-shown')
  return k <= 1 ? say('facets-number', { count: atLeast }) : say('facets-number-or-more', { least: atLeast })
}
