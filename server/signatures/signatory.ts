import { personFields, type TypedPerson } from '../crypto/credential.ts'
import {
  checkChoice,
  facets,
  noFacets,
  offersFacets,
  type ChosenFacets,
  type Facet,
  type FacetLists,
} from '../facets/rules.ts'
import type { NamedVisibility, Visibility } from '../letter/rules.ts'
import { Refusal, say, type FieldMessage, type Sentence } from '../refusal.ts'
import type { PersonName } from './person-name.ts'
import { checkName, checkTitle, resemblance, type Resemblance, type TitleCheck } from './names.ts'

/** The fields of a form for everything that a signatory states, in the order of the form. */
export const signatoryFields = [
  'visibility',
  ...(personFields satisfies readonly (keyof PersonName)[]),
  ...facets,
] as const

/** The same with the address that a code is mailed to, and with the answer if only the signatory reads it. */
export const mailedSignatoryFields = ['visibility', ...personFields, 'address', 'mine_alone', ...facets] as const
export type MailedSignatoryField = (typeof mailedSignatoryFields)[number]

/** The fields of a signatory, as typed. */
export interface TypedSignatory extends TypedPerson {
  visibility: string
  facets?: Partial<Record<Facet, string | undefined>> | undefined
}

/** The choices that a letter offers in one way of signing. */
export interface AskedOfSignatory<Offered extends Visibility = Visibility> {
  visibilities: readonly Offered[]
  /** Null where this way of signing does not ask for facets. */
  facets: FacetLists | null
}

export interface Signatory<Chosen extends Visibility = NamedVisibility> {
  visibility: Chosen
  /** Null where no name is given. */
  person: PersonName | null
  /** Null where none are asked for. */
  facets: ChosenFacets | null
}

/** Reads what a signatory typed. Every way of signing with a name uses it: by mailed code, by vouching code and by credential. */
export function readSignatory<Offered extends Visibility>(
  asked: AskedOfSignatory<Offered>,
  typed: TypedSignatory,
): { signatory: Signatory<Offered> } | { errors: FieldMessage[] } {
  const choice = visibilityChosen(typed.visibility, asked.visibilities)
  const named = readPerson(choice.ok ? choice.visibility : 'withheld', typed)
  const lists = asked.facets ?? noFacets
  const stated = checkChoice(lists, (asked.facets && typed.facets) ?? {})
  if (choice.ok && named.ok && stated.ok) {
    const chosen = offersFacets(lists) ? stated.chosen : null
    return { signatory: { visibility: choice.visibility, person: named.person, facets: chosen } }
  }
  return {
    errors: [
      ...(choice.ok ? [] : [choice.error]),
      ...(named.ok ? [] : named.errors),
      ...(stated.ok ? [] : stated.errors),
    ],
  }
}

/**
 * An anonymous signature is made by the browser of its signatory.
 * @param told the sentence that says so, and what to do
 * @throws Refusal
 */
export function refuseAnonymous({ visibility, ...rest }: Signatory<Visibility>, told: Sentence): Signatory {
  if (visibility === 'anonymous') throw new Refusal('invalid', 'visibility-not-here', told, 'visibility')
  return { visibility, ...rest }
}

export function visibilityChosen<Offered extends string>(
  typed: string,
  offered: readonly Offered[],
): { ok: true; visibility: Offered } | { ok: false; error: FieldMessage } {
  const visibility = offered.find((each) => each === typed)
  if (visibility !== undefined) return { ok: true, visibility }
  return { ok: false, error: { field: 'visibility', message: say('signing-visibility-missing') } }
}

/** Says if a visibility needs a name, may have one, or has none. */
export function nameNeed(visibility: Visibility): 'needed' | 'optional' | 'none' {
  return nameNeeds[visibility] ?? 'needed'
}

const nameNeeds: Partial<Record<Visibility, 'optional' | 'none'>> = { withheld: 'optional', anonymous: 'none' }

/** The name as it will be stored, or what is wrong with it. */
function readPerson(
  visibility: Visibility,
  typed: TypedPerson,
): { ok: true; person: PersonName | null } | { ok: false; errors: FieldMessage[] } {
  const need = nameNeed(visibility)
  const nothing = (typed.name ?? '').trim() === ''
  if (need === 'none' || (need === 'optional' && nothing)) return { ok: true, person: null }
  const name = nothing ? { ok: false as const, message: say('signing-name-missing') } : checkName(typed.name ?? '')
  const title = readTitle(visibility, typed.title ?? '')
  if (name.ok && title.ok)
    return { ok: true, person: { name: name.name, ...(title.title !== '' && { title: title.title }) } }
  return {
    ok: false,
    errors: [
      ...(name.ok ? [] : [{ field: 'name', message: name.message }]),
      ...(title.ok ? [] : [{ field: 'title', message: title.message }]),
    ],
  }
}

/** A title stands beside a public name only. Another name's title is refused, so that nobody believes that it will be shown. */
function readTitle(visibility: Visibility, typed: string): TitleCheck {
  if (typed.trim() === '') return { ok: true, title: '' }
  return mayHaveTitle(visibility) ? checkTitle(typed) : { ok: false, message: say('title-not-public') }
}

export function mayHaveTitle(visibility: Visibility): boolean {
  return visibility === 'public'
}

/**
 * Compares the name with the address, as a hint for moderators.
 * @param local the local part of the address. Null where no address is known, so that nothing can be compared.
 */
export function resemblanceOf(person: PersonName | null, local: string | null): Resemblance | null {
  if (person === null) return null
  return local === null ? 'unclear' : resemblance(person.name, local)
}
