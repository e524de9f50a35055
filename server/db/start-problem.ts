import { formatSentence } from '../messages/format-sentence.ts'
import type { Message } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'

/**
 * A reason why the server does not start, or why a command stops. Its sentence tells the operator what to do. It is printed without
 * a stack.
 */
export class StartProblem extends Error {
  readonly sentence: Message | readonly Message[]

  constructor(sentence: Message | readonly Message[], options?: ErrorOptions) {
    super(formatSentence(sentence, wordsWithoutRequest()), options)
    this.name = 'StartProblem'
    this.sentence = sentence
  }
}

/**
 * Returns the message of an error. If a host name has several addresses, the error is an AggregateError without a message of its
 * own.
 */
export function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error]
  return first instanceof Error ? first.message : String(first)
}
