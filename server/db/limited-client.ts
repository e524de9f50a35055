import pg from 'pg'

/** A statement that was not answered within its limit. Its connection is closed. */
export class StatementUnanswered extends Error {
  override name = 'StatementUnanswered'

  constructor() {
    super('the database did not answer a statement in time')
  }
}

type Query = (...args: unknown[]) => unknown
type Done = (...outcome: unknown[]) => void

/**
 * A client for pools whose statements have a time limit that this process keeps itself. PostgreSQL's own limit does not help where the
 * connection, or a pooler on the way, has stopped: no answer would ever come. The connection is closed, because an answer that comes
 * late would be taken for that of the next statement's.
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
