import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Core } from '../../server/core.ts'
import type { Database } from '../../server/db/pool.ts'
import { insertCrowd } from './crowd.ts'
import { openBenchLetter } from './letter.ts'
import { coreBeside, startApp, type AppProcess } from './server.ts'

/** Things that several rows share, made when the first row needs them. */
export class Stage {
  #started: { app: AppProcess; core: Core; database: Database } | undefined
  readonly #letters = new Map<string, Promise<AddressedLetter>>()

  async app(): Promise<AppProcess> {
    return (await this.#start()).app
  }

  async beside(): Promise<{ app: AppProcess; core: Core; database: Database }> {
    return this.#start()
  }

  /** A letter without signatures. */
  async letter(slug: string): Promise<AddressedLetter> {
    return this.#once(slug, async (core) => openBenchLetter(core, slug))
  }

  /** The path of a letter with this many signatures. */
  async crowd(count: number): Promise<string> {
    return `/letters/${(await this.crowdedLetter(count)).slug}`
  }

  async crowdedLetter(count: number): Promise<AddressedLetter> {
    const letter = await this.#once(`crowd-${count}`, async (core) => {
      const opened = await openBenchLetter(core, `crowd-${count}`)
      await insertCrowd(core, opened, count)
      return opened
    })
    await this.#settle()
    return letter
  }

  /** A letter with more than `depth` public names, and the path of the page at that depth. */
  async longList(depth: number): Promise<{ path: string; deep: string }> {
    const letter = await this.#once('long-list', async (core) => {
      const opened = await openBenchLetter(core, 'long-list')
      await insertCrowd(core, opened, depth + 500, { public: true })
      return opened
    })
    await this.#settle()
    const { core } = await this.#start()
    const { id } = await core.db
      .selectFrom('signature')
      .select('id')
      .where('letter_id', '=', letter.id)
      .orderBy('id')
      .offset(depth - 1)
      .limit(1)
      .executeTakeFirstOrThrow()
    return { path: `/letters/${letter.slug}`, deep: id.toString('base64url') }
  }

  async close(): Promise<void> {
    await this.#started?.database.close()
    await this.#started?.app.stop()
  }

  async #start() {
    if (!this.#started) {
      const app = await startApp()
      this.#started = { app, ...coreBeside(app) }
    }
    return this.#started
  }

  #once(name: string, make: (core: Core) => Promise<AddressedLetter>): Promise<AddressedLetter> {
    const made = this.#letters.get(name) ?? this.#start().then(({ core }) => make(core))
    this.#letters.set(name, made)
    return made
  }

  /** Does what autovacuum would have done by the time a letter has so many signatures. */
  async #settle(): Promise<void> {
    const { database } = await this.#start()
    await database.pool.query('vacuum analyze signature, tally, letter')
  }
}
