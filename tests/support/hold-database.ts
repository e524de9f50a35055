import { startEmbedded } from '../../server/db/embedded/cluster.ts'

/** A process that runs the embedded database until it is stopped or killed. Its parent reads one line. */
const [dataDir = ''] = process.argv.slice(2)
try {
  const embedded = await startEmbedded({ dataDir })
  console.log(JSON.stringify({ url: embedded.url, postmaster: embedded.pid() }))
  process.once('SIGTERM', () => void embedded.stop().then(() => process.exit(0)))
} catch (error) {
  console.log(JSON.stringify({ problem: (error as Error).message }))
  process.exitCode = 1
}
