export type RefusalKind =
  'invalid' | 'unauthenticated' | 'not-found' | 'forbidden' | 'conflict' | 'gone' | 'too-many' | 'unavailable'

export interface FieldMessage {
  field: string
  message: string
}

/**
 * What the domain says when it says no: a stable code for programs and a sentence for the person that says what to do.
 * It knows no HTTP; `http/errors.ts` turns it into a page or a problem document.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly fields: readonly FieldMessage[]

  constructor(kind: RefusalKind, code: string, message: string, field?: string) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.fields = field === undefined ? [] : [{ field, message }]
  }

  /** Several things to mend at once, each beside its field. */
  static fields(fields: readonly FieldMessage[]): Refusal {
    return new FieldRefusal(fields)
  }
}

class FieldRefusal extends Refusal {
  override readonly fields: readonly FieldMessage[]

  constructor(fields: readonly FieldMessage[]) {
    super('invalid', 'invalid-fields', fields.map(({ message }) => message).join(' '))
    this.fields = fields
  }
}

export function notFoundRefusal(what = 'page'): Refusal {
  return new Refusal(
    'not-found',
    'not-found',
    `There is no such ${what}. Check the address, or ask whoever gave it to you.`,
  )
}
