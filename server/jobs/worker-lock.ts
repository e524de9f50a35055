import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface WorkerLock {
  /** Resolves while the lock is held, and once it is given up for good. */
  held(): Promise<void>
  isHeld(): boolean
  release(): Promise<void>
}

const retryAfter = 1000

/**
 * A session advisory lock named after a worker: as long as the worker lives others find it taken, and PostgreSQL frees it in
 * the moment the process is gone, however it went. A lost connection is replaced until the lock is released.
 */
export function holdWorkerLock(url: string, workerName: string): WorkerLock {
  let client: pg.Client | undefined
  let released = false
  let isHeld = false
  let { promise: held, resolve: nowHeld } = pending()

  function lose(): void {
    if (released) return
    isHeld = false
    ;({ promise: held, resolve: nowHeld } = pending())
    taking = take()
  }

  async function take(): Promise<void> {
    while (!released) {
      try {
        client = await connect(url)
        await client.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [workerName])
        isHeld = true
        client.once('end', lose)
        nowHeld()
        return
      } catch {
        await client?.end().catch(() => undefined)
        await sleep(retryAfter, undefined, { ref: false })
      }
    }
  }

  let taking = take()
  return {
    held: () => held,
    isHeld: () => isHeld,
    async release() {
      released = true
      nowHeld()
      await taking
      isHeld = false
      await client?.end().catch(() => undefined)
    },
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    application_name: 'roundrobin worker',
  })
  // Without a listener a lost connection would end the process; `end` follows and is what we act on.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

function pending(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
