import type { Config } from './config.ts'
import type { Keys } from './db/keys/keys.ts'
import type { Db } from './db/pool.ts'

/** The first argument of every verb. */
export interface Core {
  db: Db
  keys: Keys
  config: Config
}
