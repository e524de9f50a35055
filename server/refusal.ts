export type RefusalKind =
  'invalid' | 'unauthenticated' | 'not-found' | 'forbidden' | 'conflict' | 'gone' | 'too-many' | 'unavailable'

export interface FieldMessage {
  field: string
  message: string
}

/**
 * The domain's refusal of a request: a stable code for programs, and a sentence that tells the person what to do.
 * It knows nothing of HTTP. `http/errors.ts` turns it into a page or a problem document.
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

  /** Reports several faults at once, each with its field. */
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
