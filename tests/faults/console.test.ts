import { expect, test } from 'vitest'
import { endServer, ownPlace, startServer } from '../support/process.ts'

// Stands for a library in the program itself. The programs and threads that it starts have consoles of their own.
const writes = `import { isMainThread } from 'node:worker_threads'
if (isMainThread && process.argv[1].endsWith('start.mjs'))
  setInterval(() => ['error', 'warn', 'trace'].forEach((each) => console[each]('ann@northwind.example')), 20).unref()`

test('nothing that a library writes to the console reaches the log of the server', async () => {
  const place = { ...ownPlace(), NODE_OPTIONS: `--import="data:text/javascript,${encodeURIComponent(writes)}"` }
  const server = await startServer('server/start.mjs', place, ['main'])
  const before = server.output().length
  // Long enough for some more writes.
  for (let count = 0; count < 10; count += 1) await fetch(`${server.url}/`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(server.output().slice(before)).not.toContain('northwind')
  expect(server.output()).toContain('listens on')
  await endServer(server, 'SIGTERM')
})
