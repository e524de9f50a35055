import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { isThere, privateFolder, refuseShared, whatIs } from '../data-folder.ts'
import { createKey, writeTombstone, readKey, removeFile, syncFolder } from './key-files.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * The kinds of key files; each letter has at most one file of each.
 * Closing destroys `claims`. `names` is destroyed when the sealed names are due, and `draft` when the letter is discarded or
 * purged.
 * `together` is for names that wait until enough people sign. Only a letter that offers this has one, from its opening until its names
 * are revealed, or never will be.
 */
export const keyKinds = ['claims', 'names', 'draft', 'together'] as const
export type KeyKind = (typeof keyKinds)[number]

/** `left-over`: the key exists beside its tombstone. It counts as destroyed, and the next start deletes it. */
export type KeyState = 'present' | 'destroyed' | 'left-over' | 'missing'

/** The key has a tombstone, so it was destroyed. */
export class KeyGone extends Error {
  constructor(file: string) {
    super(`The key ${file} was destroyed.`)
    this.name = 'KeyGone'
  }
}

/** The key file is absent and has no tombstone. This is a mistake in the operation of the server, never a destroyed key. */
export class KeyMissing extends StartProblem {
  constructor(file: string) {
    super(say('keys-file-missing', { path: file }))
    this.name = 'KeyMissing'
  }
}

/**
 * For an act whose key may be destroyed meanwhile, because a letter closes or its names are erased.
 * @throws the given refusal if the key is destroyed
 */
export async function refusedIfGone<T>(act: () => T | Promise<T>, refusal: () => Error): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof KeyGone ? refusal() : error
  }
}

/**
 * Returns null if the key is destroyed. Then nothing that it sealed can be opened, and nothing more can be sealed with it.
 * @throws KeyMissing
 */
export function unlessGone<T>(act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (error instanceof KeyGone) return null
    throw error
  }
}

/** Key files outside the database. Each use reads the file again, so that a destroyed key is gone from every process at once. */
export interface Keys {
  /** A 32-byte subkey of the server's key, derived for a purpose. @throws KeyMissing */
  server(purpose: string): Buffer
  /** A subkey that is destroyed when the letter closes. @throws KeyGone, KeyMissing */
  claims(letterId: string, purpose: string): Buffer
  /** A subkey that is destroyed when the letter's sealed names are due. @throws KeyGone, KeyMissing */
  names(letterId: string, purpose: string): Buffer
  /** A subkey that is destroyed when the letter is discarded or purged. @throws KeyGone, KeyMissing */
  draft(letterId: string, purpose: string): Buffer
  /** A subkey that is destroyed when the names that wait are revealed, or never will be. @throws KeyGone, KeyMissing */
  together(letterId: string, purpose: string): Buffer
  /** @throws StartProblem if other users can read the folder or the server's key, or if this process cannot read them */
  check(): void
  /** Creates the server's key if it does not exist. */
  createServer(): void
  /** Creates the key of the letter's draft if it does not exist. Durable on return. @throws KeyGone */
  createForDraft(letterId: string): void
  /** Creates the letter's keys for claims and names if they do not exist. Durable on return. @throws KeyGone */
  createForLetter(letterId: string): void
  /** Creates the key of the letter's held names if it does not exist. Durable on return. @throws KeyGone */
  createForTogether(letterId: string): void
  /** Writes a tombstone, then deletes the key. Durable on return. Idempotent. Works for a key that never existed. */
  destroy(letterId: string, kind: KeyKind): void
  stateOf(letterId: string, kind: KeyKind): KeyState
  /** True if a tombstone says that the key was destroyed. @throws KeyMissing if there is neither key nor tombstone */
  isGone(letterId: string, kind: KeyKind): boolean
  /** Notes outside of backups that a letter was purged, so that a restored letter is purged again. The file is empty. */
  notePurged(letterId: string): void
  wasPurged(letterId: string): boolean
}

/** @throws StartProblem if other users can read the folder, or if this process cannot read it */
export function openKeys(folder: string): Keys {
  if (whatIs(folder)) refuseShared(folder)
  const letters = join(folder, 'letters')
  if (whatIs(letters)?.isDirectory() === false) throw new StartProblem(say('keys-no-folder', { path: letters }))
  const server = join(folder, 'server.key')
  const fileOf = (id: string, what: string) => letterFile(letters, id, what)
  const keyOf = (id: string, kind: KeyKind) => fileOf(id, `${kind}.key`)
  const tombstoneOf = (id: string, kind: KeyKind) => fileOf(id, `${kind}.gone`)

  // `destroy` writes the tombstone before it deletes the key. So a reader that finds no key and then no tombstone has not met a
  // running `destroy`.
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
      // Checked again, because another process may have destroyed the key meanwhile.
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
    together: (id, purpose) => read(id, 'together', purpose),
    check: () => {
      refuseShared(folder)
      if (isThere(letters)) refuseShared(letters)
      if (!readKey(server)) throw new KeyMissing(server)
    },
    createServer: () => {
      privateFolder(folder)
      if (isThere(server)) return
      createKey(server)
      syncFolder(folder)
    },
    createForDraft: (id) => create(id, 'draft'),
    createForLetter: (id) => create(id, 'claims', 'names'),
    createForTogether: (id) => create(id, 'together'),
    destroy: (id, kind) => {
      makeFolder()
      writeTombstone(tombstoneOf(id, kind))
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
      writeTombstone(fileOf(id, 'purged'))
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
