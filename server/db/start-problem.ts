/** Why the server does not start, as one sentence (or two) that tell the operator what to do. Printed without a stack. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
  }
}

/** Where a name has several addresses the error is a list of errors, without words of its own. */
export function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error]
  return first instanceof Error ? first.message : 'no reason given'
}
