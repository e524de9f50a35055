import { PostgresDriver, type CompiledQuery, type DatabaseConnection } from 'kysely'

/** The beginning of statements that notify other processes of a change. Their first parameter is the letter's id. */
export const notification = 'select pg_notify'

type Listener = (letterId: string) => void

/** Listeners for the changes of this process, by the database that it opened. */
const listeners = new WeakMap<object, Set<Listener>>()

/**
 * Calls `listener` after each commit of this process that changed a letter, before the commit is reported to the caller. So the
 * next page of the person who made a change shows it, although the notification itself takes a moment to come back.
 *
 * @returns a function that ends it
 */
export function onOwnChange(db: object, listener: Listener): () => void {
  const known = listeners.get(db) ?? new Set()
  listeners.set(db, known.add(listener))
  return () => known.delete(listener)
}

/** Tells the listeners of the database that `opened` returns. Notes what each connection notifies, until it commits. */
export class NotifyingDriver extends PostgresDriver {
  readonly #opened: () => object
  readonly #noted = new WeakMap<DatabaseConnection, { letters: Set<string>; inTransaction: boolean }>()

  constructor(config: ConstructorParameters<typeof PostgresDriver>[0], opened: () => object) {
    super(config)
    this.#opened = opened
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    if (!this.#noted.has(connection)) this.#watch(connection)
    return connection
  }

  override async beginTransaction(...args: Parameters<PostgresDriver['beginTransaction']>): Promise<void> {
    this.#start(args[0], true)
    await super.beginTransaction(...args)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#tell(connection)
    this.#start(connection, false)
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#start(connection, false)
    await super.rollbackTransaction(connection)
  }

  #watch(connection: DatabaseConnection): void {
    this.#start(connection, false)
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = async <Row>(query: CompiledQuery) => {
      const result = await execute<Row>(query)
      if (query.sql.startsWith(notification)) {
        this.#noted.get(connection)?.letters.add(String(query.parameters[0]))
        if (this.#noted.get(connection)?.inTransaction === false) this.#tell(connection)
      }
      return result
    }
  }

  #start(connection: DatabaseConnection, inTransaction: boolean): void {
    this.#noted.set(connection, { letters: new Set(), inTransaction })
  }

  #tell(connection: DatabaseConnection): void {
    for (const letter of this.#noted.get(connection)?.letters ?? [])
      for (const listener of listeners.get(this.#opened()) ?? []) listener(letter)
  }
}
