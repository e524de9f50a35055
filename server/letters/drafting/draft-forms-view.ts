import { field, fieldList, hasField } from '../../http/form.ts'
import { withLineEnds } from '../../text/typed-text.ts'
import { most, type MovedDemands } from './draft.ts'
import { facets, type Facet } from '../../facets/rules.ts'
import type { LetterDraft, Paper, Visibility } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { withPreset } from './presets.ts'
import type { Saving } from './save-draft.ts'
import { protections, type LetterSettings, type Protection } from './settings.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'
import { usualNeeded } from '../../together/rules.ts'

export const draftParts = ['text', 'demands', 'employers', 'names', 'details'] as const
export type DraftPart = (typeof draftParts)[number]

/** The fields of each part's form. Rows are numbered; the first stands for all. */
export const partFields: Record<DraftPart, readonly string[]> = {
  text: ['title', 'text'],
  demands: ['demand-0', 'recipient-name-0', 'recipient-office-0', 'recipient-address-0'],
  employers: ['employer-name-0', 'employer-domains-0', ...facets.map((facet) => `facet-${facet}`)],
  names: [
    'visibilities',
    'together_needed',
    'together_until',
    'preset',
    'shown_numbers',
    ...protections,
    'vouches_each',
    'checks_each',
    'names_by_employer',
  ],
  details: ['slug', 'ends_on', 'goal', 'press_contact', 'second_place', 'language', 'language_other', 'paper'],
}

/** The typed or stored values of all forms, as text. */
export interface Typed {
  title: string
  text: string
  demands: string[]
  /** Demands that the editor moved out of the text, or back into it. */
  moved: MovedDemands
  recipients: LetterDraft['recipients']
  employers: { name: string; domains: string }[]
  facets: Record<Facet, string>
  visibilities: string[]
  togetherNeeded: string
  /** Empty: until the letter closes. */
  togetherUntil: string
  protection: Record<keyof Protection, string>
  vouchesEach: string
  byEmployer: boolean
  checksEach: string
  /** Empty for the usual end. */
  endsOn: string
  goal: string
  pressContact: string
  secondPlace: string
  paper: string
  slug: string
  language: string
}

/** Returns the stored values as the forms show them. */
export function typedFrom(draft: LetterDraft, settings: LetterSettings): Typed {
  return {
    ...draft,
    moved: { add: [], remove: [] },
    employers: draft.employers.map(({ name, domains }) => ({ name, domains: domains.map(domainInWords).join('\n') })),
    facets: perFacet((facet) => draft.facets[facet].join('\n')),
    visibilities: settings.visibilities,
    togetherNeeded: String(settings.together_needed ?? usualNeeded),
    togetherUntil: settings.together_until ?? '',
    protection: {
      batch_minutes: String(settings.batch_minutes),
      batch_size: String(settings.batch_size),
      first_threshold: String(settings.first_threshold),
      notice_hours: String(settings.notice_hours),
    },
    vouchesEach: String(settings.vouches_each),
    byEmployer: settings.names_by_employer,
    checksEach: String(settings.checks_each),
    endsOn: settings.ends_on ?? '',
    goal: settings.goal === null ? '' : String(settings.goal),
    pressContact: settings.press_contact ?? '',
    secondPlace: settings.second_place ?? '',
    paper: settings.paper,
  }
}

