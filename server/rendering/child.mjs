// The main thread of a rendering process. It stays free while the other thread runs native code, so it can end the process.
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

// The server has ended.
process.on('disconnect', end)
// The server may have ended while this module was loading, before the listener existed.
if (!process.connected) end()
// Ignores signals that a terminal or a service manager sends to all processes at once. The server ends its own children.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

try {
  // If the machine runs out of memory, the kernel kills this process instead of the server.
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

// The server checks too (pool.ts). This check works without /proc and while the server's event loop is blocked.
setInterval(() => {
  if (process.memoryUsage.rss() <= memory) return
  memory = Infinity
  process.send?.({ tooMuchMemory: true }, end)
}, watchEvery)
