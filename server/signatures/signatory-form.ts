import { personFields, type PersonField } from '../crypto/credential.ts'
import { facetChoices, type FacetChoices } from '../facets/facet-words.ts'
import type { Facet, FacetLists } from '../facets/rules.ts'
import type { Visibility } from '../letter/rules.ts'
import { mayBeShared } from '../mailbox/addresses.ts'
import type { Sentence } from '../refusal.ts'
import { mayHaveTitle, nameNeed } from './signatory.ts'

/** Data of templates/partials/person.hbs: the parts of a name. */
export interface PersonForm {
  optional: boolean
  /** True if the name may be left empty with one of the choices on the same page. */
  optionalWithChoice: boolean
  /** True if a title may stand beside the name. */
  titled: boolean
  values: Record<PersonField, string>
  errors: Partial<Record<PersonField, Sentence>>
}

/** Data of templates/partials/signatory.hbs: everything that a signatory states once the visibility is chosen. */
export interface SignatoryForm {
  /** Undefined where the form itself asks for it. */
  visibility: string | undefined
  /** Undefined where the visibility takes no name. */
  person: PersonForm | undefined
  /** Undefined where no code is mailed. */
  address: { value: string; error: Sentence | undefined } | undefined
  /** Undefined unless the address may be a shared mailbox. Depends on nothing but the typed address. */
  mineAlone: { checked: boolean } | undefined
  facets: FacetChoices | undefined
}

type Field = PersonField | Facet

interface Typed {
  values: Record<Field, string> & { address?: string; mine_alone?: string }
  errors: Partial<Record<Field | 'address', Sentence>>
}

export const emptyPerson: PersonForm = {
  optional: false,
  optionalWithChoice: false,
  titled: true,
  values: Object.fromEntries(personFields.map((field) => [field, ''])) as PersonForm['values'],
  errors: {},
}

/** The form of a page that asks for the visibility too. It has every field that one of the choices needs. */
export function signatoryFormBeforeChoice(
  letter: { facets: FacetLists },
  offered: readonly Visibility[],
  { values, errors }: Typed,
): SignatoryForm {
  const needs = offered.map(nameNeed)
  const optional = !needs.includes('needed')
  const person = {
    optional,
    optionalWithChoice: !optional && needs.includes('optional'),
    titled: offered.some(mayHaveTitle),
    values,
    errors,
  }
  return {
    visibility: undefined,
    person: needs.every((need) => need === 'none') ? undefined : person,
    ...restOf(letter, { values, errors }),
  }
}

/** A form without the value of an address asks for none. */
export function signatoryForm(
  letter: { facets: FacetLists },
  visibility: Visibility,
  { values, errors }: Typed,
): SignatoryForm {
  const need = nameNeed(visibility)
  const asked = { optional: need === 'optional', optionalWithChoice: false, titled: mayHaveTitle(visibility) }
  return {
    visibility,
    person: need === 'none' ? undefined : { ...asked, values, errors },
    ...restOf(letter, { values, errors }),
  }
}

function restOf(
  letter: { facets: FacetLists },
  { values, errors }: Typed,
): Pick<SignatoryForm, 'address' | 'mineAlone' | 'facets'> {
  return {
    address: values.address === undefined ? undefined : { value: values.address, error: errors.address },
    mineAlone: mayBeShared(values.address ?? '', 'work') ? { checked: Boolean(values.mine_alone) } : undefined,
    facets: facetChoices(letter.facets, values, errors),
  }
}
