import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import type { Catalogue, MessageId } from '../../messages/catalogue.ts'
import { say, type Sentence } from '../../refusal.ts'
import { zonesFor, type ZoneChoice } from '../plan/form-view.ts'
import type { PlanFacts } from '../plan/show-plan.ts'
import { blanks, blanksOf, suggested, templates, type Blank, type Template } from './rules.ts'

export interface TemplatesPage {
  id: string
  title: Sentence
  formId: string
  errors: Errors
  nobody: boolean
  templates: TemplateView[]
}

interface TemplateView {
  template: Template
  heading: Sentence
  /** The sentence in the order of the language: words, and blanks between them. */
  parts: Part[]
}

/** Words, or a blank: a list to choose from, a number, a date, or a time zone. */
interface Part {
  words: string
  blank: Blank | undefined
  id: string
  label: Sentence
  value: string
  error: Sentence | undefined
  select: { value: string; label: string | Sentence; selected: boolean }[] | undefined
  /** True if the list begins with an empty entry. */
  choose: boolean
  number: boolean
  date: boolean
  zones: ZoneChoice[] | undefined
  zoneOpen: boolean
}

const nothing: Part = {
  words: '',
  blank: undefined,
  id: '',
  label: '',
  value: '',
  error: undefined,
  select: undefined,
  choose: false,
  number: false,
  date: false,
  zones: undefined,
  zoneOpen: false,
}

export type TemplateForm = FormState<Blank> & { template: Template }

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/plan-templates/templates': TemplatesPage
  }
}

export function templatesPage(
  facts: PlanFacts,
  form: TemplateForm | undefined,
  formId: string,
  words: Catalogue,
): TemplatesPage {
  const { id } = facts.letter
  return {
    id,
    title: facts.title,
    formId,
    errors: (form?.summary ?? []).map(({ field, message }) => ({ field: `${form?.template ?? ''}-${field}`, message })),
    nobody: facts.choices.length === 0,
    templates: templates.map((template) => ({
      template,
      heading: say('plan-template-heading', { template }),
      parts: partsOf(facts, template, form?.template === template ? form : emptyForm(suggested), words),
    })),
  }
}

const sentences = {
  'step-up': 'plan-template-step-up',
  'on-a-day': 'plan-template-on-a-day',
  'by-hand-first': 'plan-template-by-hand-first',
} as const satisfies Record<Template, MessageId>

/** Stands for a blank while the sentence is formatted. No typed text is in the sentence. */
const mark = '\u{E000}'

function partsOf(facts: PlanFacts, template: Template, form: FormState<Blank>, words: Catalogue): Part[] {
  const tokens = Object.fromEntries(blanks.map((blank) => [blank, `${mark}${blank}${mark}`])) as Record<Blank, string>
  return words
    .format(sentences[template], tokens)
    .split(mark)
    .filter((part) => part !== '')
    .map((part) => {
      const blank = blanksOf[template].find((each) => each === part)
      return blank === undefined ? { ...nothing, words: part } : blankView(facts, template, blank, form)
    })
}

function blankView(facts: PlanFacts, template: Template, blank: Blank, { values, errors }: FormState<Blank>): Part {
  const value = values[blank]
  const part = {
    ...nothing,
    blank,
    id: `f-${template}-${blank}`,
    label: say('plan-template-blank-label', { blank }),
    value,
    error: errors[blank],
  }
  switch (blank) {
    case 'first':
    case 'second':
      return { ...part, choose: blank === 'first', select: peopleFor(facts, blank, value) }
    case 'shows':
      return {
        ...part,
        select: ['count', 'employers', 'names'].map((shown) => ({
          value: shown,
          label: say('plan-template-shows', { shown }),
          selected: shown === value,
        })),
      }
    case 'date':
      return { ...part, date: true }
    case 'zone':
      return { ...part, zones: zonesFor(value), zoneOpen: value === '' }
    default:
      return { ...part, number: true }
  }
}

function peopleFor({ choices }: PlanFacts, blank: 'first' | 'second', value: string) {
  const people = choices.map(({ recipient: { id, name, office } }) => ({
    value: id,
    label: office === '' ? name : `${name}, ${office}`,
  }))
  const all =
    blank === 'first'
      ? [...people, { value: 'everybody', label: say('plan-template-everybody') }]
      : [{ value: 'others', label: say('plan-template-others') }, ...people]
  return all.map((each) => ({ ...each, selected: each.value === value }))
}
