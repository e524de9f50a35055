import type { FieldMessage, Sentence } from '../../refusal.ts'
import type { LetterState } from '../../letter/rules.ts'
import type { Protection } from './settings.ts'

/** A block of a form, with every value that its partial needs. */
export type Block = FieldBlock | TextBlock | RowsBlock | ChoicesBlock | PresetsBlock | SelectBlock
interface InputParams {
  name: string
  label: Sentence
  hint: Sentence | undefined
  error: Sentence | undefined
  /** About a text that is accepted as it is. */
  warnings: readonly Sentence[]
  value: string
  type: string
  size: string | undefined
  lang: string | undefined
  autocomplete: string | undefined
  inputmode: string | undefined
  maxlength: number | undefined
  required: boolean
}
export interface FieldBlock {
  kind: 'field'
  field: InputParams
}
export interface TextBlock {
  kind: 'text'
  /** The form saves by itself, which checks its texts. */
  field: InputParams & { rows: number; letter: boolean; check: undefined; longest: undefined; strict: undefined }
}
/** A button that moves a row. `focus`: it was pressed, so the keyboard can go on from it. */
interface Move {
  value: string
  label: Sentence
  focus: boolean
}
export interface RowsBlock {
  kind: 'rows'
  legend: Sentence
  hint: Sentence
  rows: { legend: Sentence; blocks: (FieldBlock | TextBlock)[]; moves: Move[]; remove: string; removeLabel: Sentence }[]
  addButton: string
  addLabel: Sentence
}
interface ChoicesBlock {
  kind: 'choices'
  choices: {
    name: string
    legend: Sentence
    hint: Sentence
    error: Sentence | undefined
    type: string
    choices: { value: string; label: Sentence; hint: Sentence; checked: boolean }[]
  }
}
export interface SelectBlock {
  kind: 'select'
  select: {
    name: string
    label: Sentence
    hint: Sentence | undefined
    error: Sentence | undefined
    options: { value: string; label: string; selected: boolean }[]
  }
}
export interface PresetsBlock {
  kind: 'presets'
  choices: { value: string; label: Sentence; hint: Sentence; numbers: string | undefined; checked: boolean }[]
  /** The numbers that the fields show, in their order. */
  shown: string
  fields: FieldBlock[]
  /** True if the numbers have to be seen: they fit no preset, or one is wrong. */
  open: boolean
}

export type Errors = readonly FieldMessage[]
export type HeldSettings = Protection & { state: LetterState; public: boolean; pressed?: string | undefined }
type Words = Pick<InputParams, 'name' | 'label' | 'value'> & Partial<Omit<InputParams, 'error'>>

function input(words: Words, errors: Errors): InputParams {
  return {
    hint: undefined,
    warnings: [],
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

export function fieldBlock(words: Words, errors: Errors): FieldBlock {
  return { kind: 'field', field: input(words, errors) }
}

export function textBlock(words: Words, rows: number, letter: boolean, errors: Errors): TextBlock {
  return {
    kind: 'text',
    field: { ...input(words, errors), rows, letter, check: undefined, longest: undefined, strict: undefined },
  }
}
