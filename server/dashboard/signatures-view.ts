import { conditionFrom } from './input-view.ts'
import type { Condition } from '../signatures/invalid-and-hidden.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { emptyForm, type FormState } from '../http/form.ts'
import type { Role } from '../organizers/rules.ts'
import { may } from '../organizers/rules.ts'
import { classInWords } from '../letter/class-words.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { reasonWords, visibilityWords } from './rules.ts'
import type { NameClaimJson, SignaturesJson } from './schemas.ts'
import type { ListedSignature, SignatureList, SignatureFilter } from './list-signatures.ts'
import type { InvalidReason } from '../signatures/invalid-and-hidden.ts'
import type { PersonName } from '../signatures/person-name.ts'
import type { Visibility } from '../letter/rules.ts'

export interface Option {
  value: string
  label: Sentence
  chosen: boolean
}
interface RowPart {
  id: string
  person: PersonName | null
  words: Sentence
  visibility: Sentence
  class: Sentence
  resembles: string
  tags: Sentence[]
}
export interface SignaturesPage {
  id: string
  letterTitle: Sentence
  collecting: boolean
  mayModerate: boolean
  search: string
  visibilities: Option[]
  resemblances: Option[]
  states: Option[]
  rows: RowPart[]
  /** The form that says that all these names were looked at, as of this batch. Null if the page has none. */
  checks: { batch: string } | null
  nextPath: string | null
  /** Used after a search, which goes by POST, so that no name appears in an address. */
  nextForm: { after: string; search: string; visibility: string; resemblance: string; state: string } | null
}
export interface SignaturePage {
  id: string
  letterTitle: Sentence
  row: RowPart
  hidden: boolean
  invalid: string | null
  errors: FieldMessage[]
  reason: ReasonChoices
}
interface ReasonChoices {
  name: string
  legend: Sentence
  hint: Sentence
  error: Sentence | undefined
  choices: { value: string; label: Sentence; hint: undefined; checked: boolean }[]
}
/** The fields that say which signatures are meant. */
export const conditionFields = ['resemblance', 'visibility', 'name', 'employer'] as const
export type ConditionField = (typeof conditionFields)[number] | 'reason'
export interface InvalidationsPage {
  id: string
  letterTitle: Sentence
  errors: FieldMessage[]
  form: FormState<ConditionField>
  resemblances: Option[]
  visibilities: Option[]
  employers: Option[]
  /** Shown before anything is done. Null until a condition was given. */
  matching: { count: number; words: Sentence[] } | null
  reason: ReasonChoices
}
export interface NameClaimsPage {
  id: string
  letterTitle: Sentence
  claims: NameClaimJson[]
  /** How many further requests wait. */
  more: number
}
export interface NameClaimPage {
  id: string
  letterTitle: Sentence
  claim: NameClaimJson
  search: string
  found: RowPart[]
  more: boolean
  errors: FieldMessage[]
}

declare module '../http/pages.ts' {
  interface Pages {
    'dashboard/signatures': SignaturesPage
    'dashboard/signature': SignaturePage
    'dashboard/invalidations': InvalidationsPage
    'dashboard/name-claims': NameClaimsPage
    'dashboard/name-claim': NameClaimPage
  }
}

interface Head {
  id: string
  letterTitle: Sentence
}

const any = say('dashboard-filter-any')
const resemblanceWords = {
  yes: say('dashboard-resembles', { resemblance: 'yes' }),
  no: say('dashboard-resembles', { resemblance: 'no' }),
  unclear: say('dashboard-resembles', { resemblance: 'unclear' }),
}
const stateLabels = {
  standing: say('dashboard-state-standing'),
  invalid: say('dashboard-state-invalid'),
  all: say('dashboard-state-all'),
}

export function signaturesPage(
  head: Head,
  {
    letter,
    role,
  }: { letter: { collecting: boolean; as_of: Date | null; names_doubtful: number; names_checked: number }; role: Role },
  list: SignatureList,
  filter: SignatureFilter,
): SignaturesPage {
  const { search, visibility = '', resemblance = '', state } = filter
  const query = new URLSearchParams({ visibility, resemblance, state, after: list.next ?? '' }).toString()
  return {
    ...head,
    collecting: letter.collecting,
    mayModerate: may(role, 'moderate'),
    checks: checksOf(letter, role, list, filter),
    search,
    ...filterOptions(visibility, resemblance),
    states: options(stateLabels, state),
    rows: list.signatures.map(rowPart),
    nextPath: list.next !== null && search === '' ? `/dashboard/letters/${head.id}/signatures?${query}` : null,
    nextForm: list.next !== null && search !== '' ? { after: list.next, search, visibility, resemblance, state } : null,
  }
}

