import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { RenderingFailure, type FailureReason } from './failure.ts'
import { inServer } from '../paths.ts'

export interface PoolOptions {
  /** A module whose function `work` takes a task and returns its result; both are cloned between the processes. */
  module: URL
  /** Processes at most. */
  most: number
  /** Tasks that wait at most; further ones fail as `busy`. */
  waiting: number
  /** Milliseconds after which a process without a task ends, so that it does not hold memory for nothing. */
  idle?: number
}

export interface TaskLimits {
  /** In bytes of resident memory, of the whole process. */
  memory: number
  /** In milliseconds, from the moment at which a process begins the task. */
  time: number
}

interface Job {
  task: unknown
  limits: TaskLimits
  breaks: number
  resolve: (result: unknown) => void
  reject: (failure: RenderingFailure) => void
}

interface Member {
  child: ChildProcess
  job: Job | undefined
  ends: number
  idle: NodeJS.Timeout | undefined
}

type Answer = { result: unknown } | { error: string }

const CHILD = inServer('rendering/child.mjs')
const watchEvery = 50
const minute = 60_000
/** A process may end for a reason that has nothing to do with its task, but hardly twice. */
const mostBreaks = 2

/**
 * Runs native code in a few child processes. A process over its memory or time limit is killed, and only its task fails. The
 * children end with this process, even if it is killed.
 */
export class RenderingPool<Task, Result> {
  readonly #options: PoolOptions
  readonly #members = new Set<Member>()
  #waiting: Job[] = []
  #watch: NodeJS.Timeout | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** @throws RenderingFailure */
  async run(task: Task, limits: TaskLimits): Promise<Result> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#waiting.length >= this.#options.waiting) {
        reject(new RenderingFailure('busy'))
        return
      }
      this.#waiting.push({ task, limits, breaks: 0, resolve, reject })
      this.#next()
    }) as Promise<Result>
  }

  /** Ends the processes. Tasks under way fail as `stopping`; a later call to `run` starts another process. */
  async stop(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const ended = [...this.#members].map((member) => {
      const gone = once(member.child, 'exit')
      // Otherwise this process could end while it waits.
      member.child.ref()
      this.#lose(member, 'stopping')
      return gone
    })
    for (const { reject } of waiting) reject(new RenderingFailure('stopping'))
    await Promise.all(ended)
  }

  /** Ids of the processes that live. */
  pids(): number[] {
    return [...this.#members].flatMap(({ child }) => child.pid ?? [])
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const member = this.#free()
      const job = member && this.#waiting.shift()
      if (!job) return
      this.#begin(member, job)
    }
  }

  #free(): Member | undefined {
    for (const member of this.#members) if (!member.job) return member
    return this.#members.size < this.#options.most ? this.#start() : undefined
  }

  #begin(member: Member, job: Job): void {
    clearTimeout(member.idle)
    member.job = job
    member.ends = performance.now() + job.limits.time
    member.child.ref()
    member.child.channel?.ref()
    // A process that has just died takes no message; its exit is noticed by itself.
    member.child.send({ task: job.task, memory: job.limits.memory }, () => undefined)
    this.#watch ??= setInterval(() => this.#look(), watchEvery)
  }

  #start(): Member {
    const { PATH, TMPDIR } = process.env
    const child = fork(CHILD, [this.#options.module.href], {
      execArgv: [],
      // None of the server's secrets, and nothing that a library prints about what it was given.
      env: { ...(PATH !== undefined && { PATH }), ...(TMPDIR !== undefined && { TMPDIR }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    const member: Member = { child, job: undefined, ends: Infinity, idle: undefined }
    child.on('message', (answer: Answer | { tooMuchMemory: true }) => {
      if (!this.#members.has(member)) return
      if ('tooMuchMemory' in answer) this.#lose(member, 'memory')
      else this.#settle(member, answer)
    })
    child.on('error', () => this.#lose(member, 'broken'))
    child.on('exit', () => this.#lose(member, 'broken'))
    this.#members.add(member)
    return member
  }

  #settle(member: Member, answer: Answer): void {
    const { job } = member
    if (!job) return
    member.job = undefined
    member.child.unref()
    member.child.channel?.unref()
    if ('result' in answer) job.resolve(answer.result)
    else job.reject(new RenderingFailure('impossible', answer.error))
    // Allocators keep memory. The next task has its whole limit in a fresh process.
    if ((residentMemory(member.child.pid) ?? 0) > job.limits.memory / 2) this.#lose(member, 'broken')
    else member.idle = setTimeout(() => this.#lose(member, 'broken'), this.#options.idle ?? minute).unref()
    this.#rest()
    this.#next()
  }

  #look(): void {
    for (const member of this.#members) {
      if (!member.job) continue
      if ((residentMemory(member.child.pid) ?? 0) > member.job.limits.memory) this.#lose(member, 'memory')
      else if (performance.now() > member.ends) this.#lose(member, 'time')
    }
  }

  /** Kills the process, if it still lives. Its task fails, unless a first break is to be tried again. */
  #lose(member: Member, reason: FailureReason): void {
    if (!this.#members.delete(member)) return
    clearTimeout(member.idle)
    member.child.kill('SIGKILL')
    const { job } = member
    if (job && reason === 'broken' && ++job.breaks < mostBreaks) this.#waiting.unshift(job)
    else job?.reject(new RenderingFailure(reason))
    this.#rest()
    this.#next()
  }

  #rest(): void {
    if ([...this.#members].some(({ job }) => job !== undefined)) return
    clearInterval(this.#watch)
    this.#watch = undefined
  }
}

/** Bytes of a process that are in memory; null where the system has no /proc, or the process is gone. */
function residentMemory(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
