import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { faultInTyped } from '../text/typed-text.ts'
import { holdsWebAddress } from '../text/web-address.ts'

/** Properties of a signatory's work. Each is chosen from a list that the organizers made. */
export const facets = ['role', 'team', 'site'] as const
export type Facet = (typeof facets)[number]
export type FacetLists = Record<Facet, string[]>
/** One signatory's choice: at most one entry of each list. */
export type ChosenFacets = Partial<Record<Facet, string>>

export const noFacets: FacetLists = { role: [], team: [], site: [] }
/** Long lists make small groups, in which people can be recognised. Long values would be free text. */
export const mostFacets = { values: 30, characters: 60 } as const

export const facetWords: Record<Facet, { one: Sentence; many: Sentence }> = {
  role: { one: say('facets-role'), many: say('facets-roles') },
  team: { one: say('facets-team'), many: say('facets-teams') },
  site: { one: say('facets-site'), many: say('facets-sites') },
}

export type FacetListCheck = { ok: true; lists: FacetLists } | { ok: false; errors: FieldMessage[] }

/**
 * Normalises typed lists, or reports their errors by field.
 * @param held entries that the lists must keep, see `missingFacets`. Older rules accepted them, so they are not refused as links.
 */
export function checkFacetLists(
  typed: Partial<Record<Facet, readonly string[]>>,
  held: FacetLists = noFacets,
): FacetListCheck {
  const errors: FieldMessage[] = []
  const lists = Object.fromEntries(
    facets.map((facet) => [facet, checkList(`facet-${facet}`, typed[facet] ?? [], held[facet], errors)]),
  ) as FacetLists
  return errors.length > 0 ? { ok: false, errors } : { ok: true, lists }
}

function checkList(field: string, typed: readonly string[], held: readonly string[], errors: FieldMessage[]): string[] {
  const kept = typed.map((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim()).filter((value) => value !== '')
  const fault = faultIn(kept, held)
  if (fault !== undefined) errors.push({ field, message: fault })
  return kept
}

function faultIn(values: readonly string[], held: readonly string[]): Sentence | undefined {
  if (values.length > mostFacets.values) return say('facets-list-too-long', { most: mostFacets.values })
  if (values.some((value) => value.length > mostFacets.characters))
    return say('facets-entry-too-long', { most: mostFacets.characters })
  const fault = values.map((value) => faultInTyped(value, 'one')).find((message) => message !== null)
  if (fault) return fault
  if (values.some((value) => !held.includes(value) && holdsWebAddress(value, 'label'))) return say('facets-entry-link')
  if (new Set(values.map((value) => value.toLowerCase())).size < values.length) return say('facets-entry-twice')
  return undefined
}

/**
 * Reports entries that were removed from a list from which people may have chosen. Renaming or removing an entry would change what
 * somebody said about themselves, so such a list may only grow.
 */
export function missingFacets(before: FacetLists, after: FacetLists): FieldMessage[] {
  return facets.flatMap((facet) => {
    const gone = before[facet].filter((value) => !after[facet].includes(value))
    return gone.length === 0
      ? []
      : [
          {
            field: `facet-${facet}`,
            message: say('facets-entries-missing', { entries: gone }),
          },
        ]
  })
}

export type ChoiceCheck = { ok: true; chosen: ChosenFacets } | { ok: false; errors: FieldMessage[] }

const choose = { role: 'facets-choose-role', team: 'facets-choose-team', site: 'facets-choose-site' } as const

/** Checks a signatory's choice against the letter's lists. Every choice may be empty. */
export function checkChoice(lists: FacetLists, typed: Partial<Record<Facet, string | undefined>>): ChoiceCheck {
  const chosen: ChosenFacets = {}
  const errors: FieldMessage[] = []
  for (const facet of facets) {
    const value = typed[facet]
    if (value === undefined || value === '') continue
    if (lists[facet].includes(value)) chosen[facet] = value
    else errors.push({ field: facet, message: say(choose[facet]) })
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, chosen }
}

export function offersFacets(lists: FacetLists): boolean {
  return facets.some((facet) => lists[facet].length > 0)
}

export interface FacetCount {
  facet: Facet
  value: string
  count: number
}

export interface FacetChange extends FacetCount {
  revision: number
}

/** The changes of the counters by one signature: added or subtracted. */
export function facetChanges(chosen: ChosenFacets, revision: number, by: 1 | -1): FacetChange[] {
  return facets.flatMap((facet) => {
    const value = chosen[facet]
    return value === undefined ? [] : [{ revision, facet, value, count: by }]
  })
}

/** `at_least` is null if it is not shown. It is exact if the letter counts signatures one by one. */
export interface FacetFigure {
  value: string
  at_least: number | null
}
export interface FacetFigures {
  facet: Facet
  values: FacetFigure[]
}

/**
 * The figures that everybody sees, the same everywhere.
 * A cell is shown if it and its complement both count at least k, and is rounded down to a multiple of k. So a shown number changes
 * by at least k, and together with the public total it reveals only a range of k numbers for any cell, shown or not. An exact count
 * of k would reveal the last of k people to somebody who knows the other k − 1.
 */
export function facetFigures(
  lists: FacetLists,
  counts: readonly FacetCount[],
  standing: number,
  k: number,
): FacetFigures[] {
  return facets
    .filter((facet) => lists[facet].length > 0)
    .map((facet) => ({
      facet,
      values: lists[facet].map((value) => {
        const count = counts
          .filter((each) => each.facet === facet && each.value === value)
          .reduce((sum, each) => sum + each.count, 0)
        return { value, at_least: shown(count, standing, k) }
      }),
    }))
}

function shown(count: number, standing: number, k: number): number | null {
  if (k <= 1) return count
  return count >= k && standing - count >= k ? Math.floor(count / k) * k : null
}
