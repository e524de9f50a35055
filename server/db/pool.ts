import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { connectionNames, connectionOptions, limits, type ConnectionName } from './connection.ts'
import { limitedClient } from './limited-client.ts'
import { NotifyingDriver } from './own-changes.ts'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

export interface Database {
  db: Db
  pool: pg.Pool
  close: () => Promise<void>
}

export interface DatabaseOptions {
  max?: number
  name?: ConnectionName
  /** Milliseconds that a statement may take. */
  statement?: number
  /** Milliseconds to wait for a connection. */
  connect?: number
  /** Set behind a transaction-pooling proxy, which refuses session settings. Then only this process enforces the limits. */
  pooled?: boolean
}

/**
 * Opens a pool of connections. It connects at the first query.
 * `close` waits for running statements, then cuts the connections that remain.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { max = 10, name = connectionNames.requests, pooled = false } = options
  const { statement = limits.statement, connect = limits.connect } = options
  const pool = new pg.Pool({
    ...connectionOptions(url, name),
    max,
    types: { getTypeParser },
    connectionTimeoutMillis: connect,
    idleTimeoutMillis: limits.idle,
    // Later than PostgreSQL's own limit, because the connection survives that error.
    Client: limitedClient(pooled ? statement : statement + 1000),
    ...(!pooled && {
      statement_timeout: statement,
      idle_in_transaction_session_timeout: Math.max(limits.idleInTransaction, statement),
    }),
  })
  const { open, closeOthers } = watchConnections(pool)
  const dialect = new PostgresDialect({ pool })
  dialect.createDriver = () => new NotifyingDriver({ pool }, () => db)
  const db: Db = new Kysely<Schema>({ dialect })
  // Kysely does not end a pool that it never used. The pool reports its end before its connections are closed, so this waits for
  // them.
  const close = async () => {
    const given = setTimeout(closeOthers, toClose)
    await db.destroy()
    if (!pool.ending) await pool.end()
    await Promise.all(open)
    clearTimeout(given)
  }
  return { db, pool, close }
}

/** Milliseconds for running statements and for the other end to close. After that, connections are cut. */
const toClose = 10_000

function watchConnections(pool: pg.Pool) {
  // Without a listener, a restart of the database would end this process. The pool drops the connection, and the next query opens
  // another.
  pool.on('error', () => undefined)
  const open = new Set<Promise<void>>()
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    // The pool does not watch connections that are in use. If one is lost between two statements of a transaction, the next
    // statement fails.
    client.on('error', () => undefined)
    const ended = new Promise<void>((resolve) => client.once('end', resolve)).then(() => {
      open.delete(ended)
      clients.delete(client)
    })
    open.add(ended)
    clients.add(client)
  })
  const closeOthers = () => {
    for (const client of clients) client.connection.stream.destroy()
  }
  return { open, closeOthers }
}

/** A day stays 'YYYY-MM-DD'. As a Date, it would change with the time zone of the process. */
const asText = (text: string) => text

type TypeId = Parameters<typeof pg.types.setTypeParser>[0]

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.DATE]: asText,
  [pg.types.builtins.INT8]: safeInteger,
}

function getTypeParser(type: TypeId, format?: 'text' | 'binary'): unknown {
  const parser = format === 'binary' ? undefined : parsers[type]
  return parser ?? pg.types.getTypeParser(type, format)
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a number`)
  return number
}
