import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterFile } from './after-file.ts'
import type { TestServer } from './app.ts'
import { bundled } from './bundled.ts'

const source = new URL('delivering-worker.ts', import.meta.url).pathname

export interface Spares {
  /** Starts a worker. Another one loads meanwhile, so that a killed worker is replaced at once. */
  start(): Promise<ChildProcess>
  /** The time on the workers' clock. */
  now(): Date
  end(): Promise<void>
}

/** Processes that run the queue, from the server's time on. Their shared clock runs 600 times as fast as real time. */
export function spares(server: TestServer, units: Record<string, string>): Spares {
  const begun = Date.now()
  const moment = server.now()
  const mine = new Set<ChildProcess>()
  const load = async (): Promise<ChildProcess> => {
    const place = [server.databaseUrl, server.keysDir, server.inbox.url, moment.toISOString(), String(begun)]
    const child = spawn(process.execPath, [bundled(source), ...place], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '', ...units },
    })
    mine.add(child)
    child.once('exit', () => mine.delete(child))
    afterFile(() => child.kill('SIGKILL'))
    child.stdin.on('error', () => undefined)
    await once(child.stdout, 'data')
    return child
  }
  let spare = [load(), load()]
  const now = () => new Date(moment.getTime() + (Date.now() - begun) * 600)
  return {
    now,
    start: async () => {
      const child = await spare.shift()!
      spare.push(load())
      child.stdin!.write('begin\n')
      await once(child.stdout!, 'data')
      return child
    },
    end: async () => {
      await Promise.all(spare)
      spare = []
      const gone = [...mine].map((child) => once(child, 'exit'))
      for (const child of mine) child.kill('SIGKILL')
      await Promise.all(gone)
      server.at(now())
    },
  }
}
