import { answers } from '../db/answers.ts'
import { hasRoom } from '../db/has-room.ts'
import type { Keys } from '../db/keys/keys.ts'
import type { Db } from '../db/pool.ts'
import { longestWait } from '../jobs/longest-wait.ts'

/** The parts that can fail. An answer reveals only these words. */
export type Part = 'stopping' | 'database' | 'keys' | 'disk' | 'queue'

export interface Folder {
  path: string
  /** Bytes that must be free. */
  least: number
}

/** Milliseconds for each check. Every answer comes within a second, even if the database or the disk hangs. */
const patience = 800
/** Milliseconds between two writes that test the disk. A write for each request would let strangers wear it out. */
const diskEvery = 5000
/** Milliseconds. A worker that restarts is away for less. */
const workerAway = 60_000
/** Milliseconds that the oldest due job may have waited. */
const longestDue = 15 * 60_000

/** The health of this process, for load balancers and operators. */
export class Health {
  readonly #keys: Pick<Keys, 'check'>
  readonly #folders: readonly Folder[]
  readonly #withoutWorker: number
  readonly #asked = new Map<Part, Promise<boolean>>()
  #stopping = false
  #workerSeen = performance.now()
  #disk = { at: -Infinity, fine: true }

  /**
   * @param folders folders that this process writes to
   * @param withoutWorker milliseconds without any worker on the database after which the queue counts as stopped
   */
  constructor(keys: Pick<Keys, 'check'>, folders: readonly Folder[] = [], withoutWorker = workerAway) {
    this.#keys = keys
    this.#folders = folders
    this.#withoutWorker = withoutWorker
  }

  /** From now on /readyz reports that no new requests should be sent here. */
  stop(): void {
    this.#stopping = true
  }

  /** Takes the number of workers that are connected to the database now. */
  sees(workers: number): void {
    if (workers > 0) this.#workerSeen = performance.now()
  }

  /** Returns the parts that keep this process from reading or writing. */
  async faults(db: Db): Promise<Part[]> {
    return this.#failing([
      ['database', () => answers(db)],
      ['keys', () => this.#keysAreSafe()],
      ['disk', () => this.#diskIsFine()],
    ])
  }

  /** Returns the reasons why no requests should be sent here. */
  async unready(db: Db): Promise<Part[]> {
    const failing = await this.#failing([
      ['database', () => answers(db)],
      ['keys', () => this.#keysAreSafe()],
      ['disk', () => this.#diskIsFine()],
      ['queue', () => this.#queueMoves(db)],
    ])
    // If the database does not answer, the state of the queue is unknown.
    const known = failing.includes('database') ? failing.filter((part) => part !== 'queue') : failing
    return [...(this.#stopping ? (['stopping'] as const) : []), ...known]
  }

  async #failing(checks: readonly [Part, () => Promise<boolean>][]): Promise<Part[]> {
    const fine = await Promise.all(checks.map(([part, check]) => this.#within(part, check)))
    return checks.flatMap(([part], index) => (fine[index] === true ? [] : [part]))
  }

  /** Concurrent requests share one running check (single flight), so that a check that hangs cannot use up connections. */
  async #within(part: Part, check: () => Promise<boolean>): Promise<boolean> {
    const asked =
      this.#asked.get(part) ??
      check()
        .catch(() => false)
        .finally(() => this.#asked.delete(part))
    this.#asked.set(part, asked)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), patience)))
    const fine = await Promise.race([asked, late])
    clearTimeout(timer)
    return fine
  }

  /** Returns false if other users can read the keys, or if this process cannot. Every use of a key is then refused. */
  async #keysAreSafe(): Promise<boolean> {
    await Promise.resolve()
    this.#keys.check()
    return true
  }

  async #diskIsFine(): Promise<boolean> {
    if (performance.now() - this.#disk.at < diskEvery) return this.#disk.fine
    const fine = await Promise.all(this.#folders.map(({ path, least }) => hasRoom(path, least)))
    this.#disk = { at: performance.now(), fine: fine.every(Boolean) }
    return this.#disk.fine
  }

  async #queueMoves(db: Db): Promise<boolean> {
    if (performance.now() - this.#workerSeen > this.#withoutWorker) return false
    return (await longestWait(db)) < longestDue
  }
}
