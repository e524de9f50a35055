/** A reason why the server does not start. The message tells the operator what to do. It is printed without a stack. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
  }
}

/**
 * Returns the message of an error. If a host name has several addresses, the error is an AggregateError without a message of its
 * own.
 */
export function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error]
  return first instanceof Error ? first.message : 'no reason given'
}
