import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** Names of connections in pg_stat_activity. They tell an operator which connection waits or blocks. */
export const connectionNames = {
  requests: 'roundrobin',
  jobs: 'roundrobin jobs',
  queue: 'roundrobin queue',
  worker: 'roundrobin worker',
  listen: 'roundrobin listen',
  start: 'roundrobin start',
  command: 'roundrobin command',
  /** Followed by a random name of the process, to which other processes address their messages. */
  keys: 'roundrobin keys',
  /** Followed by a random name of the process, which says whose connections of the text's editors are still there. */
  live: 'roundrobin live',
} as const
type Purpose = (typeof connectionNames)[keyof typeof connectionNames]
export type ConnectionName = Purpose | `${Purpose} ${string}`

/** Milliseconds. */
export const limits = {
  /** Time to open a connection, or to wait for a free one of a pool. */
  connect: 10_000,
  /** A pooled connection that is unused for this long is closed. */
  idle: 30_000,
  /** After this long without traffic, TCP probes whether the other end is alive. */
  keepAlive: 10_000,
  /** Limit for a statement of a request. Shorter than the minute that proxies wait, so that people receive our answer. */
  statement: 30_000,
  /** Limit for a statement of a job: batches of large letters, and tables that are rewritten. */
  longStatement: 1_800_000,
  /** Limit for an idle transaction of a request, after which PostgreSQL ends it and releases its locks. */
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

/** Opens a connection outside any pool. The caller closes it with `closeClient`. */
export async function connectClient(url: string, name: ConnectionName): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(url, name))
  // Without a listener, a lost connection would end the process. The running statement fails, and `end` follows.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    client.connection.stream.destroy()
    throw error
  }
  return client
}

/** Closes a connection. Waits at most one second, because the other end may not answer. */
export async function closeClient(client: pg.Client): Promise<void> {
  const given = new AbortController()
  const impatience = delay(1000, undefined, { signal: given.signal }).catch(() => undefined)
  await Promise.race([client.end().catch(() => undefined), impatience])
  given.abort()
  client.connection.stream.destroy()
}

/**
 * Asks at intervals over an otherwise silent connection. Closes the connection if an answer is still missing at the next interval.
 * This is necessary because a half-open connection reports no error by itself.
 * @param every milliseconds
 */
export function heartbeat(client: pg.Client, every: number, ask: () => Promise<void>): void {
  let waiting = false
  const close = () => client.connection.stream.destroy()
  const timer = setInterval(() => {
    // After a blocked event loop, the answer may have arrived unread. Sockets are read between timers and immediates.
    if (waiting) setImmediate(() => waiting && close())
    else {
      waiting = true
      ask().then(() => (waiting = false), close)
    }
  }, every)
  timer.unref()
  client.once('end', () => clearInterval(timer))
}
