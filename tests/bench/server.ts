import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bundle } from '../../server/bundle.mjs'
import { readConfig } from '../../server/config.ts'
import type { Core } from '../../server/core.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import { openDatabase, type Database } from '../../server/db/pool.ts'

/** A server in a separate process, with a folder that is deleted with it. */
export interface AppProcess {
  url: string
  databaseUrl: string
  folder: string
  child: ChildProcess
  postmaster: number
  /** PostgreSQL's process id, after PostgreSQL was killed and restarted. */
  newPostmaster(): Promise<number>
  stop(): Promise<void>
}

const rehearsal = { LIMITS: 'off', PORT: '0', WORKER: 'off', PUBLIC_URL: 'http://localhost:3000' }

export async function startApp(
  settings: Record<string, string> = {},
  folder = mkdtempSync(join(tmpdir(), 'roundrobin-bench-')),
): Promise<AppProcess> {
  const program = join(await programs(), 'tests/bench/app-process.mjs')
  const child = launch([program], {
    ...rehearsal,
    DATA_DIR: join(folder, 'data'),
    KEYS_DIR: join(folder, 'keys'),
    ...settings,
  })
  const told = JSON.parse(await firstLine(child)) as { url: string; databaseUrl: string; postmaster: number }
  const stop = async () => {
    await end(child, 'SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  const newPostmaster = async () => {
    child.stdin?.write('\n')
    return Number(await firstLine(child))
  }
  return { ...told, folder, child, newPostmaster, stop }
}

/** Starts a TypeScript file of this folder as a process and shows its error output. */
export function start(file: string, settings: Record<string, string> = {}): ChildProcess {
  return launch(['--import', 'tsx', new URL(file, import.meta.url).pathname], settings)
}

/** As in production, the app runs from a bundle: a compiler beside it would count as its memory. */
function programs(): Promise<string> {
  return bundle({ name: 'bench', more: ['tests/bench/app-process.ts'], folders: ['tests/bench'] })
}

function launch(program: readonly string[], settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, program, {
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the process has no output')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended (${String(code)}) before it said anything`)
  })
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string]
  return line
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** The app's own verbs and keys, in this process, for making letters. */
export function coreBeside(app: AppProcess, settings: Record<string, string> = {}): { core: Core; database: Database } {
  const database = openDatabase(app.databaseUrl, { max: 16 })
  const config = readConfig({ ...rehearsal, ...settings, KEYS_DIR: join(app.folder, 'keys') })
  return { core: { db: database.db, keys: openKeys(join(app.folder, 'keys')), config }, database }
}

/** Megabytes of memory that a process uses now, and its peak. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  const megabytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}
