import { randomBytes } from 'node:crypto'
import type { NameListChange } from '../../audit/append-batch.ts'
import type { Db } from '../../db/pool.ts'
import type { NameColumns } from '../stored-name-queries.ts'
import {
  hashParts,
  namesWithoutEntry,
  partHashes,
  removeEntries,
  setEntries,
  type NameWithoutEntry,
} from './queries.ts'
import { LIST_NONCE_BYTES, listHash, nameEntry, NAME_PARTS, NAME_SALT_BYTES, partOf } from '../../audit/names-list.ts'

const atOnce = 2000

/**
 * Brings the list of public names up to date with the signatures that stand, and hashes again the parts that changed.
 * @param added the entries of new signatures, which are stored already
 * @returns null if no entry changed
 */
export async function keepNameList(
  trx: Db,
  letterId: string,
  added: readonly Buffer[],
): Promise<NameListChange | null> {
  const changed = new Set(added.map(partOf))
  const removed = await removeEntries(trx, letterId)
  for (const entry of removed) changed.add(partOf(entry))
  let made = added.length
  for (;;) {
    const rows = await namesWithoutEntry(trx, letterId, atOnce)
    if (rows.length === 0) break
    for (const { name_entry } of rows) if (name_entry !== null) changed.add(partOf(name_entry))
    made += rows.filter(({ name_entry }) => name_entry === null).length
    const entered = rows.map(withEntry)
    for (const { entry } of entered) changed.add(partOf(entry))
    await setEntries(trx, letterId, entered)
  }
  if (changed.size === 0) return null
  await hashParts(trx, letterId, [...changed].map(boundsOf))
  const nonce = randomBytes(LIST_NONCE_BYTES)
  return { by: made - removed.length, nonce, hash: Buffer.from(listHash(nonce, await partHashes(trx, letterId))) }
}

function withEntry({ id, ...name }: NameWithoutEntry) {
  const { name_salt: salt, name_entry: entry } = entryOf(name)
  return { id, salt, entry }
}

/** The entry of a public name. A hidden name gets an entry that nothing opens. */
export function entryOf({ name, title, name_salt }: Pick<NameColumns, 'name' | 'title' | 'name_salt'>): {
  name_salt: Buffer | null
  name_entry: Buffer
} {
  if (name === null) return { name_salt: null, name_entry: randomBytes(32) }
  const salt = name_salt ?? randomBytes(NAME_SALT_BYTES)
  return { name_salt: salt, name_entry: Buffer.from(nameEntry(salt, name, title)) }
}

/** The first and the last entry that a part can have. The first bits of an entry are its part. */
function boundsOf(part: number): { part: number; first: Buffer; last: Buffer } {
  const first = Buffer.alloc(32, 0)
  const last = Buffer.alloc(32, 0xff)
  const bits = Math.log2(NAME_PARTS)
  first.writeUInt16BE(part << (16 - bits))
  last.writeUInt16BE((part << (16 - bits)) | ((1 << (16 - bits)) - 1))
  return { part, first, last }
}
