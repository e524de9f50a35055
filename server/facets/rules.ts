import type { FieldMessage } from '../refusal.ts'
import { faultInTyped } from '../text/typed-rules.ts'

/** What a signatory may say of the own work, each from a list that the organizers fixed. */
export const facets = ['role', 'team', 'site'] as const
export type Facet = (typeof facets)[number]
export type FacetLists = Record<Facet, string[]>
/** What one signatory chose: nothing, or one of each list. */
export type ChosenFacets = Partial<Record<Facet, string>>

export const noFacets: FacetLists = { role: [], team: [], site: [] }
/** A long list points at people; a long value would be free text. */
export const mostFacets = { values: 30, characters: 60 } as const

export const facetWords: Record<Facet, { one: string; many: string }> = {
  role: { one: 'Role', many: 'Roles' },
  team: { one: 'Team', many: 'Teams' },
  site: { one: 'Site', many: 'Sites' },
}

export type FacetListCheck = { ok: true; lists: FacetLists } | { ok: false; errors: FieldMessage[] }

/** Lists as typed, made ready to be kept; or what to mend, by field. */
export function checkFacetLists(typed: Partial<Record<Facet, readonly string[]>>): FacetListCheck {
  const errors: FieldMessage[] = []
  const lists = Object.fromEntries(
    facets.map((facet) => [facet, checkList(`facet-${facet}`, typed[facet] ?? [], errors)]),
  ) as FacetLists
  return errors.length > 0 ? { ok: false, errors } : { ok: true, lists }
}

function checkList(field: string, typed: readonly string[], errors: FieldMessage[]): string[] {
  const kept = typed.map((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim()).filter((value) => value !== '')
  const fault = faultIn(kept)
  if (fault !== undefined) errors.push({ field, message: fault })
  return kept
}

function faultIn(values: readonly string[]): string | undefined {
  if (values.length > mostFacets.values)
    return `A list has at most ${String(mostFacets.values)} entries. Join some: small groups point at people.`
  if (values.some((value) => value.length > mostFacets.characters))
    return `An entry is too long. Shorten each to ${String(mostFacets.characters)} characters.`
  const fault = values.map((value) => faultInTyped(value, 'An entry', 'one')).find((message) => message !== null)
  if (fault !== undefined) return fault
  if (new Set(values.map((value) => value.toLowerCase())).size < values.length)
    return 'An entry stands here twice. Take one of them away.'
  return undefined
}

/**
 * Once people have chosen from a list it only grows: what is missing from it now, by field. An entry that were renamed or taken
 * away would change what somebody said of themselves.
 */
export function missingFacets(before: FacetLists, after: FacetLists): FieldMessage[] {
  return facets.flatMap((facet) => {
    const gone = before[facet].filter((value) => !after[facet].includes(value))
    return gone.length === 0
      ? []
      : [
          {
            field: `facet-${facet}`,
            message: `People may have chosen from this list already, so it only grows. Put back: ${gone.join(', ')}.`,
          },
        ]
  })
}

export type ChoiceCheck = { ok: true; chosen: ChosenFacets } | { ok: false; errors: FieldMessage[] }

/** What a signatory chose, against the letter's lists. Nothing chosen is fine. */
export function checkChoice(lists: FacetLists, typed: Partial<Record<Facet, string | undefined>>): ChoiceCheck {
  const chosen: ChosenFacets = {}
  const errors: FieldMessage[] = []
  for (const facet of facets) {
    const value = typed[facet]
    if (value === undefined || value === '') continue
    if (lists[facet].includes(value)) chosen[facet] = value
    else errors.push({ field: facet, message: `Choose a ${facet} from the list, or leave it open.` })
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

/** What one signature adds to the counters, or takes from them. */
export function facetChanges(chosen: ChosenFacets, revision: number, by: 1 | -1): FacetChange[] {
  return facets.flatMap((facet) => {
    const value = chosen[facet]
    return value === undefined ? [] : [{ revision, facet, value, count: by }]
  })
}

/** At least so many chose it; null where that is not shown. Exact where the letter counts one by one. */
export interface FacetFigure {
  value: string
  at_least: number | null
}
export interface FacetFigures {
  facet: Facet
  values: FacetFigure[]
}

/**
 * What is shown of the counters, everywhere alike. A cell shows where it and what is left without it both hold at least k, rounded
 * down to a multiple of k: so it never moves by less than k, and what follows from it and from the public total is a range of
 * k numbers, for every cell, whether it shows or not. A bare exact count of k would tell who knows k − 1 of them who the last one is.
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
