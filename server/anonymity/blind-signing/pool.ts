import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SignResult, SignTask } from './sign-worker.ts'
import { inServer, isBundle } from '../../paths.ts'

interface Job {
  task: SignTask
  resolve: (signature: Buffer) => void
  reject: (error: Error) => void
}

interface Member {
  worker: Worker
  jobs: Map<number, Job>
}

const WORKER = inServer(`anonymity/blind-signing/${isBundle ? 'sign-worker.ts' : 'start-worker.mjs'}`)
/**
 * The largest number of workers. The private operation is synchronous and takes milliseconds, so it must not run on the thread
 * that answers requests.
 */
const MOST = Math.max(1, Math.min(4, availableParallelism()))
/** Jobs per worker: the running one and one queued behind it, so that the worker does not wait for the main thread. */
const ENOUGH = 2

const members: Member[] = []
const waiting: Job[] = []
let number = 0

/** Signs a blinded message (m^d mod n) in a worker thread. @throws when the message may not be signed, or the result is wrong */
export async function signBlinded(key: { n: Buffer; privateKey: Buffer }, blinded: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    waiting.push({ task: { number: ++number, ...key, blinded }, resolve, reject })
    next()
  })
}

/** Ends the workers and rejects their open jobs. A retry after the restart gets the same bytes. */
export async function stopSigning(): Promise<void> {
  const ended = members.splice(0)
  const refused = [...waiting.splice(0), ...ended.flatMap(({ jobs }) => [...jobs.values()])]
  for (const { reject } of refused) reject(new Error('The server is stopping.'))
  await Promise.all(ended.map(({ worker }) => worker.terminate()))
}

function next(): void {
  while (waiting.length > 0) {
    const member = leastBusy()
    if (!member) return
    const job = waiting.shift()
    if (!job) return
    member.jobs.set(job.task.number, job)
    member.worker.ref()
    member.worker.postMessage(job.task)
  }
}

function leastBusy(): Member | undefined {
  const [idlest] = members.toSorted((a, b) => a.jobs.size - b.jobs.size)
  if (idlest && (idlest.jobs.size === 0 || (members.length === MOST && idlest.jobs.size < ENOUGH))) return idlest
  return members.length < MOST ? start() : undefined
}

function start(): Member {
  const member: Member = { worker: new Worker(WORKER, { execArgv: [] }), jobs: new Map() }
  member.worker.on('message', (result: SignResult) => {
    settle(member, result)
  })
  member.worker.on('error', () => {
    lose(member)
  })
  member.worker.on('exit', () => {
    lose(member)
  })
  members.push(member)
  return member
}

function settle({ worker, jobs }: Member, result: SignResult): void {
  const job = jobs.get(result.number)
  jobs.delete(result.number)
  if (jobs.size === 0) worker.unref()
  if (job && 'signature' in result) job.resolve(Buffer.from(result.signature))
  else job?.reject(new Error(`The blind signature was not made: ${'error' in result ? result.error : ''}.`))
  next()
}

function lose(member: Member): void {
  const at = members.indexOf(member)
  if (at < 0) return
  members.splice(at, 1)
  for (const { reject } of member.jobs.values()) reject(new Error('A signing thread ended.'))
  next()
}
