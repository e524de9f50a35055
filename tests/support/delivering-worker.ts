/**
 * A separate process that runs the queue, so that a test can kill it while it delivers. Arguments: DATABASE KEYS SMTP MOMENT
 * [STARTED].
 * Its clock starts at MOMENT and runs 600 times as fast as real time, so pauses between tries pass quickly. Several processes
 * share one clock through STARTED (milliseconds).
 * It prints `loaded` once it has loaded, and begins when it gets a line. It reads UNIT_… from its environment.
 */
import { once } from 'node:events'
import { sendingTasks } from '../../server/delivery/sending/jobs.ts'
import { stageTasks } from '../../server/delivery/stages/jobs.ts'
import { readConfig } from '../../server/config.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { openTransport } from '../../server/mail/transport.ts'
import { updateTasks } from '../../server/updates/jobs.ts'

const [url = '', keysDir = '', smtp = '', moment = '', begun = String(Date.now())] = process.argv.slice(2)
const clock = () => new Date(Date.parse(moment) + (Date.now() - Number(begun)) * 600)
process.stdout.write('loaded\n')
await once(process.stdin, 'data')

const { db } = openDatabase(url)
const core = { db, keys: openKeys(keysDir), config: readConfig({ ...process.env, SMTP_URL: smtp }) }
const transport = openTransport({ url: smtp, from: 'letters@roundrobin.example', host: 'roundrobin.example' })
await startWorker({
  url,
  tasks: {
    ...sendingTasks(core, transport, clock),
    ...stageTasks(core, clock),
    ...updateTasks(core, transport, clock),
  },
  report: (sentence) => process.stderr.write(`${sentence}\n`),
  pollEvery: 50,
  janitorEvery: 100,
})
setInterval(() => {
  void enqueue(db, 'watch-deliveries', {}, { jobKey: 'watch' })
  void enqueue(db, 'watch-plans', {}, { jobKey: 'watch-plans' })
}, 200)
process.stdout.write('working\n')
