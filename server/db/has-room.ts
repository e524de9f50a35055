import { randomBytes } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Returns true if a folder has `least` free bytes and accepts a new file. The file is needed because a disk can be read-only or a
 * quota used up.
 */
export async function hasRoom(folder: string, least: number): Promise<boolean> {
  const { bavail, bsize, files, ffree } = await statfs(folder)
  const outOfFiles = files > 0 && ffree === 0
  if (bavail * bsize < least || outOfFiles) return false
  const probe = join(folder, `.room-${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(probe, Buffer.alloc(4096), { flag: 'wx', mode: 0o600, flush: true })
    return true
  } catch {
    return false
  } finally {
    await rm(probe, { force: true })
  }
}
