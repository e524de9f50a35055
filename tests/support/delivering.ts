import { build, type Plugin } from 'esbuild'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'
import type { TestServer } from './app.ts'

const source = new URL('delivering-worker.ts', import.meta.url).pathname
const cache = new URL('../../node_modules/.cache/', import.meta.url).pathname

/** Modules that are bundled still find what lies beside them. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup: (own) => {
    own.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }))
  },
}

/** In one file it is loaded in a third of the time, which counts where many are killed. */
async function bundled(): Promise<string> {
  const outfile = join(cache, `delivering-worker-${process.pid}.mjs`)
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile } as const
  await build({ entryPoints: [source], plugins: [ownPlaces], logLevel: 'silent', ...options })
  afterAll(() => rmSync(outfile, { force: true }))
  return outfile
}

const file = await bundled()
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

export interface Spares {
  /** A worker that works. Another is loaded meanwhile, so that whoever dies is replaced at once. */
  start(): Promise<ChildProcess>
  /** The workers' time. */
  now(): Date
  end(): Promise<void>
}

/** Processes that work the queue from the server's time on, ten minutes in each second, and share one clock. */
export function spares(server: TestServer, units: Record<string, string>): Spares {
  const begun = Date.now()
  const moment = server.now()
  const mine = new Set<ChildProcess>()
  const load = async (): Promise<ChildProcess> => {
    const place = [server.databaseUrl, server.keysDir, server.inbox.url, moment.toISOString(), String(begun)]
    const child = spawn(process.execPath, [file, ...place], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '', ...units },
    })
    for (const set of [running, mine]) {
      set.add(child)
      child.once('exit', () => set.delete(child))
    }
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
