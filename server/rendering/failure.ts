/**
 * Why nothing was rendered. `memory`: it needed more than its limit. `time`: it took longer than its limit. `broken`: the process
 * ended twice without an answer. `impossible`: the renderer said no. `busy` and `stopping` pass: the same task may work later.
 */
export type FailureReason = 'memory' | 'time' | 'broken' | 'impossible' | 'busy' | 'stopping'

export class RenderingFailure extends Error {
  readonly reason: FailureReason
  /** Of `impossible`: the renderer's own words, for us and not for a page. */
  readonly said: string
  /** A route that does not catch it answers that the server is busy. */
  readonly statusCode = 503

  constructor(reason: FailureReason, said = '') {
    super(`nothing was rendered (${reason})`)
    this.name = 'RenderingFailure'
    this.reason = reason
    this.said = said
  }

  /** Whether the same task may succeed later without any change. */
  get passes(): boolean {
    return this.reason === 'busy' || this.reason === 'stopping'
  }
}
