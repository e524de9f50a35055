import type { LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { stageById } from '../queries.ts'
import { photoOf } from './queries.ts'

/** The public photo of a letter that was delivered by hand. @throws Refusal if there is none */
export async function fetchPhoto({ db }: Pick<Core, 'db'>, letter: LetterRow, stageId: string): Promise<Buffer> {
  const stage = isId(stageId) ? await stageById(db, letter.id, stageId) : undefined
  const photo = stage && (await photoOf(db, stage.id))
  if (!photo) throw notFoundRefusal('photo')
  return photo.jpeg
}
