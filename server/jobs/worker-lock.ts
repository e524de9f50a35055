import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { closeClient, connectClient, connectionNames, heartbeat } from '../db/connection.ts'
import { backOff } from './back-off.ts'

export interface WorkerLock {
  /** Resolves while the lock is held, and after its release. */
  held(): Promise<void>
  isHeld(): boolean
  release(): Promise<void>
}

/** Milliseconds between two checks of the connection. */
const askEvery = 5000

/**
 * Holds an advisory lock that is named after a worker. Others find it taken while the worker lives.
 * PostgreSQL frees it as soon as the process ends in any way. A lost connection is replaced until the release.
 * The lock belongs to an open transaction, not to a session, so it ends with its connection. Behind a pooler, a session and its
 * lock would remain.
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
  // The URL may set another name, but workers are counted by this one.
  await client.query("select set_config('application_name', $1, false)", [connectionNames.worker])
  await client.query('begin')
  // The transaction stays idle as long as the worker lives, so the time limits of the database are disabled.
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
