import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'

type Folders = Pick<Config, 'logsDir'>

/** The folder of a letter's copy. @throws TypeError for any text that is not the id of a letter */
export function copyFolder({ logsDir }: Folders, letterId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(letterId)) throw new TypeError('not the id of a letter')
  return join(logsDir, letterId)
}

export interface CopiedFile {
  /** Below the letter's folder. */
  path: string
  bytes: Uint8Array | string
}

/**
 * Writes files so that a reader sees each one either whole or not at all, also after a crash: into a temporary file, which is synced
 * and renamed. Then syncs the folders. Only this user can read them.
 */
export async function writeFiles(folder: string, files: readonly CopiedFile[]): Promise<void> {
  const folders = new Set<string>()
  for (const { path, bytes } of files) {
    const target = join(folder, path)
    await makeFolder(dirname(target))
    const unfinished = `${target}.${randomBytes(6).toString('hex')}.unfinished`
    const file = await open(unfinished, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // The same for all files, so that it does not tell when a part was last changed.
    await utimes(unfinished, 0, 0)
    await rename(unfinished, target)
    folders.add(dirname(target))
  }
  for (const each of folders) await syncFolder(each)
}

/** @returns null if the file does not exist */
export async function readCopied(folder: string, path: string): Promise<Buffer | null> {
  return unlessAbsent(() => readFile(join(folder, path)))
}

/** The names in a folder of the copy. Empty if it does not exist. */
export async function namesIn(folder: string, path: string): Promise<string[]> {
  return (await unlessAbsent(() => readdir(join(folder, path)))) ?? []
}

/** Removes files or folders. Idempotent. */
export async function removeCopied(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(join(folder, path), { recursive: true, force: true })
}

async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 })
  if (made === undefined) return
  for (let each = path; each.length >= made.length; each = dirname(each)) await syncFolder(dirname(each))
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function unlessAbsent<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
