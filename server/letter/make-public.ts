import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { publicSlugsLike, revisionOf, setPublic, type LetterRow } from './queries.ts'
import { freeSlug, slugFrom } from './slug-rules.ts'

/** Everybody may find the letter from now on, under an address made of its title. One that is closed stays so. */
export async function makePublic(trx: Db, letter: LetterRow): Promise<LetterRow> {
  await notifyLetter(trx, letter.id)
  if (letter.public) return letter
  const slug = slugFrom((await revisionOf(trx, letter.id, letter.revision))?.title ?? '')
  return setPublic(trx, letter, freeSlug(slug, await publicSlugsLike(trx, slug)))
}
