import type { Db } from '../../db/pool.ts'
import { commitmentOf } from '../../audit/commitments.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { letterById } from '../../letter/queries.ts'
import { openedEntry } from './open-name-list.ts'
import { openingsAfter } from './queries.ts'

/** The commitment to a name that waited, in hex. Salt and name open it. A name that is not shown any more is not opened. */
export type Opening = [commitment: string] | [commitment: string, salt: string, name: string]

const atOnce = 2000

/**
 * The openings of all names of a letter that waited and were revealed, in the order of the commitments. Reads as `openNameList` does.
 * @param before the letter before its list of names was read. If all names were hidden then, and are shown now, none is opened.
 */
export async function* openOpenings(db: Db, before: { id: string; names_hidden: boolean }): AsyncGenerator<Opening[]> {
  for (let after: Buffer | null = null; ;) {
    const letter = await letterById(db, before.id)
    const rows = await openingsAfter(db, before.id, after, atOnce)
    if (!letter || rows.length === 0) return
    const hidden = { names_hidden: before.names_hidden || letter.names_hidden }
    yield rows.map((row) => opened(hidden, row))
    after = rows.at(-1)?.commitment ?? null
    if (rows.length < atOnce) return
  }
}

/** A name is opened here only while the list of public names opens it too. */
function opened(letter: { names_hidden: boolean }, row: Awaited<ReturnType<typeof openingsAfter>>[number]): Opening {
  const commitment = row.commitment.toString('hex')
  const { signature } = row
  if (!signature?.name_entry || !signature.opening_salt) return [commitment]
  const [, , name] = openedEntry(letter, { ...signature, name_entry: signature.name_entry })
  if (name === undefined) return [commitment]
  const own = Buffer.from(commitmentOf(signature.opening_salt, name))
  return sameBytes(own, row.commitment) ? [commitment, signature.opening_salt.toString('hex'), name] : [commitment]
}
