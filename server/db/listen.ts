import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { closeClient, connectClient, connectionNames, heartbeat, type ConnectionName } from './connection.ts'

/** Milliseconds between two heartbeats of a connection that listens. */
export const heartbeatEvery = 2000
/**
 * For how long after a heartbeat was sent its answer stands for having heard everything: until the answer to the next one, which may
 * take some time. A change that nobody told us of is therefore never hidden from us for three seconds.
 */
export const heardFor = heartbeatEvery + 900

/** Who else works on the same database just now, each counted by its connections. */
export interface Others {
  /** Processes that listen, this one included. */
  processes: number
  /** Processes that carry out jobs, this one included. */
  workers: number
}

export interface Listener {
  onPayload: (payload: string) => void
  /** Everything that was told before this moment (of performance.now()) has been heard. */
  onHeard: (upTo: number, others: Others) => void
  /** The connection is lost. What is told from here to the next `onHeard` is not heard. */
  onLost: () => void
}

export interface Listening {
  close(): Promise<void>
}

/**
 * Hears what other processes tell on a channel. A lost connection is replaced. The URL must lead straight to the database, since a
 * transaction-pooling proxy loses LISTEN.
 * @param options.every milliseconds between two heartbeats
 * @param options.name by which pg_stat_activity shows the connection; processes are counted by the default
 */
export async function listen(
  url: string,
  channel: string,
  listener: Listener,
  { every = heartbeatEvery, name = connectionNames.listen }: { every?: number | undefined; name?: ConnectionName } = {},
): Promise<Listening> {
  const closing = new AbortController()
  const isClosing = () => closing.signal.aborted
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = await connectClient(url, name)
    next.on('notification', ({ payload }) => listener.onPayload(payload ?? ''))
    // A plain SELECT: a NOTIFY would take a transaction number each time, and the numbers of rows would tell when they were written.
    const ask = async () => {
      const sent = performance.now()
      const { rows } = await next.query<Others>(others, [connectionNames.listen, connectionNames.worker])
      if (!closing.signal.aborted) listener.onHeard(sent, rows[0] ?? { processes: 1, workers: 0 })
    }
    next.once('end', () => {
      if (closing.signal.aborted) return
      listener.onLost()
      void reconnect()
    })
    try {
      // A URL can set another name, and we are counted by ours.
      await next.query("select set_config('application_name', $1, false)", [name])
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      await ask()
    } catch (error) {
      next.removeAllListeners('end')
      await closeClient(next)
      throw error
    }
    heartbeat(next, every, ask)
    return next
  }

  async function reconnect(): Promise<void> {
    for (let wait = 50; !closing.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        await delay(wait, undefined, { signal: closing.signal })
        client = await connect()
        if (isClosing()) await closeClient(client)
        return
      } catch {
        // Not there yet, or closing.
      }
    }
  }

  return {
    close: async () => {
      closing.abort()
      await closeClient(client)
    },
  }
}

const others = `select count(*) filter (where application_name = $1)::int as processes,
    count(*) filter (where application_name = $2)::int as workers
  from pg_stat_activity where datname = current_database()`
