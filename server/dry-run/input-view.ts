import { longestSlip } from '../crypto/slip.ts'
import { field, fieldsIn, formWithErrors, type FormState } from '../http/form.ts'
import { Refusal, type FieldMessage, type Sentence } from '../refusal.ts'
import { mailedSignatoryFields, type MailedSignatoryField } from '../signatures/signatory.ts'

export type Typed = Record<MailedSignatoryField, string>

export interface SignState {
  form: FormState<MailedSignatoryField>
  signingKey: string
}
export interface CodeState {
  code: string
  signingKey: string
  typed: Typed
  mailed: number
  error?: Sentence
}

/** No address is kept, even if somebody sends one. The lengths fit into the cookie of a form. */
export function typedIn(body: unknown): Typed {
  const typed = fieldsIn(body, mailedSignatoryFields)
  const short = Object.entries(typed).map(([name, value]) => [name, Array.from(value).slice(0, 300).join('')])
  return { ...(Object.fromEntries(short) as Typed), address: '', mine_alone: '' }
}

export function emptyTyped(): Typed {
  return fieldsIn({}, mailedSignatoryFields)
}

export function codeStateIn(body: unknown): CodeState {
  return {
    code: field(body, 'challenge').slice(0, 20),
    signingKey: field(body, 'signing_key').slice(0, longestSlip),
    typed: typedIn(body),
    mailed: 0,
  }
}

export function stateOfForm(values: Typed, errors: readonly FieldMessage[]): FormState<MailedSignatoryField> {
  if (errors.length === 0) return { values, errors: {}, summary: [] }
  return formWithErrors(Refusal.fields(errors), values)
}
