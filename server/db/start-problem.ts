/** Why the server does not start, as one sentence (or two) that tell the operator what to do. Printed without a stack. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
  }
}
