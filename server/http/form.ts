import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import Type from 'typebox'
import { Refusal, say, type FieldMessage, type Sentence } from '../refusal.ts'

const Typed = Type.Union([Type.String(), Type.Array(Type.String())])

/**
 * Schema of the body of a form. Routes read the fields with `field`, and the domain checks them. Others are ignored.
 * @param names every field that the route reads. Tests compare them with the form in the template.
 */
export function formOf(...names: readonly string[]) {
  const fields = Object.fromEntries(names.map((name) => [name, Type.Optional(Typed)]))
  return Type.Object(fields, { additionalProperties: Typed })
}

/** The state of a form that a page shows: the typed values and the errors, by field. */
export interface FormState<Field extends string> {
  values: Record<Field, string>
  /** By field. Empty on a first visit. */
  errors: Partial<Record<Field, Sentence>>
  /** The summary above the form, in the order of its fields. Each entry links to its field. */
  summary: FieldMessage[]
}

/** The errors of the summary above a form. */
export type Errors = FieldMessage[]

export type Body = Readonly<Record<string, string | string[]>>

/**
 * Reads one text field of an urlencoded form. Takes the last value if it is repeated, and turns line ends into \n.
 * @returns '' if the field is missing
 */
export function field(body: unknown, name: string): string {
  const value = (body as Body | undefined)?.[name]
  const text = Array.isArray(value) ? value.at(-1) : value
  return typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : ''
}

/** Reads several text fields of a form, in this order. */
export function fieldsIn<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, field(body, name)])) as Record<Name, string>
}

/** Tells an empty field from one that the form lacks. */
export function hasField(body: unknown, name: string): boolean {
  return Object.keys(body ?? {}).includes(name)
}

/** Reads all values of a repeated field. */
export function fieldList(body: unknown, name: string): string[] {
  const value = (body as Body | undefined)?.[name]
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((text) => text.replace(/\r\n?/g, '\n'))
}

export function checked(body: unknown, name: string): boolean {
  return field(body, name) !== ''
}

export function emptyForm<Field extends string>(values: Record<Field, string>): FormState<Field> {
  return { values, errors: {}, summary: [] }
}

/** Codes of refusals that are no fault of what was typed, so that the same form can be sent again. */
const noFaultOfInput = new Set(['letter-paused', 'too-many', 'too-many-files', 'code-lost'])

/**
 * A refusal's sentence, above a form that is shown again with the typed values. Only there is it true that they are kept.
 * @param message one of the refusal's fields. Default: the whole sentence.
 */
export function aboveKeptForm({ code, sentence }: Refusal, message: Sentence = sentence): Sentence {
  return noFaultOfInput.has(code) ? [message, say('http-typed-kept')] : message
}

/** The status of a form that is shown again after a refusal. */
export function formStatus({ kind, code }: Refusal): number {
  if (kind === 'too-many') return 429
  if (kind === 'gone') return 410
  return code === 'code-lost' ? 409 : 422
}

/**
 * Turns a refusal of typed input into the state of the form that is shown again, with the typed values.
 * @param otherwise the field for a refusal that names none. Default: the first field.
 * @throws the error itself if it does not concern the input
 */
export function formWithErrors<Field extends string>(
  error: unknown,
  values: Record<Field, string>,
  otherwise?: Field,
): FormState<Field> {
  if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.fields.length === 0)) throw error
  const fields =
    error.fields.length > 0
      ? error.fields.map(({ field, message }) => ({ field, message: aboveKeptForm(error, message) }))
      : [{ field: otherwise ?? Object.keys(values)[0] ?? '', message: aboveKeptForm(error) }]
  const errors = Object.fromEntries(fields.map(({ field, message }) => [field, message])) as Partial<
    Record<Field, Sentence>
  >
  return { values, errors, summary: [...fields] }
}
/**
 * Turns a refusal into errors for a form's summary. A sentence that belongs to no field gets an empty field name.
 * @throws the error itself if it is not a refusal that the person can correct or retry
 */
export function fieldsOf(error: unknown): FieldMessage[] {
  if (!(error instanceof Refusal) || !['invalid', 'conflict', 'unavailable'].includes(error.kind)) throw error
  return error.fields.length > 0 ? [...error.fields] : [{ field: '', message: error.sentence }]
}
export interface Choice {
  value: string
  label: Sentence
  hint: Sentence | undefined
  checked: boolean
}
export interface Choices {
  name: string
  legend: Sentence
  hint: Sentence | undefined
  type: string
  error: Sentence | undefined
  choices: Choice[]
}

interface Said {
  field: string
  message: string
}

/** Formats the errors and warnings that a script shows beside fields while somebody types. A warning is about a text that is accepted. */
export function besideFields(
  { errors = [], warnings = [] }: Partial<Record<'errors' | 'warnings', readonly FieldMessage[]>>,
  words: Catalogue,
): Record<'errors' | 'warnings', Said[]> {
  const said = ({ field, message }: FieldMessage): Said => ({ field, message: formatSentence(message, words) })
  return { errors: errors.map(said), warnings: warnings.map(said) }
}
