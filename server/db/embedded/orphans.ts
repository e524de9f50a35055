import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'

/**
 * Waits until no process of an earlier PostgreSQL works in the data folder. The caller holds the folder's lock, so none of
 * them has an application any more: they are on their way out, or lost the signal that would have told them.
 */
export async function outliveOrphans(folder: string, patience = 30_000): Promise<void> {
  const started = performance.now()
  for (let left = processesIn(folder); left.length > 0; left = processesIn(folder)) {
    const waited = performance.now() - started
    if (waited > patience)
      throw new StartProblem(
        `An earlier PostgreSQL (process ${String(left[0])}) still works in ${folder} and does not stop. End it, then start again.`,
      )
    for (const pid of left) signal(pid, waited > patience / 2 ? 'SIGQUIT' : 'SIGINT')
    await delay(50)
  }
  forgetStalePid(folder)
}

/** PostgreSQL takes any living process with the number in a left-over file for itself; numbers are used again soon in a container. */
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

/** Dead, but nobody has asked how: common where the first process of a container is no init. */
function isZombie(pid: number): boolean {
  return (
    readOr('', `/proc/${String(pid)}/stat`)
      .split(') ')
      .at(-1)
      ?.startsWith('Z') ?? false
  )
}

/** Undefined where there is no such process, or it is not ours to look at. */
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
    // It has gone in the meantime.
  }
}

function readOr(fallback: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return fallback
  }
}
