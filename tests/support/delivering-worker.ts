/** A process of its own that works the queue, to be killed while it delivers: DATABASE KEYS SMTP MOMENT. */
import { deliveryTasks } from '../../server/delivery/jobs.ts'
import { readConfig } from '../../server/config.ts'
import { openKeys } from '../../server/db/keys.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { openTransport } from '../../server/mail/transport.ts'

const [url = '', keysDir = '', smtp = '', moment = ''] = process.argv.slice(2)
const started = Date.now()
/** A second here is ten minutes there: pauses between tries pass quickly. */
const clock = () => new Date(Date.parse(moment) + (Date.now() - started) * 600)
const { db } = openDatabase(url)
const core = { db, keys: openKeys(keysDir), config: readConfig({ SMTP_URL: smtp }) }
const transport = openTransport({ url: smtp, from: 'letters@roundrobin.example', host: 'roundrobin.example' })
await startWorker({
  url,
  tasks: deliveryTasks(core, transport, clock),
  report: (sentence) => process.stderr.write(`${sentence}\n`),
  pollEvery: 50,
  janitorEvery: 100,
})
setInterval(() => void enqueue(db, 'watch-deliveries', {}, { jobKey: 'watch' }), 200)
process.stdout.write('working\n')
