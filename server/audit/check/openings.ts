/** The published openings of names that waited, against the `reveal` leaf, the commitments and the list of public names. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { commitmentOf, hashOfOpenings } from '../commitments.ts'
import type { OpeningRow } from './audit-file.ts'
import type { Context } from './context.ts'
import type { CheckError } from './result.ts'

export function checkOpenings({ file, waiting }: Context): CheckError[] {
  const rows = file.openings
  const { at, entries, list, shown } = waiting.revealed ?? { at: null, entries: 0, list: EMPTY_LIST, shown: 0 }
  const errors: CheckError[] = []
  if (rows.some(([commitment], index) => index > 0 && commitment <= (rows[index - 1]?.[0] ?? '')))
    errors.push({ at: null, code: 'openings-order' })
  if (rows.length !== entries) errors.push({ at, code: 'openings-length' })
  if (bytesToHex(hashOfOpenings(rows.map(([commitment]) => hexToBytes(commitment)))) !== list)
    errors.push({ at, code: 'openings-list' })
  for (const row of rows) {
    if (waiting.commitments.get(row[0]) !== waiting.block) errors.push({ at: null, code: 'openings-committed' })
    if (!opens(row)) errors.push({ at: null, code: 'openings-opening' })
  }
  const opened = rows.flatMap(([, , name]) => name ?? [])
  if (opened.length > shown) errors.push({ at: null, code: 'openings-shown' })
  const listed = file.names.flatMap(([, , name]) => name ?? [])
  if (!isAmong(opened, listed)) errors.push({ at: null, code: 'openings-names' })
  return errors
}

const EMPTY_LIST = bytesToHex(hashOfOpenings([]))

/** Returns true if the name and the salt give the commitment, or if the commitment is not opened. */
function opens([commitment, salt, name]: OpeningRow): boolean {
  if (salt === undefined || name === undefined) return true
  return bytesToHex(commitmentOf(hexToBytes(salt), name)) === commitment
}

/** Returns true if the other list has each of the names at least as often as this one. */
function isAmong(names: readonly string[], others: readonly string[]): boolean {
  const left = new Map<string, number>()
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1)
  return names.every((name) => {
    const count = left.get(name) ?? 0
    left.set(name, count - 1)
    return count > 0
  })
}
