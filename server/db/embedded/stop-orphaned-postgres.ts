import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * Waits until no process of an earlier PostgreSQL works in the data folder, and signals those that remain.
 * The caller holds the folder's lock, so their application has ended. They are stopping, or they missed the signal of its end.
 * @param patience milliseconds
 * @throws StartProblem if one does not stop
 */
export async function stopOrphanedPostgres(folder: string, patience = 30_000): Promise<void> {
  const started = performance.now()
  for (let left = processesIn(folder); left.length > 0; left = processesIn(folder)) {
    const waited = performance.now() - started
    if (waited > patience)
      throw new StartProblem(say('embedded-still-working', { process: String(left[0]), path: folder }))
    for (const pid of left) signal(pid, waited > patience / 2 ? 'SIGQUIT' : 'SIGINT')
    await delay(50)
  }
  forgetStalePid(folder)
}

/**
 * Removes a stale postmaster.pid. PostgreSQL takes any live process with that id for a running server, and containers soon reuse
 * ids.
 */
function forgetStalePid(folder: string): void {
  const path = join(folder, 'postmaster.pid')
  const pid = Number(readOr('', path).split('\n')[0])
  if (pid > 0 && (worksElsewhere(pid, folder) || isZombie(pid))) rmSync(path)
}

export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === folder)
}

function worksElsewhere(pid: number, folder: string): boolean {
  const where = workingFolder(pid)
  return where !== undefined && where !== folder
}

/** A zombie is dead, but its parent has not waited for it. Common if the first process of a container is not an init. */
function isZombie(pid: number): boolean {
  return (
    readOr('', `/proc/${String(pid)}/stat`)
      .split(') ')
      .at(-1)
      ?.startsWith('Z') ?? false
  )
}

/** Undefined if the process does not exist, or if this user may not look at it. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/cwd`)
  } catch {
    return undefined
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // The process has ended meanwhile.
  }
}

function readOr(fallback: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return fallback
  }
}
