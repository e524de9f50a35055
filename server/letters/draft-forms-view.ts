import { field, fieldList } from '../http/forms.ts'
import type { FieldMessage } from '../refusal.ts'
import { languageName, most } from './draft-rules.ts'
import type { LetterDraft, Visibility } from './rules.ts'
import type { Saving } from './save-draft.ts'
import { protections, type LetterSettings, type Protection } from './settings-rules.ts'

export const draftParts = ['text', 'demands', 'employers', 'names', 'details'] as const
export type DraftPart = (typeof draftParts)[number]

export const partTitles: Record<DraftPart, string> = {
  text: 'The text',
  demands: 'Demands and recipients',
  employers: 'Who may sign',
  names: 'Names and batches',
  details: 'Goal, press, language',
}

/** What was typed, or is kept, of one part; the other fields are as they were. */
export interface Typed {
  title: string
  text: string
  demands: string[]
  recipients: LetterDraft['recipients']
  employers: { name: string; domains: string }[]
  visibilities: string[]
  protection: Record<keyof Protection, string>
  goal: string
  pressContact: string
  language: string
}

/** What is kept, as the forms show it. */
export function typedFrom(draft: LetterDraft, settings: LetterSettings): Typed {
  return {
    ...draft,
    employers: draft.employers.map(({ name, domains }) => ({ name, domains: domains.join('\n') })),
    visibilities: settings.visibilities,
    protection: {
      batch_minutes: String(settings.batch_minutes),
      batch_size: String(settings.batch_size),
      first_threshold: String(settings.first_threshold),
      notice_hours: String(settings.notice_hours),
    },
    goal: settings.goal === null ? '' : String(settings.goal),
    pressContact: settings.press_contact ?? '',
  }
}

/** What a form of one part says; the rest as it is kept. */
export function readPart(part: DraftPart, body: unknown, kept: Typed): Typed {
  switch (part) {
    case 'text':
      return { ...kept, title: field(body, 'title'), text: field(body, 'text') }
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
      }
    case 'names':
      return {
        ...kept,
        visibilities: fieldList(body, 'visibilities'),
        protection: Object.fromEntries(
          protections.map((name) => [name, field(body, name).trim()]),
        ) as Typed['protection'],
      }
    case 'details':
      return {
        ...kept,
        goal: field(body, 'goal').trim(),
        pressContact: field(body, 'press_contact').trim(),
        language: field(body, 'language'),
      }
  }
}

/** Rows are numbered in the form; one more than may be kept is read, so that too many are noticed. */
function rows<Row>(body: unknown, prefix: string, limit: number, read: (index: string) => Row): Row[] {
  const given = Object.keys((body ?? {}) as object)
  return Array.from({ length: limit + 5 }, (_, index) => String(index))
    .filter((index) => given.includes(prefix + index))
    .map(read)
}

/** The same part as the verb takes it. A number that is none becomes NaN, which no rule lets through. */
export function savingOf(part: DraftPart, typed: Typed): Required<Pick<Saving, 'draft' | 'settings'>> {
  switch (part) {
    case 'text':
      return { draft: { title: typed.title, text: typed.text }, settings: {} }
    case 'demands':
      return { draft: { demands: typed.demands, recipients: typed.recipients }, settings: {} }
    case 'employers':
      return {
        draft: {
          employers: typed.employers.map(({ name, domains }) => ({ name, domains: domains.split(/[\s,;]+/) })),
        },
        settings: {},
      }
    case 'names':
      return {
        draft: {},
        settings: { visibilities: typed.visibilities as Visibility[], ...numbersOf(typed.protection) },
      }
    case 'details':
      return {
        draft: { language: typed.language },
        settings: {
          goal: typed.goal === '' ? null : numberFrom(typed.goal),
          press_contact: typed.pressContact === '' ? null : typed.pressContact,
        },
      }
  }
}

function numbersOf(typed: Typed['protection']): Protection {
  return Object.fromEntries(protections.map((name) => [name, numberFrom(typed[name])])) as unknown as Protection
}

