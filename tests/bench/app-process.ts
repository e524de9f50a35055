import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { run } from '../../server/run.ts'

/**
 * The whole server with its embedded PostgreSQL, as `npm start` runs it. It accepts the settings of a rehearsal. It tells its
 * parent its URLs and PostgreSQL's process id.
 */
const embedded = await startEmbedded({ dataDir: process.env['DATA_DIR'] ?? '' })
const server = await run(readConfig({ ...process.env, DATABASE_URL: embedded.url }))
console.log(JSON.stringify({ url: server.url, databaseUrl: embedded.url, postmaster: embedded.pid() }))
const stop = () => {
  void server
    .stop()
    .then(() => embedded.stop())
    .then(() => process.exit(0))
}
process.once('SIGTERM', stop)
// Answers each line with the current process id of PostgreSQL.
process.stdin.on('data', () => console.log(String(embedded.pid())))
// The parent process has ended.
process.stdin.once('end', stop).resume()
