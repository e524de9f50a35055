import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { isThere, privateFolder, refuseShared, whatIs } from '../data-folder.ts'
import { createKey, leaveMark, readKey, removeFile, syncFolder } from './key-files.ts'
import { StartProblem } from '../start-problem.ts'

/**
 * Each letter has one key file of each kind. `claims` ends when the letter closes, `names` when its sealed names are due, `draft` when
 * the letter is discarded or purged. `together` is for names that wait until enough people sign.
 */
export const keyKinds = ['claims', 'names', 'draft', 'together'] as const
export type KeyKind = (typeof keyKinds)[number]

/** `left-over`: the key lies beside its tombstone. It counts as destroyed, and the next start deletes it. */
export type KeyState = 'present' | 'destroyed' | 'left-over' | 'missing'

/** The key has been destroyed: its tombstone says so. */
export class KeyGone extends Error {
  constructor(file: string) {
    super(`The key ${file} was destroyed.`)
    this.name = 'KeyGone'
  }
}

/** The key file is absent, and no tombstone says that it was destroyed. This is an error of the operator's, never a destroyed key. */
export class KeyMissing extends StartProblem {
  constructor(file: string) {
    super(
      `The key file ${file} does not exist, and nothing says that it was destroyed. Set KEYS_DIR to the folder that all processes of this database share.`,
    )
    this.name = 'KeyMissing'
  }
}

/** Null once the key is destroyed: what it sealed is gone, and nothing more can be sealed with it. @throws KeyMissing */
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
  /** A 32-byte subkey of this installation. @throws KeyMissing */
  server(purpose: string): Buffer
  /** A subkey that is destroyed when the letter closes. @throws KeyGone, KeyMissing */
  claims(letterId: string, purpose: string): Buffer
  /** A subkey that is destroyed when the letter's sealed names are due. @throws KeyGone, KeyMissing */
  names(letterId: string, purpose: string): Buffer
  /** A subkey that is destroyed when the letter is discarded or purged. @throws KeyGone, KeyMissing */
  draft(letterId: string, purpose: string): Buffer
  /** Makes the server's key, where there is none. */
  createServer(): void
  /** Makes the key of the letter's draft, where there is none. Durable on return. @throws KeyGone */
  createForDraft(letterId: string): void
  /** Makes the letter's keys of claims and names, where there are none. Durable on return. @throws KeyGone */
  createForLetter(letterId: string): void
  /** Writes a tombstone, then deletes the key. Durable on return. Idempotent; also for a key that never existed. */
  destroy(letterId: string, kind: KeyKind): void
  stateOf(letterId: string, kind: KeyKind): KeyState
  /** Whether a tombstone says that the key was destroyed. @throws KeyMissing where there is neither key nor tombstone */
  isGone(letterId: string, kind: KeyKind): boolean
  /** Left where backups do not reach, so that a letter which a backup brings back is purged again. The file is empty. */
  notePurged(letterId: string): void
  wasPurged(letterId: string): boolean
}

/** @throws StartProblem where others could read the folder, or it cannot be read itself */
export function openKeys(folder: string): Keys {
  if (whatIs(folder)) refuseShared(folder)
  const letters = join(folder, 'letters')
  if (whatIs(letters)?.isDirectory() === false) throw new StartProblem(`${letters} is no folder. Look at KEYS_DIR.`)
  const server = join(folder, 'server.key')
  const fileOf = (id: string, what: string) => letterFile(letters, id, what)
  const keyOf = (id: string, kind: KeyKind) => fileOf(id, `${kind}.key`)
  const tombstoneOf = (id: string, kind: KeyKind) => fileOf(id, `${kind}.gone`)

  // Destroying writes the tombstone first. So a reader that finds no key and then no tombstone has not met a destroyer half-way.
  function stateOf(id: string, kind: KeyKind): KeyState {
    const key = readKey(keyOf(id, kind))
    if (isThere(tombstoneOf(id, kind))) return key ? 'left-over' : 'destroyed'
    return key ? 'present' : 'missing'
  }

  function read(id: string, kind: KeyKind, purpose: string): Buffer {
    const path = keyOf(id, kind)
    const key = readKey(path)
    if (isThere(tombstoneOf(id, kind))) throw new KeyGone(path)
    if (!key) throw new KeyMissing(path)
    return subkey(key, purpose)
  }

  function makeFolder(): void {
    if (isThere(letters)) return
    privateFolder(letters)
    syncFolder(folder)
  }

  function create(id: string, ...kinds: KeyKind[]): void {
    makeFolder()
    for (const kind of kinds) if (stateOf(id, kind) === 'missing') createKey(keyOf(id, kind))
    syncFolder(letters)
    for (const kind of kinds) {
      // Looked for again, because another process may have destroyed the key meanwhile.
      if (!isThere(tombstoneOf(id, kind))) continue
      removeFile(keyOf(id, kind))
      throw new KeyGone(keyOf(id, kind))
    }
  }

  return {
    server: (purpose) => {
      const key = readKey(server)
      if (!key) throw new KeyMissing(server)
      return subkey(key, purpose)
    },
    claims: (id, purpose) => read(id, 'claims', purpose),
    names: (id, purpose) => read(id, 'names', purpose),
    draft: (id, purpose) => read(id, 'draft', purpose),
    createServer: () => {
      privateFolder(folder)
      if (isThere(server)) return
      createKey(server)
      syncFolder(folder)
    },
    createForDraft: (id) => create(id, 'draft'),
    createForLetter: (id) => create(id, 'claims', 'names'),
    destroy: (id, kind) => {
      makeFolder()
      leaveMark(tombstoneOf(id, kind))
      removeFile(keyOf(id, kind))
    },
    stateOf,
    isGone: (id, kind) => {
      const state = stateOf(id, kind)
      if (state === 'missing') throw new KeyMissing(keyOf(id, kind))
      return state !== 'present'
    },
    notePurged: (id) => {
      makeFolder()
      leaveMark(fileOf(id, 'purged'))
    },
    wasPurged: (id) => isThere(fileOf(id, 'purged')),
  }
}

function letterFile(letters: string, letterId: string, what: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(letterId)) throw new TypeError('not the id of a letter')
  return join(letters, `${letterId}.${what}`)
}

function subkey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
}
