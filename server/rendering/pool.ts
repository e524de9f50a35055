import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { RenderingFailure, type FailureReason } from './failure.ts'
import { inServer } from '../paths.ts'

export interface PoolOptions {
  /** A module that exports `work`, a function from a task to its result. Both are cloned between the processes. */
  module: URL
  /** Limit of processes. */
  most: number
  /** Limit of waiting tasks. Further tasks fail as `busy`. */
  waiting: number
  /** Milliseconds after which an idle process ends, so that it frees its memory. Default: a minute. */
  idle?: number
}

export interface TaskLimits {
  /** Limit of resident memory of the whole process, in bytes. */
  memory: number
  /** Limit in milliseconds, from the moment at which a process begins the task. */
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

const childModule = inServer('rendering/child.mjs')
const watchEvery = 50
const minute = 60_000
/** A process may end for a reason unrelated to its task, but rarely twice. */
const mostBreaks = 2

/**
 * Runs native code in a few child processes. Kills a process over its memory or time limit; only its task fails.
 * The children end with this process, even if it is killed.
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

  /** Ends the processes. Running tasks fail as `stopping`. A later call of `run` starts new processes. */
  async stop(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const ended = [...this.#members].map((member) => {
      const gone = once(member.child, 'exit')
      // Without this, our process could end while it waits.
      member.child.ref()
      this.#lose(member, 'stopping')
      return gone
    })
    for (const { reject } of waiting) reject(new RenderingFailure('stopping'))
    await Promise.all(ended)
  }

  /** Process ids of the live children. */
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
    // A message to a process that has just died is lost. The exit event handles that.
    member.child.send({ task: job.task, memory: job.limits.memory }, () => undefined)
    this.#watch ??= setInterval(() => this.#look(), watchEvery)
  }

  #start(): Member {
    const { PATH, TMPDIR } = process.env
    const child = fork(childModule, [this.#options.module.href], {
      execArgv: [],
      // Passes none of the server's secrets. Output is discarded, because a library may print the data that it received.
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
    // Allocators keep freed memory. A fresh process gives the next task its whole limit.
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

  /** Kills the process if it still lives. Its task fails, except that a task whose process broke once is tried again. */
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

/** Resident memory of a process in bytes. Null if there is no /proc or the process has ended. */
function residentMemory(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
