import { answers } from '../db/answers.ts'
import { hasRoom } from '../db/has-room.ts'
import type { Db } from '../db/pool.ts'
import { longestWait } from '../jobs/longest-wait.ts'

/** What can be wrong. Nobody outside learns more than this word. */
export type Part = 'stopping' | 'database' | 'disk' | 'queue'

export interface Folder {
  path: string
  /** Bytes that have to be free. */
  least: number
}

/** Milliseconds for each check. The answer comes within a second, whatever the database or the disk does. */
const patience = 800
/** Writing to a disk at each question would let strangers wear it. */
const diskEvery = 5000
/** A worker that is started again is away for less. */
const workerAway = 60_000
/** Milliseconds that the oldest job that is due may have waited. */
const longestDue = 15 * 60_000

/** What a load balancer or an operator wants to know of this process. */
export class Health {
  readonly #folders: readonly Folder[]
  readonly #withoutWorker: number
  readonly #asked = new Map<Part, Promise<boolean>>()
  #stopping = false
  #workerSeen = performance.now()
  #disk = { at: -Infinity, fine: true }

  /**
   * @param folders that this process writes to
   * @param withoutWorker milliseconds without a worker anywhere after which the queue is said to stand still
   */
  constructor(folders: readonly Folder[] = [], withoutWorker = workerAway) {
    this.#folders = folders
    this.#withoutWorker = withoutWorker
  }

  /** From now on no new requests should be sent here. */
  stop(): void {
    this.#stopping = true
  }

  /** How many workers the database knows of just now. */
  sees(workers: number): void {
    if (workers > 0) this.#workerSeen = performance.now()
  }

  /** Whether this process can read and write. */
  async faults(db: Db): Promise<Part[]> {
    return this.#failing([
      ['database', () => answers(db)],
      ['disk', () => this.#diskIsFine()],
    ])
  }

  /** Whether requests should be sent here. */
  async unready(db: Db): Promise<Part[]> {
    const faults = this.#failing([
      ['database', () => answers(db)],
      ['disk', () => this.#diskIsFine()],
      ['queue', () => this.#queueMoves(db)],
    ])
    const failing = await faults
    // Nothing is known of the queue where the database does not answer.
    const known = failing.includes('database') ? failing.filter((part) => part !== 'queue') : failing
    return [...(this.#stopping ? (['stopping'] as const) : []), ...known]
  }

  async #failing(checks: readonly [Part, () => Promise<boolean>][]): Promise<Part[]> {
    const fine = await Promise.all(checks.map(([part, check]) => this.#within(part, check)))
    return checks.flatMap(([part], index) => (fine[index] === true ? [] : [part]))
  }

  /** Those who ask while a check is under way share it: a check that hangs must not use up connections. */
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
