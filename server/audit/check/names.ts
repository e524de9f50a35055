/** The list of public names against the last `names` leaf. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { hashOfEntries, nameEntry } from '../names-list.ts'
import type { NameRow } from './audit-file.ts'
import type { Context } from './context.ts'
import type { CheckError } from './result.ts'
import { takesList } from './together-rules.ts'

export function checkNamesList(context: Context): CheckError[] {
  const { file, names } = context
  const { at, entries, list } = names ?? { at: null, entries: 0, list: EMPTY_LIST }
  const rows = file.names
  const errors: CheckError[] = []
  // Every name that people see must be counted, and every signature whose name is public must be on the list.
  if (!takesList(context, entries)) errors.push({ at: null, code: 'names-standing' })
  if (rows.some(([entry], index) => index > 0 && entry <= (rows[index - 1]?.[0] ?? '')))
    errors.push({ at: null, code: 'names-order' })
  if (rows.length !== entries) errors.push({ at, code: 'names-length' })
  const listed = rows.map(([entry]) => hexToBytes(entry))
  const hash = bytesToHex(hashOfEntries(hexToBytes(file.namesNonce), listed))
  if (hash !== list) errors.push({ at, code: 'names-list' })
  for (const row of rows) if (!opens(row)) errors.push({ at: null, code: 'names-opening' })
  return errors
}

const EMPTY_LIST = bytesToHex(hashOfEntries(new Uint8Array(), []))

/** Returns true if the name and the salt give the entry, or if the entry is not opened. */
function opens([entry, salt, name, title]: NameRow): boolean {
  if (salt === undefined || name === undefined) return true
  // A name with a line break could be read as another name with a title.
  if (name.includes('\n') || title?.includes('\n')) return false
  return bytesToHex(nameEntry(hexToBytes(salt), name, title)) === entry
}
