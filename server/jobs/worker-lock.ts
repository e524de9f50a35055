import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { closeClient, connectClient, connectionNames, heartbeat } from '../db/connection.ts'
import { backOff } from './back-off.ts'

export interface WorkerLock {
  /** Resolves while the lock is held, and once it is given up for good. */
  held(): Promise<void>
  isHeld(): boolean
  release(): Promise<void>
}

/** Milliseconds between two questions whether the connection still stands. */
const askEvery = 5000

/**
 * An advisory lock named after a worker: while the worker lives others find it taken, and PostgreSQL frees it in the moment the process
 * is gone, however it went. A lost connection is replaced until the lock is released. The lock belongs to a transaction that stays
 * open, and not to a session: it ends with its connection even where a pooler keeps the session for others, so none is ever left over.
 */
export function holdWorkerLock(url: string, workerName: string): WorkerLock {
  let client: pg.Client | undefined
  let released = false
  let isHeld = false
  let { promise: held, resolve: nowHeld } = pending()
  const wait = backOff()
  const giveUp = new AbortController()

  function lose(): void {
    if (released) return
    isHeld = false
    ;({ promise: held, resolve: nowHeld } = pending())
    taking = take()
  }

  async function take(): Promise<void> {
    while (!released) {
      let next: pg.Client | undefined
      try {
        next = await connectClient(url, connectionNames.worker)
        const ended = watchEnd(next, () => client === next && lose())
        await lock(next, workerName)
        if (ended()) throw new Error('The connection was lost meanwhile.')
        heartbeat(next, askEvery, askOver(next))
        client = next
        isHeld = true
        wait.reset()
        nowHeld()
        return
      } catch {
        if (next) await closeClient(next)
        await sleep(wait.next(), undefined, { ref: false, signal: giveUp.signal }).catch(() => undefined)
      }
    }
  }

  let taking = take()
  return {
    held: () => held,
    isHeld: () => isHeld,
    async release() {
      released = true
      giveUp.abort()
      nowHeld()
      await taking
      isHeld = false
      if (client) await closeClient(client)
    },
  }
}

async function lock(client: pg.Client, workerName: string): Promise<void> {
  // A URL can set another name, and workers are counted by ours.
  await client.query("select set_config('application_name', $1, false)", [connectionNames.worker])
  await client.query('begin')
  // The transaction does nothing for as long as the worker lives, whatever limits the database sets.
  await client.query(`select set_config(name, '0', true) from pg_settings
    where name in ('idle_in_transaction_session_timeout', 'transaction_timeout', 'statement_timeout', 'lock_timeout')`)
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [workerName])
}

function watchEnd(client: pg.Client, onEnd: () => unknown): () => boolean {
  let ended = false
  client.once('end', () => {
    ended = true
    onEnd()
  })
  return () => ended
}

function askOver(client: pg.Client): () => Promise<void> {
  return async () => {
    await client.query('select')
  }
}

function pending(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
