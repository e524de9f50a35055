import { type Errors, emptyForm, type FormState } from '../../http/form.ts'
import type { Choices } from '../../http/form.ts'
import type { Choice } from '../../http/form.ts'
import { countableClasses, mayWaitForNames } from '../stages/conditions.ts'
import { say, type Sentence } from '../../refusal.ts'
import { warningsOnMarkdown } from '../../text/markdown.ts'
import { typedEmbargo } from '../embargo.ts'
import { factNames, type FactName } from '../note.ts'
import type { Reachable } from './choices-of.ts'
import { mostPress } from './press-list.ts'
import type { PlanFacts, PlanStage } from './show-plan.ts'
import { addressInWords } from '../../mailbox/domain-in-words.ts'

export const stageFields = [
  ...(['kind', 'recipients', 'press', 'disclosure', 'note'] as const),
  ...(['answer_days', 'answer_by', 'embargo', 'date', 'zone', 'least', 'class', 'after', 'days', 'together'] as const),
] as const
export type StageField = (typeof stageFields)[number]
export type StageForm = FormState<StageField>

export interface StageFormPage {
  id: string
  title: Sentence
  heading: Sentence
  action: string
  version: number | undefined
  approved: boolean
  errors: Errors
  kind: Choices
  recipients: Choices
  disclosure: Choices
  noteHint: Sentence
  pressMost: number
  zones: ZoneChoice[]
  /** True if the browser may choose the zone, because nobody has. */
  zoneOpen: boolean
  noteWarnings: Sentence[]
  form: StageForm
  /** Undefined if all signatures are of one class. */
  counted: Choices | undefined
  after: Choices | undefined
  /** Undefined if the letter has no names that wait for each other. */
  together: Choices | undefined
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/plan/stage': StageFormPage
  }
}

/** The form that changes a stage, or adds one if `stage` is undefined. Without `form` it shows the stored values. */
export function stageFormPage(facts: PlanFacts, stage: PlanStage | undefined, form: StageForm | null): StageFormPage {
  const { letter, title } = facts
  const state = form ?? formOf(stage)
  const base = `/dashboard/letters/${letter.id}/delivery`
  return {
    id: letter.id,
    title,
    heading: stage ? say('plan-stage-change', { number: stage.stage.number }) : say('plan-stage-add'),
    action: stage ? `${base}/${stage.stage.id}` : base,
    version: stage?.stage.version,
    approved: stage !== undefined && stage.stage.approved_at !== null,
    errors: state.summary,
    kind: kindChoices(state),
    recipients: recipientChoices(facts, state),
    disclosure: disclosureChoices(letter.notice_hours, state),
    noteHint: noteHint(),
    pressMost: mostPress,
    zones: zonesFor(state.values.zone),
    zoneOpen: state.values.zone === '',
    noteWarnings: warningsOnMarkdown(state.values.note),
    form: state,
    counted: classChoices(letter, state),
    after: afterChoices(facts, stage, state),
    together: togetherChoices(letter, state),
  }
}

function noteHint(): Sentence {
  const fact = (name: FactName) => `{{${name}}}`
  return say('plan-note-hint', {
    known: factNames.map(fact),
    number: fact('count'),
    words: fact('count in words'),
  })
}

const emptyStage: StageForm['values'] = {
  kind: '',
  recipients: '',
  press: '',
  disclosure: '',
  note: '',
  answer_days: '',
  answer_by: '',
  embargo: '',
  date: '',
  zone: '',
  least: '',
  class: 'workers',
  after: '',
  days: '',
  together: '',
}

function formOf(each: PlanStage | undefined): StageForm {
  if (!each) return emptyForm(emptyStage)
  const { stage, recipients, press, conditions } = each
  return emptyForm<StageField>({
    ...emptyStage,
    kind: stage.kind,
    recipients: recipients.map(({ id }) => id).join(' '),
    press: press.map(({ address }) => addressInWords(address ?? '')).join('\n'),
    disclosure: stage.disclosure,
    note: stage.covering_note,
    answer_days: stage.answer_days === null ? '' : String(stage.answer_days),
    answer_by: stage.answer_by ?? '',
    ...embargoOf(stage),
    ...conditions.map(typedOf).reduce((all, each) => ({ ...all, ...each }), {}),
  })
}

function embargoOf(stage: PlanStage['stage']): Partial<StageForm['values']> {
  const { local, zone } = typedEmbargo(stage)
  return local === '' ? {} : { embargo: local, zone }
}

function typedOf(condition: PlanStage['conditions'][number]): Partial<StageForm['values']> {
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  switch (condition.kind) {
    case 'date':
      return { date: text(condition.local_time), zone: text(condition.zone) }
    case 'count':
      return { least: text(condition.least), class: text(condition.class) }
    case 'silence':
      return { after: text(condition.after_stage), days: text(condition.days) }
    case 'together':
      return { together: 'yes' }
  }
}

