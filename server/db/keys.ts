import { hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { privateFolder, refuseShared } from './data-folder.ts'
import { StartProblem } from './start-problem.ts'

/** The key has been destroyed (or was never made): what it sealed stays sealed. */
export class KeyGone extends Error {
  constructor(file: string) {
    super(`The key file ${file} does not exist.`)
    this.name = 'KeyGone'
  }
}

/** Null once the key is destroyed: what it sealed is gone, and nothing more can be sealed with it. */
export function unlessGone<T>(act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (error instanceof KeyGone) return null
    throw error
  }
}

/** Key files outside the database. Each is read every time, so that a destroyed key is gone from every process at once. */
export interface Keys {
  /** A 32-byte subkey of this installation. */
  server(purpose: string): Buffer
  /** A subkey that goes when the letter closes. @throws KeyGone */
  claims(letterId: string, purpose: string): Buffer
  /** A subkey that goes when the letter's sealed names are due. @throws KeyGone */
  names(letterId: string, purpose: string): Buffer
  /** Makes the server's key, where there is none. */
  createServer(): void
  /** Makes the letter's two keys, where there are none. They are on disk when this returns. */
  createForLetter(letterId: string): void
  destroyClaims(letterId: string): void
  destroyNames(letterId: string): void
  /** Whether the key of the letter's sealed names has been destroyed. */
  namesGone(letterId: string): boolean
  /** Left where backups do not reach, so that a letter which a backup brings back is purged again. It holds nothing. */
  notePurged(letterId: string): void
  wasPurged(letterId: string): boolean
}

/** @throws StartProblem where others could read the folder */
export function openKeys(folder: string): Keys {
  if (existsSync(folder)) refuseShared(folder)
  const server = join(folder, 'server.key')
  return {
    server: (purpose) => subkey(server, purpose),
    claims: (id, purpose) => subkey(letterFile(folder, id, 'claims'), purpose),
    names: (id, purpose) => subkey(letterFile(folder, id, 'names'), purpose),
    createServer: () => {
      privateFolder(folder)
      create(server)
    },
    createForLetter: (id) => {
      privateFolder(join(folder, 'letters'))
      syncFolder(folder)
      create(letterFile(folder, id, 'claims'))
      create(letterFile(folder, id, 'names'))
    },
    destroyClaims: (id) => destroy(letterFile(folder, id, 'claims')),
    destroyNames: (id) => destroy(letterFile(folder, id, 'names')),
    namesGone: (id) => !existsSync(letterFile(folder, id, 'names')),
    notePurged: (id) => {
      privateFolder(join(folder, 'letters'))
      closeSync(openSync(letterFile(folder, id, 'purged'), 'a', 0o600))
      syncFolder(join(folder, 'letters'))
    },
    wasPurged: (id) => existsSync(letterFile(folder, id, 'purged')),
  }
}

function letterFile(folder: string, letterId: string, kind: 'claims' | 'names' | 'purged'): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(letterId)) throw new TypeError('not the id of a letter')
  return join(folder, 'letters', `${letterId}.${kind}${kind === 'purged' ? '' : '.key'}`)
}

function subkey(path: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', read(path), '', purpose, 32))
}

function read(path: string): Buffer {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (isCode(error, 'ENOENT')) throw new KeyGone(path)
    throw error
  }
  try {
    if (fstatSync(file).mode & 0o077) refuseShared(path)
    const key = readFileSync(file)
    if (key.length !== 32)
      throw new StartProblem(`The key file ${path} is damaged. Put back the copy that you keep of the keys.`)
    return key
  } finally {
    closeSync(file)
  }
}

/** Linked into place when it is whole: no reader ever sees half a key, and of two makers one wins. */
function create(path: string): void {
  if (existsSync(path)) return
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
    syncFolder(dirname(path))
  }
}

function destroy(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  syncFolder(dirname(path))
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
