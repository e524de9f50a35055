import Type from 'typebox'
import { Refusal } from '../refusal.ts'

/** Schema of what any form sends. Its fields are read one by one with `field` and checked by the domain. */
export const FormBody = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))

/** What a page shows of a form: what was typed, kept, and what to mend, by field. */
export interface FormState<Field extends string> {
  values: Record<Field, string>
  /** By field; empty on a first visit. */
  errors: Partial<Record<Field, string>>
  /** For the summary on top, in the order of the form, each linking to its field. */
  summary: { field: string; message: string }[]
}

/** What to correct, for the summary on top of a form. */
export type Errors = { field: string; message: string }[]

export type Body = Readonly<Record<string, string | string[]>>

/** One text field of an urlencoded form: the last value given, line ends unified; '' where there is none. */
export function field(body: unknown, name: string): string {
  const value = (body as Body | undefined)?.[name]
  const text = Array.isArray(value) ? value.at(-1) : value
  return typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : ''
}

/** All values of a repeated field. */
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

/**
 * Turns a refusal of typed input into the state of the form that is shown again. What was typed stays.
 * Anything that is not about the input is thrown on.
 */
export function formAgain<Field extends string>(
  error: unknown,
  values: Record<Field, string>,
  otherwise?: Field,
): FormState<Field> {
  if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.fields.length === 0)) throw error
  const fields =
    error.fields.length > 0
      ? error.fields
      : [{ field: otherwise ?? Object.keys(values)[0] ?? '', message: error.message }]
  const errors = Object.fromEntries(fields.map(({ field, message }) => [field, message])) as Partial<
    Record<Field, string>
  >
  return { values, errors, summary: [...fields] }
}
/** What to mend, by field; a sentence without a field stands in the summary alone. Anything else is thrown on. */
export function fieldsOf(error: unknown): { field: string; message: string }[] {
  if (!(error instanceof Refusal) || !['invalid', 'conflict', 'unavailable'].includes(error.kind)) throw error
  return error.fields.length > 0 ? [...error.fields] : [{ field: '', message: error.message }]
}
export interface Choice {
  value: string
  label: string
  hint: string | undefined
  checked: boolean
}
export interface Choices {
  name: string
  legend: string
  type: string
  error: string | undefined
  choices: Choice[]
}
