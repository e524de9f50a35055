import type { Message, MessageId, Sentence, ValuesOf } from './messages/message.ts'

export type { Sentence }

export type RefusalKind =
  'invalid' | 'unauthenticated' | 'not-found' | 'forbidden' | 'conflict' | 'gone' | 'too-many' | 'unavailable'

export interface FieldMessage {
  field: string
  message: Sentence
}

/** Names a message without formatting it: `say('refusal-letter-gone', { title })`. The page or the API answer formats it. */
export function say<Id extends MessageId>(id: Id, ...[values]: ValuesOf<Id>): Message {
  return { id, values: { ...values } }
}

/**
 * The domain's refusal of a request: a stable code for programs, and a sentence that tells the person what to do.
 * It knows nothing of HTTP and of languages. `http/errors.ts` turns it into a page or a problem document.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  /** For the person. `message` is for engineers: it holds the id of a message that has moved. */
  readonly sentence: Sentence
  readonly fields: readonly FieldMessage[]

  constructor(kind: RefusalKind, code: string, sentence: Sentence, field?: string) {
    super(forEngineers(sentence))
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.sentence = sentence
    this.fields = field === undefined ? [] : [{ field, message: sentence }]
  }

  /** Reports several faults at once, each with its field. */
  static fields(fields: readonly FieldMessage[]): Refusal {
    return new FieldRefusal(fields)
  }
}

function forEngineers(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence
  return 'id' in sentence ? sentence.id : sentence.map(forEngineers).join(' ')
}

class FieldRefusal extends Refusal {
  override readonly fields: readonly FieldMessage[]

  constructor(fields: readonly FieldMessage[]) {
    super(
      'invalid',
      'invalid-fields',
      fields.map(({ message }) => message),
    )
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
