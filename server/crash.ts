import { StartProblem } from './db/start-problem.ts'
import { formatSentence } from './messages/format-sentence.ts'
import { say, type Message } from './messages/message.ts'
import { wordsWithoutRequest } from './messages/words-without-request.ts'

/**
 * Describes an unexpected error for the log by its class, code and place. Omits its message, which may quote text that somebody
 * typed.
 */
export function describeCrash(error: unknown): string {
  if (error instanceof StartProblem) return error.message
  if (!(error instanceof Error)) return formatOr('Error', say('crash-no-error'))
  const code = 'code' in error && typeof error.code === 'string' ? ` (${wordOf(error.code)})` : ''
  const what = `${wordOf(error.constructor.name)}${code}`
  const place = placeOf(error)
  return place === undefined
    ? formatOr(what, say('crash', { error: what }))
    : formatOr(`${what} ${place}`, say('crash-at', { error: what, place }))
}

/** Returns the fallback if the message files cannot be read, because that may be the reason for the crash. */
function formatOr(fallback: string, sentence: Message): string {
  try {
    return formatSentence(sentence, wordsWithoutRequest())
  } catch {
    return fallback
  }
}

/**
 * Returns the first stack frame in our own files, or else the first frame. Skips the lines before the frames, because they repeat
 * the message.
 */
function placeOf({ stack = '', message }: Error): string | undefined {
  const lines = stack.slice(stack.indexOf(message) + message.length).split('\n')
  const frames = lines.filter((line) => line.startsWith('    at '))
  const frame = frames.find((line) => line.includes('/server/') && !line.includes('node_modules')) ?? frames[0]
  const place = /([\w./@-]+:\d+):\d+\)?$/.exec(frame ?? '')?.[1]
  return place?.replace(/^.*\/(?=(server|node_modules)\/)/, '')
}

function wordOf(text: string): string {
  return /^[\w-]{1,60}$/.test(text) ? text : 'Error'
}

/**
 * Drops what libraries write to the console beside their loggers. The job queue, for example, writes errors with their messages and
 * stacks, which may quote data. Our own sentences go to the standard streams directly.
 */
export function silenceLibraries(): void {
  const { console: output } = globalThis
  for (const method of ['error', 'warn', 'trace'] as const) output[method] = () => undefined
}

/** Ends the process on an uncaught error. Continuing in an unknown state could lose or reveal data. */
export function endOnCrash(): void {
  const end = (error: unknown) => {
    process.stderr.write(`${describeCrash(error)}\n`)
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

/**
 * Stops in order on the first signal, and at once on a later signal. Everything that was acknowledged is on disk in both cases.
 * Ctrl+C arrives twice, from the terminal and from npm, so signals within one second count as one.
 */
export function stopOnSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let first: number | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    if (first !== undefined && performance.now() - first > 1000) process.exit(1)
    if (first !== undefined) return
    first = performance.now()
    void stop(signal).then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