/** On the last page of the names that do not resemble their addresses, a moderator can say that all were looked at. */
function checksOf(
  { as_of, names_doubtful, names_checked }: { as_of: Date | null; names_doubtful: number; names_checked: number },
  role: Role,
  { next }: SignatureList,
  { search, visibility, resemblance, state }: SignatureFilter,
): SignaturesPage['checks'] {
  const all = search === '' && visibility === undefined && resemblance === 'no' && state === 'standing'
  if (!all || !may(role, 'moderate') || next !== null || names_doubtful <= names_checked || as_of === null) return null
  return { batch: as_of.toISOString() }
}

export function signaturesJson({ signatures, next }: SignatureList, words: Catalogue): SignaturesJson {
  return {
    signatures: signatures.map((each) => ({
      id: each.id,
      person: each.person,
      words: formatSentence(each.words, words),
      visibility: each.visibility,
      class: each.class,
      resemblance: each.resemblance,
      hidden: each.hidden,
      invalid: each.invalid,
    })),
    next,
  }
}

function filterOptions(visibility: string, resemblance: string) {
  const { public: everyone, recipients, withheld } = visibilityWords
  return {
    visibilities: [
      { value: '', label: any, chosen: visibility === '' },
      ...options({ withheld, recipients, public: everyone }, visibility),
    ],
    resemblances: [{ value: '', label: any, chosen: resemblance === '' }, ...options(resemblanceWords, resemblance)],
  }
}

function options(words: Record<string, Sentence>, chosen: string): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label, chosen: value === chosen }))
}

export function rowPart({
  id,
  person,
  words,
  visibility,
  class: one,
  resemblance,
  hidden,
  invalid,
}: ListedSignature): RowPart {
  return {
    id,
    person,
    words,
    visibility: visibilityWords[visibility],
    class: classInWords(one, 1),
    resembles: resemblance ?? '',
    tags: [
      ...(hidden === true ? [say('dashboard-name-hidden')] : []),
      ...(invalid === null ? [] : [reasonWords[invalid]]),
    ],
  }
}

export function signaturePage(head: Head, signature: ListedSignature, error?: Sentence): SignaturePage {
  return {
    ...head,
    row: rowPart(signature),
    hidden: signature.hidden === true,
    invalid: signature.invalid,
    errors: error === undefined ? [] : [{ field: 'reason', message: error }],
    reason: reasonChoices('', error),
  }
}

const reasonLabels: Record<InvalidReason, Sentence> = {
  'not-theirs': say('dashboard-reason-not-theirs-choice'),
  'not-an-employee': say('dashboard-reason-not-an-employee-choice'),
  'not-a-person': say('dashboard-reason-not-a-person-choice'),
  other: say('dashboard-reason-other-choice'),
}

function reasonChoices(chosen: string, error: Sentence | undefined): ReasonChoices {
  return {
    name: 'reason',
    legend: say('dashboard-reason-legend'),
    hint: say('dashboard-reason-hint'),
    error,
    choices: Object.entries(reasonLabels).map(([value, label]) => ({
      value,
      label,
      hint: undefined,
      checked: value === chosen,
    })),
  }
}

export function emptyConditions(): FormState<ConditionField> {
  return emptyForm<ConditionField>({ resemblance: '', visibility: '', name: '', employer: '', reason: '' })
}

export function invalidationsPage(
  head: Head,
  form: FormState<ConditionField>,
  employers: readonly { id: string; name: string }[],
  count: number | null,
): InvalidationsPage {
  const { resemblance, visibility, employer, reason } = form.values
  const names = Object.fromEntries(employers.map(({ id, name }) => [id, name]))
  return {
    ...head,
    errors: form.summary,
    form,
    ...filterOptions(visibility, resemblance),
    employers: [{ value: '', label: any, chosen: employer === '' }, ...options(names, employer)],
    matching: count === null ? null : { count, words: conditionWords(conditionFrom(form.values), names) },
    reason: reasonChoices(reason, form.errors.reason),
  }
}

const conditionVisibility: Record<Visibility, Sentence> = {
  anonymous: say('dashboard-condition-anonymous'),
  withheld: say('dashboard-condition-withheld'),
  together: say('dashboard-condition-together'),
  recipients: say('dashboard-condition-recipients'),
  public: say('dashboard-condition-public'),
}

/** From the condition that is applied, so that the words never state another one. */
function conditionWords(
  { resemblance, visibility, nameContains, employer }: Condition,
  employers: Record<string, string>,
): Sentence[] {
  return [
    ...(resemblance ? [say('dashboard-condition-resemblance', { resemblance })] : []),
    ...(visibility ? [conditionVisibility[visibility]] : []),
    ...(nameContains ? [say('dashboard-condition-name', { name: nameContains })] : []),
    ...(employer ? [say('dashboard-condition-employer', { employer: employers[employer] ?? '' })] : []),
  ]
}