function numberFrom(typed: string): number {
  const digits = typed.replace(/[,. \u202f\u00a0](?=\d{3}\b)/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** What the buttons “Add …” and “Remove” do to what was typed: nothing else changes, and nothing is saved. */
export function withRow(typed: Typed, button: string): Typed {
  const [act, list, number] = button.split(' ')
  const at = Number(number)
  const without = <Row>(kept: Row[]) => kept.filter((_, index) => index !== at)
  if (act === 'remove' && list === 'demand') return { ...typed, demands: without(typed.demands) }
  if (act === 'remove' && list === 'recipient') return { ...typed, recipients: without(typed.recipients) }
  if (act === 'remove' && list === 'employer') return { ...typed, employers: without(typed.employers) }
  if (list === 'demand') return { ...typed, demands: [...typed.demands, ''] }
  if (list === 'recipient')
    return { ...typed, recipients: [...typed.recipients, { name: '', office: '', address: '' }] }
  if (list === 'employer') return { ...typed, employers: [...typed.employers, { name: '', domains: '' }] }
  return typed
}

/** One part in plain words, line by line: to compare what two people made of it. */
export function partInWords(part: DraftPart, typed: Typed): string {
  switch (part) {
    case 'text':
      return `${typed.title}\n\n${typed.text}`
    case 'demands':
      return [
        ...typed.demands,
        '',
        ...typed.recipients.map(({ name, office, address }) => `${name}, ${office}, ${address}`),
      ].join('\n')
    case 'employers':
      return typed.employers.map(({ name, domains }) => `${name}: ${domains.split(/[\s,;]+/).join(' ')}`).join('\n')
    case 'names':
      return [
        `Names may be seen by: ${typed.visibilities.join(', ')}`,
        ...protections.map((name) => `${protectionFields[name].label}: ${typed.protection[name]}`),
      ].join('\n')
    case 'details':
      return `Goal: ${typed.goal}\nContact for the press: ${typed.pressContact}\nLanguage: ${typed.language}`
  }
}

/** What a form is made of, in the order of the page. Everything that the partials ask for is there. */
export type Block = FieldBlock | TextBlock | RowsBlock | ChoicesBlock
interface InputParams {
  name: string
  label: string
  hint: string | undefined
  error: string | undefined
  value: string
  type: string
  size: string | undefined
  lang: string | undefined
  autocomplete: string | undefined
  inputmode: string | undefined
  maxlength: number | undefined
  required: boolean
}
interface FieldBlock {
  kind: 'field'
  field: InputParams
}
interface TextBlock {
  kind: 'text'
  field: InputParams & { rows: number; letter: boolean }
}
export interface RowsBlock {
  kind: 'rows'
  legend: string
  hint: string
  rows: { legend: string; blocks: (FieldBlock | TextBlock)[]; remove: string; removeLabel: string }[]
  add: string
  addLabel: string
}
interface ChoicesBlock {
  kind: 'choices'
  choices: {
    name: string
    legend: string
    hint: string
    error: string | undefined
    type: string
    choices: { value: string; label: string; hint: string; checked: boolean }[]
  }
}

type Errors = readonly FieldMessage[]
type Words = Pick<InputParams, 'name' | 'label' | 'value'> & Partial<Omit<InputParams, 'error'>>

function input(words: Words, errors: Errors): InputParams {
  return {
    hint: undefined,
    type: 'text',
    size: undefined,
    lang: undefined,
    autocomplete: 'off',
    inputmode: undefined,
    maxlength: undefined,
    required: false,
    ...words,
    error: errors.find(({ field }) => field === words.name)?.message,
  }
}

function fieldBlock(words: Words, errors: Errors): FieldBlock {
  return { kind: 'field', field: input(words, errors) }
}

function textBlock(words: Words, rows: number, letter: boolean, errors: Errors): TextBlock {
  return { kind: 'text', field: { ...input(words, errors), rows, letter } }
}

export const protectionFields: Record<keyof Protection, { label: string; hint: string }> = {
  batch_minutes: {
    label: 'Minutes between batches',
    hint: 'Count and names change only in batches, so that nobody can match the moment of a signing with a name that appears. 60 is a good number.',
  },
  batch_size: {
    label: 'Signatures that have to wait together',
    hint: 'A batch closes only when at least this many have signed. With 1, whoever watches the page sees each one come.',
  },
  first_threshold: {
    label: 'Signatures before anything is shown',
    hint: 'Until this many stand together the page shows neither count nor names, so that nobody is first.',
  },
  notice_hours: {
    label: 'Hours of notice before names are delivered',
    hint: 'The page announces a delivery, and whoever wants to withdraw still can.',
  },
}

const offered: { value: Visibility; label: string; hint: string }[] = [
  {
    value: 'withheld',
    label: 'The organizers only',
    hint: 'The name may be left empty. Everybody else sees “name withheld”.',
  },
  {
    value: 'recipients',
    label: 'The recipients',
    hint: 'Their names go to those whom the letter is addressed to, and to whoever they pass it to. Offer it only if you need it.',
  },
  { value: 'public', label: 'Everyone, for good', hint: 'The name stands on the page. Search engines copy it.' },
]

/** The blocks of one part's form. Lists end with an empty row, to type into without a button. */
export function blocksOf(part: DraftPart, typed: Typed, errors: Errors): Block[] {
  switch (part) {
    case 'text':
      return textBlocks(typed, errors)
    case 'demands':
      return [demandRows(typed, errors), recipientRows(typed, errors)]
    case 'employers':
      return [employerRows(typed, errors)]
    case 'names':
      return namesBlocks(typed, errors)
    case 'details':
      return detailsBlocks(typed, errors)
  }
}

function textBlocks({ title, text, language }: Typed, errors: Errors): Block[] {
  const hint =
    'In Markdown: a blank line between paragraphs, *italics*, > a quotation. Give your sources as footnotes: [^1] in the text and, below it, [^1]: the source.'
  return [
    fieldBlock({ name: 'title', label: 'Title', value: title, lang: language, maxlength: most.title }, errors),
    textBlock({ name: 'text', label: 'The letter', value: text, lang: language, hint }, 22, true, errors),
  ]
}

function orOneEmpty<Row>(kept: readonly Row[], empty: Row): readonly Row[] {
  return kept.length === 0 ? [empty] : kept
}

function demandRows({ demands, language }: Typed, errors: Errors): RowsBlock {
  return {
    kind: 'rows',
    legend: 'Demands',
    hint: 'What exactly you ask for, one by one. A letter without demands is fine too.',
    add: 'add demand',
    addLabel: 'Add a demand',
    rows: orOneEmpty(demands, '').map((value, index) => {
      const name = `demand-${String(index)}`
      const label = `Demand ${String(index + 1)}`
      return {
        legend: label,
        blocks: [textBlock({ name, label, value, lang: language, maxlength: most.demand }, 2, false, errors)],
        remove: `remove demand ${String(index)}`,
        removeLabel: `Remove demand ${String(index + 1)}`,
      }
    }),
  }
}

function recipientRows({ recipients }: Typed, errors: Errors): RowsBlock {
  return {
    kind: 'rows',
    legend: 'Recipients',
    hint: 'Name and office stand on the letter. The mail address is seen by its organizers only, and erased at purge; you may add it later.',
    add: 'add recipient',
    addLabel: 'Add a recipient',
    rows: orOneEmpty(recipients, { name: '', office: '', address: '' }).map(({ name, office, address }, index) => {
      const at = String(index)
      return {
        legend: `Recipient ${String(index + 1)}`,
        blocks: [
          fieldBlock({ name: `recipient-name-${at}`, label: 'Name', value: name }, errors),
          fieldBlock({ name: `recipient-office-${at}`, label: 'Office', value: office }, errors),
          fieldBlock(
            { name: `recipient-address-${at}`, label: 'Mail address', value: address, inputmode: 'email' },
            errors,
          ),
        ],
        remove: `remove recipient ${at}`,
        removeLabel: `Remove recipient ${String(index + 1)}`,
      }
    }),
  }
}

function employerRows({ employers }: Typed, errors: Errors): RowsBlock {
  const hint =
    'One a line: northwind.example, or *.northwind.example for its subdomains. They show on the page. Domains where anybody can open a mailbox are refused.'
  return {
    kind: 'rows',
    legend: 'Employers',
    hint: 'Whoever gets mail at one of these domains may sign, and is counted once. A mailbox proves a mailbox: only the company can create one at its domain.',
    add: 'add employer',
    addLabel: 'Add an employer',
    rows: orOneEmpty(employers, { name: '', domains: '' }).map(({ name, domains }, index) => {
      const at = String(index)
      return {
        legend: `Employer ${String(index + 1)}`,
        blocks: [
          fieldBlock({ name: `employer-name-${at}`, label: 'Name', value: name }, errors),
          textBlock({ name: `employer-domains-${at}`, label: 'Mail domains', value: domains, hint }, 3, false, errors),
        ],
        remove: `remove employer ${at}`,
        removeLabel: `Remove employer ${String(index + 1)}`,
      }
    }),
  }
}

function namesBlocks({ visibilities, protection }: Typed, errors: Errors): Block[] {
  return [
    {
      kind: 'choices',
      choices: {
        name: 'visibilities',
        legend: 'What signatories may choose',
        hint: 'Each signatory chooses who may see the name. Whoever chose can withdraw, or choose a less visible way, at any time.',
        error: errors.find(({ field }) => field === 'visibilities')?.message,
        type: 'checkbox',
        choices: offered.map((each) => ({ ...each, checked: visibilities.includes(each.value) })),
      },
    },
    ...protections.map((name) =>
      fieldBlock(
        { name, ...protectionFields[name], value: protection[name], size: 'short', inputmode: 'numeric' },
        errors,
      ),
    ),
  ]
}

function detailsBlocks({ goal, pressContact, language }: Typed, errors: Errors): Block[] {
  const named = languageName(language)
  return [
    fieldBlock(
      {
        name: 'goal',
        label: 'Goal (you may leave it empty)',
        hint: 'How many signatures you hope for. It stands beside the count.',
        value: goal,
        size: 'short',
        inputmode: 'numeric',
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'press_contact',
        label: 'Contact for the press (you may leave it empty)',
        hint: 'Everybody sees it. Use an address or a number that is not your own.',
        value: pressContact,
        maxlength: most.pressContact,
      },
      errors,
    ),
    fieldBlock(
      {
        name: 'language',
        label: 'Language of the letter',
        hint: `A short tag: en, de, pt-BR, zh-Hant, ar.${named === undefined ? '' : ` Now: ${named}.`}`,
        value: language,
        size: 'short',
      },
      errors,
    ),
  ]
}
