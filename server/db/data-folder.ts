import { spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import { StartProblem } from './start-problem.ts'
import { say } from '../messages/message.ts'

/**
 * Creates a folder that only this user can enter, or refuses an existing one that others can enter.
 * @throws StartProblem
 */
export function privateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartProblem(say('folder-not-made', { path, reason: (error as Error).message }), { cause: error })
  }
  refuseShared(path)
}

/** @throws StartProblem if other users can read the file or folder */
export function refuseShared(path: string): void {
  const { mode } = readable(path, () => statSync(path))
  if (mode & 0o077) {
    throw new StartProblem(say('file-shared', { path, mode: mode & constants.S_IFDIR ? '700' : '600' }))
  }
}

/** @throws StartProblem if the path exists but cannot be read: see whatIs */
export function isThere(path: string): boolean {
  return whatIs(path) !== null
}

/**
 * @returns null if nothing exists at the path
 * @throws StartProblem on any other error. `existsSync` is not used, because it reports a file that it cannot read as absent.
 */
export function whatIs(path: string): Stats | null {
  // An exception for each absent file would be slow, because each use of a key looks for its tombstone.
  return readable(path, () => statSync(path, { throwIfNoEntry: false })) ?? null
}

/** @throws StartProblem */
export function readable<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw unreadable(path, error)
  }
}

export function unreadable(path: string, error: unknown): StartProblem {
  const { code, name } = error as NodeJS.ErrnoException
  return new StartProblem(say('file-unreadable', { path, reason: code ?? name }), { cause: error })
}

/**
 * Locks the folder for this process until `release`, or until the process ends.
 * A flock(2) lock belongs to the open file, which the short-lived `flock` program shares with this process.
 * The kernel releases the lock even after kill -9, so it is never stale.
 * @throws StartProblem if another process holds the lock
 */
export function lockFolder(folder: string): { release(): void } {
  const path = join(folder, 'lock')
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  const { status, error } = spawnSync('flock', ['--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
  if (status !== 0) {
    closeSync(file)
    if (error) throw new StartProblem(say('folder-no-flock'), { cause: error })
    throw new StartProblem(say('folder-in-use', { path: folder, process: readFileSync(path, 'utf8').trim() }))
  }
  ftruncateSync(file)
  writeSync(file, `${String(process.pid)}\n`, 0)
  return { release: () => closeSync(file) }
}
