import pg from 'pg'

/** A statement was not answered within its limit, so its connection is closed. */
export class StatementUnanswered extends Error {
  override name = 'StatementUnanswered'

  constructor() {
    super('the database did not answer a statement in time')
  }
}

type Query = (...args: unknown[]) => unknown
type Done = (...outcome: unknown[]) => void

/**
 * A client for pools in which this process enforces a time limit for each statement.
 * PostgreSQL's own limit does not help if the connection or a pooler has stopped, because no answer would arrive.
 * The connection is closed, because a late answer would be taken for the answer of the next statement.
 */
export function limitedClient(milliseconds: number): typeof pg.Client {
  class LimitedClient extends pg.Client {
    constructor(options?: string | pg.ClientConfig) {
      super(options)
      const query = (super.query as Query).bind(this)
      this.query = ((...args: unknown[]) => {
        const timer = setTimeout(() => this.connection.stream.destroy(new StatementUnanswered()), milliseconds)
        const stop = () => clearTimeout(timer)
        const last = args.at(-1)
        if (typeof last === 'function')
          return query(...args.slice(0, -1), (...outcome: unknown[]) => {
            stop()
            ;(last as Done)(...outcome)
          })
        const answer = query(...args)
        if (answer instanceof Promise) answer.then(stop, stop)
        else stop()
        return answer
      }) as typeof this.query
    }
  }
  return LimitedClient
}
