import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { writeTombstone } from '../../server/db/keys/key-files.ts'
import { openKeys, type Keys } from '../../server/db/keys/keys.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { endTogether } from '../../server/together/end-together.ts'

/** A process that ends the waiting of a letter, and stops for good at a step. A test kills it there. */
const [url = '', keysDir = '', logsDir = '', letterId = '', now = '', step = ''] = process.argv.slice(2)
const keys = openKeys(keysDir)

/** Blocks the whole process, so that nothing happens between the step and the kill. */
function stop(): never {
  writeSync(1, `stopped at ${step}\n`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  throw new Error('the process was not killed')
}

const stopping: Keys = {
  ...keys,
  // In the middle of the transaction, when the names are opened.
  together: (id, purpose) => (step === 'opening' ? stop() : keys.together(id, purpose)),
  destroy: (id, kind) => {
    // The end is committed.
    if (step === 'committed') stop()
    if (step === 'tombstone') {
      writeTombstone(join(keysDir, 'letters', `${id}.${kind}.gone`))
      stop()
    }
    keys.destroy(id, kind)
    if (step === 'destroyed') stop()
  },
}
const { db } = openDatabase(url, { max: 2 })
const config = readConfig({ LIMITS: 'off', LOGS_DIR: logsDir, KEYS_DIR: keysDir })
await endTogether({ db, keys: stopping, config }, letterId, new Date(now))
writeSync(1, 'ended\n')
process.exit(0)
