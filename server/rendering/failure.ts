/**
 * The reason why nothing was rendered.
 * `memory`: the task exceeded its memory limit. `time`: it exceeded its time limit. `broken`: the process ended twice without an
 * answer.
 * `impossible`: the renderer refused the task. `busy` and `stopping` are temporary, so the same task may succeed later.
 */
export type FailureReason = 'memory' | 'time' | 'broken' | 'impossible' | 'busy' | 'stopping'

export class RenderingFailure extends Error {
  readonly reason: FailureReason
  /** For `impossible`: the renderer's message, for logs and not for pages. */
  readonly said: string
  /** A route that does not catch this error answers that the server is busy. */
  readonly statusCode = 503

  constructor(reason: FailureReason, said = '') {
    super(`nothing was rendered (${reason})`)
    this.name = 'RenderingFailure'
    this.reason = reason
    this.said = said
  }

  /** True if the same task may succeed later without changes. */
  get passes(): boolean {
    return this.reason === 'busy' || this.reason === 'stopping'
  }
}
