import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** Each connection says what it is for, so that an operator who looks at pg_stat_activity knows which one waits or blocks. */
export const connectionNames = {
  requests: 'roundrobin',
  jobs: 'roundrobin jobs',
  queue: 'roundrobin queue',
  worker: 'roundrobin worker',
  listen: 'roundrobin listen',
  start: 'roundrobin start',
  command: 'roundrobin command',
  /** Followed by a random name of the process, to which other processes address themselves. */
  keys: 'roundrobin keys',
} as const
type Purpose = (typeof connectionNames)[keyof typeof connectionNames]
export type ConnectionName = Purpose | `${Purpose} ${string}`

/** Milliseconds. */
export const limits = {
  /** For a new connection, and for a free one of a pool. */
  connect: 10_000,
  /** A connection of a pool that nobody used for this long is closed. */
  idle: 30_000,
  /** TCP asks a silent connection after this long whether the other end is there. */
  keepAlive: 10_000,
  /** For a statement of a request. Less than the minute that proxies wait, so that people get our answer. */
  statement: 30_000,
  /** For a statement of a job: batches of large letters, and tables that are rewritten. */
  longStatement: 1_800_000,
  /** A transaction of a request in which nothing happens holds its locks no longer. */
  idleInTransaction: 60_000,
} as const

export function connectionOptions(url: string, name: ConnectionName): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: limits.keepAlive,
  }
}

/** A connection of its own. The caller closes it with `closeClient`. */
export async function connectClient(url: string, name: ConnectionName): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(url, name))
  // Without a listener a lost connection would end the process. The statement under way fails, and `end` follows.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    client.connection.stream.destroy()
    throw error
  }
  return client
}

/** Closes a connection, also one whose other end no longer answers. */
export async function closeClient(client: pg.Client): Promise<void> {
  const given = new AbortController()
  const impatience = delay(1000, undefined, { signal: given.signal }).catch(() => undefined)
  await Promise.race([client.end().catch(() => undefined), impatience])
  given.abort()
  client.connection.stream.destroy()
}

/**
 * Asks at intervals over a connection that is otherwise silent, and closes it where an answer has not come by the next time: a
 * half-open connection reports no error by itself.
 * @param every milliseconds
 */
export function heartbeat(client: pg.Client, every: number, ask: () => Promise<void>): void {
  let waiting = false
  const close = () => client.connection.stream.destroy()
  const timer = setInterval(() => {
    // After a blocked event loop the answer may be there unread: sockets are read between timers and immediates.
    if (waiting) setImmediate(() => waiting && close())
    else {
      waiting = true
      ask().then(() => (waiting = false), close)
    }
  }, every)
  timer.unref()
  client.once('end', () => clearInterval(timer))
}
