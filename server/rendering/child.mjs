// The main thread of a rendering process. It stays free while the other thread is inside native code, so it can still end the process.
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { setInterval } from 'node:timers'
import { URL } from 'node:url'
import { Worker } from 'node:worker_threads'

const [, , module] = process.argv
const watchEvery = 50
let memory = Infinity

// process.exit() would wait for the native code.
const end = () => process.kill(process.pid, 'SIGKILL')

// The server is gone, however that happened.
process.on('disconnect', end)
// It may have gone while this module was loading, before anything listened.
if (!process.connected) end()
// The server ends its own children; a terminal or a service manager signals all processes at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

try {
  // If the machine runs out of memory, the kernel ends this process and not the server.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Not Linux.
}

const thread = new Worker(new URL('./thread.mjs', import.meta.url), { workerData: module, execArgv: [] })
thread.on('message', (answer) => process.send?.(answer))
thread.on('error', end)
thread.on('exit', end)

process.on('message', (request) => {
  memory = request.memory
  thread.postMessage(request)
})

// The server watches too (pool.ts). This watch works without /proc and while the event loop of the server is blocked.
setInterval(() => {
  if (process.memoryUsage.rss() <= memory) return
  memory = Infinity
  process.send?.({ tooMuchMemory: true }, end)
}, watchEvery)
