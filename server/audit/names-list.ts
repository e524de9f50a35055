/**
 * The list of public names that a `names` leaf covers. The leaf holds one hash for the whole list, so the log opens no name and dates
 * none. The list is hashed in parts, so that a batch needs to hash only the parts that it changes. The browser bundle includes this
 * file.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { joined } from '../crypto/credential.ts'

export const NAME_SALT_BYTES = 12
export const LIST_NONCE_BYTES = 32
/** An entry belongs to the part that its first 12 bits say. */
export const NAME_PARTS = 4096

/** The entry of a name: SHA-256(salt || name), or SHA-256(salt || name || newline || title). The texts are hashed in UTF-8. */
export function nameEntry(salt: Uint8Array, name: string, title?: string | null): Uint8Array {
  if (salt.length !== NAME_SALT_BYTES) throw new RangeError(`the salt has ${NAME_SALT_BYTES} bytes`)
  const text = title === undefined || title === null ? name : `${name}\n${title}`
  return sha256(joined(salt, new TextEncoder().encode(text)))
}

/** The part of the list that holds an entry, from 0 on. */
export function partOf(entry: Uint8Array): number {
  return ((entry[0] ?? 0) << 4) | ((entry[1] ?? 0) >> 4)
}

/** The hash of one part: SHA-256 of its entries, sorted as bytes, one after another. */
export function partHash(entries: readonly Uint8Array[]): Uint8Array {
  return sha256(joined(...[...entries].sort(compareBytes)))
}

const EMPTY_PART = sha256(new Uint8Array())

/**
 * The hash of the list: SHA-256 of the nonce and of the hashes of all parts, one after another. A part that is not given is empty.
 * @param nonce fresh for each hash, so that nobody can compare the hash of an earlier list with a guess. Empty in logs from before it.
 */
export function listHash(nonce: Uint8Array, partHashes: ReadonlyMap<number, Uint8Array>): Uint8Array {
  return sha256(joined(nonce, ...Array.from({ length: NAME_PARTS }, (_, part) => partHashes.get(part) ?? EMPTY_PART)))
}

/** The hash of a whole list. */
export function hashOfEntries(nonce: Uint8Array, entries: readonly Uint8Array[]): Uint8Array {
  const parts = new Map<number, Uint8Array[]>()
  for (const entry of entries) {
    const part = parts.get(partOf(entry))
    if (part) part.push(entry)
    else parts.set(partOf(entry), [entry])
  }
  return listHash(nonce, new Map([...parts].map(([part, those]) => [part, partHash(those)])))
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
