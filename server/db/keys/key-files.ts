import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { readable, refuseShared, unreadable } from '../data-folder.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * @returns null if the file does not exist
 * @throws StartProblem on any other error, because such an error does not prove that the file is absent
 */
export function readKey(path: string): Buffer | null {
  const file = unlessAbsent(path, () => openSync(path, 'r'))
  if (file === null) return null
  try {
    const { mode } = fstatSync(file)
    if (mode & 0o077) refuseShared(path)
    const key = readable(path, () => readFileSync(file))
    if (key.length !== 32) throw new StartProblem(say('keys-file-damaged', { path }))
    return key
  } finally {
    closeSync(file)
  }
}

/**
 * Writes a key completely and then links it into place. So no reader sees half a key, and of two concurrent writers one wins.
 * The caller syncs the folder.
 */
export function createKey(path: string): void {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(unfinished, 'wx', 0o600)
  try {
    writeSync(file, randomBytes(32))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(unfinished)
  }
}

/** Creates an empty file. The file and its folder entry are durable on return. */
export function writeTombstone(path: string): void {
  const file = openSync(path, 'a', 0o600)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  syncFolder(dirname(path))
}

/** Removes a file. Durable on return. Idempotent. */
export function removeFile(path: string): void {
  if (unlessAbsent(path, () => unlinkSync(path)) !== null) syncFolder(dirname(path))
}

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function unlessAbsent<T>(path: string, act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw unreadable(path, error)
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
