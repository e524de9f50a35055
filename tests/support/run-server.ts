import { readConfig } from '../../server/config.ts'
import { describeCrash, endOnCrash, stopOnSignal } from '../../server/crash.ts'
import { run } from '../../server/run.ts'

/**
 * A server in a separate process that accepts the settings of a rehearsal, which `npm start` refuses. Its parent reads one line.
 */
endOnCrash()
try {
  const server = await run(readConfig(process.env))
  stopOnSignal(() => server.stop())
  console.log(`listens on ${server.url},`)
} catch (error) {
  console.error(describeCrash(error))
  process.exit(1)
}
