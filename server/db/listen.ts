import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

const HEARTBEAT = 15_000

/**
 * Hears what other processes tell on a channel. `onLive` is called with whether it hears: false when the connection is lost, true
 * when there is a new one. Whatever was told in between has not been heard. The URL must lead straight to the database, since a
 * transaction-pooling proxy loses LISTEN.
 */
export async function listen(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  onLive: (hears: boolean) => void,
): Promise<{ close(): Promise<void> }> {
  const closing = new AbortController()
  let client = await connect()
  onLive(true)

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, query_timeout: HEARTBEAT / 3 })
    // `end` follows, and is what we act on.
    next.on('error', () => undefined)
    next.on('notification', ({ payload }) => onPayload(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end().catch(() => undefined)
      throw error
    }
    const heartbeat = setInterval(
      () => void next.query('select').catch(() => next.connection.stream.destroy()),
      HEARTBEAT,
    )
    heartbeat.unref()
    next.once('end', () => {
      clearInterval(heartbeat)
      if (closing.signal.aborted) return
      onLive(false)
      void reconnect()
    })
    return next
  }

  async function reconnect(): Promise<void> {
    for (let wait = 50; !closing.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        await delay(wait, undefined, { signal: closing.signal })
        client = await connect()
        onLive(true)
        return
      } catch {
        // Not there yet, or closing.
      }
    }
  }

  return {
    close: async () => {
      closing.abort()
      await client.end()
    },
  }
}
