import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { SignTask } from './sign-worker.ts'
import { inServer, isBundle } from '../../paths.ts'

const WORKER = inServer(`anonymity/blind-signing/${isBundle ? 'sign-worker.ts' : 'start-worker.mjs'}`)
/**
 * The largest number of workers. The private operation is synchronous and takes milliseconds, so it must not run on the thread
 * that answers requests.
 */
const MOST = Math.max(1, Math.min(4, availableParallelism()))

let threads: Piscina<SignTask, Uint8Array> | undefined

/** Signs a blinded message (m^d mod n) in a worker thread. @throws when the message may not be signed, or the result is wrong */
export async function signBlinded(key: { n: Buffer; privateKey: Buffer }, blinded: Buffer): Promise<Buffer> {
  threads ??= start()
  return Buffer.from(await threads.run({ ...key, blinded }))
}

/** Ends the workers and rejects their open jobs. A retry after the restart gets the same bytes. */
export async function stopSigning(): Promise<void> {
  const ended = threads
  threads = undefined
  await ended?.destroy()
}

function start(): Piscina<SignTask, Uint8Array> {
  const started = new Piscina<SignTask, Uint8Array>({
    filename: WORKER.href,
    execArgv: [],
    // One thread is always replaced. With none, jobs that wait would never run after the last thread has ended.
    minThreads: 1,
    maxThreads: MOST,
    idleTimeout: 60_000,
    // Waiting with Atomics.wait() would stop the timer that deletes the parsed key from the thread's memory.
    atomics: 'disabled',
    recordTiming: false,
  })
  const endIfStuck = () => {
    if (started.threads.length > 0 || started.queueSize === 0) return
    if (threads === started) threads = undefined
    void started.destroy()
  }
  // Piscina replaces no thread after one has ended while it started. Without threads, the jobs that wait are rejected here.
  started.on('workerDestroy', () => {
    setImmediate(endIfStuck)
  })
  // A thread ended without a job. An event 'error' without a listener would end the process.
  started.on('error', () => undefined)
  return started
}
