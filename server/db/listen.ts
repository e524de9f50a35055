import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { closeClient, connectClient, connectionNames, heartbeat, type ConnectionName } from './connection.ts'

/** Milliseconds between two heartbeats of a connection that listens. */
export const heartbeatEvery = 2000
/**
 * Milliseconds after the sending of an answered heartbeat during which all changes count as heard.
 * The next answer may arrive up to 900 ms after its interval. If a notification is lost, others rely on old data for less than
 * three seconds.
 */
export const heardFor = heartbeatEvery + 900

/** The processes that work on the same database now, counted by their connections. */
export interface Others {
  /** Processes that listen, including this one. */
  processes: number
  /** Processes that run jobs, including this one. */
  workers: number
  /** Processes in which people have typed in drafts, including this one. */
  editing: number
}

export interface Listener {
  onPayload: (payload: string) => void
  /** Every message sent before this moment (of performance.now()) has been heard. */
  onHeard: (upTo: number, others: Others) => void
  /** The connection is lost. Messages until the next `onHeard` are not heard. */
  onLost: () => void
}

export interface Listening {
  close(): Promise<void>
}

/**
 * Listens on a channel and replaces a lost connection.
 * @param url leads directly to the database, because a transaction-pooling proxy loses LISTEN
 * @param options.every milliseconds between two heartbeats
 * @param options.name name of the connection in pg_stat_activity. Processes are counted by the default name.
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
    // Uses a SELECT. A NOTIFY would use a transaction number each time, so the transaction numbers of rows would tell when they
    // were written.
    const ask = async () => {
      const sent = performance.now()
      const { rows } = await next.query<Others>(others, [
        connectionNames.listen,
        connectionNames.worker,
        `${connectionNames.live} %`,
      ])
      if (!closing.signal.aborted) listener.onHeard(sent, rows[0] ?? { processes: 1, workers: 0, editing: 0 })
    }
    next.once('end', () => {
      if (closing.signal.aborted) return
      listener.onLost()
      void reconnect()
    })
    try {
      // The URL may set another name, but processes are counted by this one.
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
        // The database is not back yet, or this connection is closing.
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
    count(*) filter (where application_name = $2)::int as workers,
    count(*) filter (where application_name like $3)::int as editing
  from pg_stat_activity where datname = current_database()`
