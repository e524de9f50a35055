import { startWorker } from '../../server/jobs/worker.ts'
import { only } from './test-tasks.ts'

/** A process that takes a job and never finishes it. A test kills it while it holds the job. */
const [url = ''] = process.argv.slice(2)
await startWorker({
  url,
  tasks: only({
    'test-hold': ({ id }) => {
      process.stdout.write(`holding ${id}\n`)
      return new Promise(() => undefined)
    },
  }),
  report: (sentence) => process.stderr.write(`${sentence}\n`),
})
process.stdout.write('working\n')
