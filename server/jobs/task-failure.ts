import type { Job } from 'graphile-worker'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import type { Attempt } from './queue.ts'

/**
 * Replaces an error that a task threw. The queue stores an error's message and prints its stack.
 * Both may contain data of the task, so only the task's name and the error's code or class remain.
 */
export class TaskFailure extends Error {
  constructor(task: string, error: unknown) {
    super(`${task}: ${kindOf(error)}`)
    this.name = 'TaskFailure'
    this.stack = String(this)
  }
}

export type AnyTask = (payload: never, attempt: Attempt) => Promise<void>

/** Wraps a task for the queue, so that the queue neither stores nor prints the message of an error. */
export function guarded(name: string, task: AnyTask, report: (sentence: string) => void) {
  return async (
    payload: unknown,
    { job }: { job: Pick<Job, 'attempts' | 'max_attempts' | 'locked_by'> },
  ): Promise<void> => {
    const last = job.attempts >= job.max_attempts
    try {
      await task(payload as never, { number: job.attempts, last, worker: job.locked_by ?? '' })
    } catch (error) {
      const failure = new TaskFailure(name, error)
      const about = { failure: failure.message, attempt: job.attempts, most: job.max_attempts }
      report(wordsWithoutRequest().text(last ? 'jobs-failed-for-good' : 'jobs-failed', about))
      throw failure
    }
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code: unknown = 'code' in error ? error.code : undefined
  const word = typeof code === 'string' ? code : error.constructor.name
  return /^[\w-]{1,60}$/.test(word) ? word : 'Error'
}
