import type { Db } from '../../db/pool.ts'
import { employersOf, type LetterRow } from '../../letter/queries.ts'
import { namesByEmployer, type NamesOf } from '../page-queries.ts'
import { employersShown } from './employers-shown.ts'

/** One group of a letter's public names. */
export interface NamesGroup {
  /** Stands in addresses: the place of the employer in the letter's list, from 1. 0: the others. */
  key: string
  /** The employer, or null for the others. */
  employer: string | null
  of: NamesOf
}

type GroupedLetter = Pick<
  LetterRow,
  'id' | 'substance_revision' | 'batch_size' | 'names_by_employer' | 'names_hidden' | 'state'
> & { collecting: boolean }

/** Lists the groups in which a letter's public names stand. Empty if they stand in one list. */
export async function listByEmployer(db: Db, letter: GroupedLetter): Promise<NamesGroup[]> {
  if (!letter.names_by_employer || letter.collecting || letter.names_hidden || letter.state === 'purged') return []
  const [employers, names] = await Promise.all([employersOf(db, letter.id), namesByEmployer(db, letter)])
  const ids = employers.map(({ id }) => id)
  const shown = employersShown(names, ids, letter.batch_size)
  if (shown.length === 0) return []
  const groups = employers.flatMap(({ id, name }, at): NamesGroup[] =>
    shown.includes(id) ? [{ key: String(at + 1), employer: name, of: { employer: id } }] : [],
  )
  const others = names.some(({ employer, count }) => count > 0 && (employer === null || !shown.includes(employer)))
  return others ? [...groups, { key: '0', employer: null, of: { besides: shown } }] : groups
}