/** Reads the form of one part. The other parts keep their stored values. */
export function readPart(part: DraftPart, body: unknown, kept: Typed): Typed {
  switch (part) {
    case 'text':
      return {
        ...kept,
        title: field(body, 'title'),
        // While people type in it together, the form does not send the text.
        text: hasField(body, 'text') ? field(body, 'text') : kept.text,
        moved: { add: fieldList(body, 'moved-demand'), remove: fieldList(body, 'unmoved-demand') },
      }
    case 'demands':
      return {
        ...kept,
        demands: rows(body, 'demand-', most.demands, (index) => field(body, `demand-${index}`)),
        recipients: rows(body, 'recipient-name-', most.recipients, (index) => ({
          name: field(body, `recipient-name-${index}`),
          office: field(body, `recipient-office-${index}`),
          address: field(body, `recipient-address-${index}`),
        })),
      }
    case 'employers':
      return {
        ...kept,
        employers: rows(body, 'employer-name-', most.employers, (index) => ({
          name: field(body, `employer-name-${index}`),
          domains: field(body, `employer-domains-${index}`),
        })),
        facets: perFacet((facet) =>
          hasField(body, `facet-${facet}`) ? field(body, `facet-${facet}`) : kept.facets[facet],
        ),
      }
    case 'names':
      return {
        ...kept,
        ...waitingFrom(body, kept),
        protection: numbersFrom(body),
        // A page that was loaded before an upgrade lacks these fields.
        vouchesEach: hasField(body, 'vouches_each') ? field(body, 'vouches_each').trim() : kept.vouchesEach,
        byEmployer: field(body, 'names_by_employer') === 'yes',
        checksEach: hasField(body, 'checks_each') ? field(body, 'checks_each').trim() : kept.checksEach,
      }
    case 'details':
      return {
        ...kept,
        slug: hasField(body, 'slug') ? field(body, 'slug') : kept.slug,
        endsOn: hasField(body, 'ends_on') ? field(body, 'ends_on').trim() : kept.endsOn,
        goal: field(body, 'goal').trim(),
        pressContact: field(body, 'press_contact').trim(),
        secondPlace: field(body, 'second_place').trim(),
        // A page that was loaded before an upgrade lacks this field.
        paper: hasField(body, 'paper') ? field(body, 'paper') : kept.paper,
        language: field(body, 'language_other').trim() || field(body, 'language'),
      }
  }
}

/** The form of an open letter does not ask for names that wait, so the letter keeps what it offers. */
function waitingFrom(body: unknown, kept: Typed): Pick<Typed, 'visibilities' | 'togetherNeeded' | 'togetherUntil'> {
  const visibilities = fieldList(body, 'visibilities')
  if (hasField(body, 'together_needed'))
    return {
      visibilities,
      togetherNeeded: field(body, 'together_needed').trim(),
      togetherUntil: field(body, 'together_until').trim(),
    }
  const { togetherNeeded, togetherUntil } = kept
  const offers = kept.visibilities.includes('together')
  return { visibilities: offers ? [...visibilities, 'together'] : visibilities, togetherNeeded, togetherUntil }
}

/** Reads the protections, which a preset and the fields below it decide together. */
function numbersFrom(body: unknown): Typed['protection'] {
  const shown = field(body, 'shown_numbers').split(' ')
  return withPreset(
    field(body, 'preset'),
    perProtection((name) => field(body, name).trim()),
    perProtection((name) => shown[protections.indexOf(name)] ?? ''),
  )
}

function perProtection(of: (name: keyof Protection) => string): Typed['protection'] {
  return Object.fromEntries(protections.map((name) => [name, of(name)])) as Typed['protection']
}

/** Reads numbered rows. It reads more rows than a draft may have, so that the check can refuse too many. */
function rows<Row>(body: unknown, prefix: string, limit: number, read: (index: string) => Row): Row[] {
  const given = Object.keys(body ?? {})
  return Array.from({ length: limit + 5 }, (_, index) => String(index))
    .filter((index) => given.includes(prefix + index))
    .map(read)
}