export interface ZoneChoice {
  value: string
  label: string
  selected: boolean
}

/** UTC first, for browsers without JavaScript. A script chooses the browser's zone. */
export function zonesFor(chosen: string): ZoneChoice[] {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(chosen === '' ? [] : [chosen])])
  return [...known].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
    selected: value === (chosen === '' ? 'UTC' : chosen),
  }))
}

type Told = [value: string, label: Sentence, hint?: Sentence]

function choices(name: StageField, legend: Sentence, { values, errors }: StageForm, told: readonly Told[]): Choices {
  return {
    name,
    legend,
    hint: undefined,
    type: 'radio',
    error: errors[name],
    choices: told.map(([value, label, hint]): Choice => ({
      value,
      label,
      hint,
      checked: values[name] === value,
    })),
  }
}

function kindChoices(state: StageForm): Choices {
  return choices('kind', say('plan-kind-legend'), state, [
    ['mail', say('plan-kind-mail'), say('plan-kind-mail-hint')],
    ['by-hand', say('plan-kind-by-hand'), say('plan-kind-by-hand-hint')],
    ['public', say('plan-kind-public'), say('plan-kind-public-hint')],
    ['call', say('plan-kind-call'), say('plan-kind-call-hint')],
  ])
}

const reachableHint: Record<Reachable, Sentence | undefined> = {
  yes: undefined,
  'no-address': say('plan-recipient-no-address'),
  refused: say('plan-recipient-address-refused'),
}

function recipientChoices({ choices: all }: PlanFacts, { values, errors }: StageForm): Choices {
  const chosen = values.recipients.split(' ')
  return {
    name: 'recipients',
    legend: say('plan-recipients-legend'),
    hint: undefined,
    type: 'checkbox',
    error: errors.recipients,
    choices: all.map(({ recipient, address, reachable }) => ({
      value: recipient.id,
      label: recipient.office === '' ? recipient.name : `${recipient.name}, ${recipient.office}`,
      hint: reachableHint[reachable] ?? (address === null ? undefined : addressInWords(address)),
      checked: chosen.includes(recipient.id),
    })),
  }
}

function disclosureChoices(noticeHours: number, state: StageForm): Choices {
  const notice = say('approvals-fact-stage-notice', { hours: noticeHours })
  return choices('disclosure', say('plan-disclosure-legend'), state, [
    ['count', say('plan-disclosure-count'), say('plan-disclosure-count-hint')],
    ['employers', say('plan-disclosure-employers'), [say('plan-disclosure-employers-hint'), notice]],
    ['names', say('plan-disclosure-names'), [say('plan-disclosure-names-hint'), notice]],
  ])
}

/** Offers the classes in which people can sign the letter, and the one that the stage counts already. */
function classChoices(letter: PlanFacts['letter'], state: StageForm): Choices | undefined {
  const offered: readonly string[] = countableClasses(letter, [state.values.class])
  const told = classesTold.filter(([counted]) => offered.includes(counted))
  // All workers, and the one class that they all have.
  if (told.length < 3 && ['', 'workers'].includes(state.values.class)) return undefined
  return choices('class', say('plan-class-legend'), state, told)
}

const classesTold: readonly Told[] = [
  ['workers', say('plan-class-workers')],
  ['mailbox', say('plan-class-mailbox')],
  ['vouched', say('plan-class-vouched')],
  ['reviewed', say('plan-class-reviewed')],
  ['supporter', say('plan-class-supporter')],
]

function afterChoices({ stages }: PlanFacts, own: PlanStage | undefined, state: StageForm): Choices | undefined {
  const earlier = stages.filter(
    ({ stage }) =>
      (stage.kind === 'mail' || stage.kind === 'by-hand') &&
      stage.state !== 'cancelled' &&
      stage.number < (own?.stage.number ?? Infinity),
  )
  if (earlier.length === 0) return undefined
  return choices('after', say('plan-after-legend'), state, [
    ['', say('plan-after-none')],
    ...earlier.map(({ stage, recipients }): Told => [
      stage.id,
      say('plan-after-stage', { number: stage.number }),
      say('plan-after-people', { recipients: recipients.map(({ name }) => name) }),
    ]),
  ])
}

/** A box to tick. It stays while a stage has the condition, so that it can be taken away. */
function togetherChoices(letter: PlanFacts['letter'], { values, errors }: StageForm): Choices | undefined {
  if (!mayWaitForNames(letter) && values.together === '') return undefined
  return {
    name: 'together',
    legend: say('plan-together-legend'),
    hint: undefined,
    type: 'checkbox',
    error: errors.together,
    choices: [
      {
        value: 'yes',
        label: say('plan-together-label'),
        hint: say('plan-together-hint'),
        checked: values.together === 'yes',
      },
    ],
  }
}
