import { StartProblem } from './db/start-problem.ts'

/**
 * Describes an unexpected error for the log by its class, code and place. Omits its message, which may quote text that somebody
 * typed.
 */
export function describeCrash(error: unknown): string {
  if (error instanceof StartProblem) return error.message
  if (!(error instanceof Error)) return 'The server failed: something other than an error was thrown.'
  const code = 'code' in error && typeof error.code === 'string' ? ` (${wordOf(error.code)})` : ''
  return `The server failed: ${wordOf(error.constructor.name)}${code}${placeOf(error)}. Start it again; what it had acknowledged is kept.`
}

/**
 * Returns the first stack frame in our own files, or else the first frame. Skips the lines before the frames, because they repeat
 * the message.
 */
function placeOf({ stack = '', message }: Error): string {
  const lines = stack.slice(stack.indexOf(message) + message.length).split('\n')
  const frames = lines.filter((line) => line.startsWith('    at '))
  const frame = frames.find((line) => line.includes('/server/') && !line.includes('node_modules')) ?? frames[0]
  const place = /([\w./@-]+:\d+):\d+\)?$/.exec(frame ?? '')?.[1]
  return place === undefined ? '' : ` at ${place.replace(/^.*\/(?=(server|node_modules)\/)/, '')}`
}

function wordOf(text: string): string {
  return /^[\w-]{1,60}$/.test(text) ? text : 'Error'
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