/** Converts a part for `saveDraft`. Text that is no number becomes NaN, which the rules refuse. */
export function savingOf(
  part: DraftPart,
  typed: Typed,
): Required<Pick<Saving, 'draft' | 'settings'>> & Pick<Saving, 'moved'> {
  switch (part) {
    case 'text':
      return { draft: { title: typed.title, text: typed.text }, settings: {}, moved: typed.moved }
    case 'demands':
      return { draft: { demands: typed.demands, recipients: typed.recipients }, settings: {} }
    case 'employers':
      return {
        draft: {
          employers: typed.employers.map(({ name, domains }) => ({ name, domains: domains.split(/[\s,;]+/) })),
          facets: perFacet((facet) => withLineEnds(typed.facets[facet]).split('\n')),
        },
        settings: {},
      }
    case 'names':
      return {
        draft: {},
        settings: {
          visibilities: typed.visibilities as Visibility[],
          ...waitingOf(typed),
          ...numbersOf(typed.protection),
          vouches_each: numberFrom(typed.vouchesEach),
          names_by_employer: typed.byEmployer,
          checks_each: numberFrom(typed.checksEach),
        },
      }
    case 'details':
      return {
        draft: { language: typed.language, slug: typed.slug },
        settings: {
          ends_on: typed.endsOn === '' ? null : typed.endsOn,
          goal: typed.goal === '' ? null : numberFrom(typed.goal),
          press_contact: typed.pressContact === '' ? null : typed.pressContact,
          second_place: typed.secondPlace === '' ? null : typed.secondPlace,
          paper: typed.paper as Paper,
        },
      }
  }
}

/** A draft that does not offer the choice has neither number nor day. */
function waitingOf({ visibilities, togetherNeeded, togetherUntil }: Typed) {
  if (!visibilities.includes('together')) return { together_needed: null, together_until: null }
  return {
    together_needed: numberFrom(togetherNeeded),
    together_until: togetherUntil === '' ? null : togetherUntil,
  }
}

function perFacet<Value>(of: (facet: Facet) => Value): Record<Facet, Value> {
  return Object.fromEntries(facets.map((facet) => [facet, of(facet)])) as Record<Facet, Value>
}

function numbersOf(typed: Typed['protection']): Protection {
  return Object.fromEntries(protections.map((name) => [name, numberFrom(typed[name])])) as unknown as Protection
}

function numberFrom(typed: string): number {
  const digits = typed.replace(/[,. \u202f\u00a0](?=\d{3}\b)/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** Applies a button “Add …”, “Remove …” or “Move …” to the typed values. Nothing is saved. */
export function withRow(typed: Typed, button: string): Typed {
  const [act, list, number] = button.split(' ')
  const at = Number(number)
  const without = <Row>(kept: Row[]) => kept.filter((_, index) => index !== at)
  if (act === 'remove' && list === 'demand') return { ...typed, demands: without(typed.demands) }
  if (act === 'remove' && list === 'recipient') return { ...typed, recipients: without(typed.recipients) }
  if (act === 'remove' && list === 'employer') return { ...typed, employers: without(typed.employers) }
  if (act === 'up' && list === 'demand') return { ...typed, demands: swapped(typed.demands, at - 1) }
  if (act === 'down' && list === 'demand') return { ...typed, demands: swapped(typed.demands, at) }
  if (list === 'demand') return { ...typed, demands: [...typed.demands, ''] }
  if (list === 'recipient')
    return { ...typed, recipients: [...typed.recipients, { name: '', office: '', address: '' }] }
  if (list === 'employer') return { ...typed, employers: [...typed.employers, { name: '', domains: '' }] }
  return typed
}

/** Exchanges an entry and the next one, if there are both. */
function swapped(list: readonly string[], at: number): string[] {
  const [one, other] = [list[at], list[at + 1]]
  if (one === undefined || other === undefined) return [...list]
  return [...list.slice(0, at), other, one, ...list.slice(at + 2)]
}

export const protectionFields: Record<keyof Protection, { label: Sentence; hint: Sentence }> = {
  batch_minutes: { label: say('drafting-batch-minutes-label'), hint: say('drafting-batch-minutes-hint') },
  batch_size: { label: say('drafting-batch-size-label'), hint: say('drafting-batch-size-hint') },
  first_threshold: { label: say('drafting-first-threshold-label'), hint: say('drafting-first-threshold-hint') },
  notice_hours: { label: say('drafting-notice-hours-label'), hint: say('drafting-notice-hours-hint') },
}
