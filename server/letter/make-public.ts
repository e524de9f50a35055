import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { publicSlugsLike, revisionOf, setPublic, type LetterRow } from './queries.ts'
import { freeSlug, slugFrom } from './slug.ts'

/** Makes the letter public, at an address made of its title. A closed letter stays closed. */
export async function makePublic(trx: Db, letter: LetterRow): Promise<LetterRow> {
  await notifyLetter(trx, letter.id)
  if (letter.public) return letter
  const slug = slugFrom((await revisionOf(trx, letter.id, letter.revision))?.title ?? '')
  return setPublic(trx, letter, freeSlug(slug, await publicSlugsLike(trx, slug)))
}
