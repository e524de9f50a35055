import { say, sentenceIds, type Sentence } from './messages/message.ts'

export { say, type Sentence }

export type RefusalKind =
  'invalid' | 'unauthenticated' | 'not-found' | 'forbidden' | 'conflict' | 'gone' | 'too-many' | 'unavailable'

export interface FieldMessage {
  field: string
  message: Sentence
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
    super(sentenceIds(sentence))
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

const nothingFound = {
  answer: 'refusal-no-answer',
  attachment: 'refusal-no-attachment',
  call: 'refusal-no-call',
  comment: 'refusal-no-comment',
  copy: 'refusal-no-copy',
  delivery: 'refusal-no-delivery',
  demand: 'refusal-no-demand',
  entry: 'refusal-no-entry',
  invitation: 'refusal-no-invitation',
  letter: 'refusal-no-letter',
  mail: 'refusal-no-mail',
  page: 'refusal-no-page',
  PDF: 'refusal-no-pdf',
  person: 'refusal-no-person',
  photo: 'refusal-no-photo',
  proposal: 'refusal-no-proposal',
  passkey: 'refusal-no-passkey',
  'proposed change': 'refusal-no-proposed-change',
  request: 'refusal-no-request',
  revision: 'refusal-no-revision',
  session: 'refusal-no-session',
  signature: 'refusal-no-signature',
  stage: 'refusal-no-stage',
  statement: 'refusal-no-statement',
} as const

/** @param what the thing that the address would name. Each has its own message, because grammar differs between languages. */
export function notFoundRefusal(what: keyof typeof nothingFound = 'page'): Refusal {
  return new Refusal('not-found', 'not-found', say(nothingFound[what]))
}
