import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

export interface Database {
  db: Db
  pool: pg.Pool
  close: () => Promise<void>
}

export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types: { getTypeParser },
    application_name: 'roundrobin',
  })
  // Without a listener a restart of the database would end this process. The connection is dropped; the next query makes another.
  pool.on('error', () => undefined)
  const open = new Set<Promise<void>>()
  pool.on('connect', (client) => {
    // Nor may one that is lost between two statements of a transaction, which the pool does not watch: the next statement fails.
    client.on('error', () => undefined)
    const ended = new Promise<void>((resolve) => client.once('end', resolve)).then(() => void open.delete(ended))
    open.add(ended)
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  // Kysely leaves a pool alone that it has not used, and the pool says that it has ended before its connections have.
  const close = async () => {
    await db.destroy()
    if (!pool.ending) await pool.end()
    await Promise.all(open)
  }
  return { db, pool, close }
}

/** A day stays 'YYYY-MM-DD': as a Date it would move with the time zone of the process. */
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
