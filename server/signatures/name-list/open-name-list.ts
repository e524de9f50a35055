import type { Db } from '../../db/pool.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { letterById } from '../../letter/queries.ts'
import { nameSeenByEveryone } from '../name-seen-by.ts'
import { listedAfter } from './queries.ts'
import { entryOf } from './keep-name-list.ts'

/** An entry of the list of public names, in hex. Salt, name and title open it. A name that is hidden is not opened. */
export type OpenedEntry = [entry: string] | [entry: string, salt: string, name: string, title?: string]

const atOnce = 2000

/**
 * The whole list of a letter's public names, in the order of the entries. Reads part by part, when the reader asks for the next one. So
 * a slow reader holds little memory, and gets no name that is hidden meanwhile.
 */
export async function* openNameList(db: Db, letterId: string): AsyncGenerator<OpenedEntry[]> {
  for (let after: Buffer | null = null; ;) {
    const letter = await letterById(db, letterId)
    const rows = await listedAfter(db, letterId, after, atOnce)
    if (!letter || rows.length === 0) return
    yield rows.map((row) => openedEntry(letter, row))
    after = rows.at(-1)?.name_entry ?? null
    if (rows.length < atOnce) return
  }
}

export function openedEntry(
  letter: { names_hidden: boolean },
  row: Awaited<ReturnType<typeof listedAfter>>[number],
): OpenedEntry {
  const entry = row.name_entry.toString('hex')
  const person = nameSeenByEveryone(letter, row)
  // A name that was shown again since the batch may have lost its salt. Its new entry comes with the next batch.
  if (person === null || row.name_salt === null) return [entry]
  const own = entryOf({ name: person.name, title: person.title ?? null, name_salt: row.name_salt }).name_entry
  if (!sameBytes(own, row.name_entry)) return [entry]
  return [
    entry,
    row.name_salt.toString('hex'),
    person.name,
    ...(person.title === undefined ? [] : [person.title]),
  ] as OpenedEntry
}
