import type { Core } from '../../core.ts'
import { publicLetters } from '../page-queries.ts'
import { directionOf } from '../../letter/rules.ts'

/** A public letter that takes signatures, for a list. */
export interface OpenLetter {
  path: string
  title: string
  language: string
  dir: 'ltr' | 'rtl'
  employers: string
}

const most = 50

export async function listOpen({ db }: Pick<Core, 'db'>, now: Date): Promise<OpenLetter[]> {
  const rows = await publicLetters(db, most, now)
  return rows.map(({ slug, title, language, employers }) => ({
    path: `/letters/${slug}`,
    title,
    language,
    dir: directionOf(language),
    employers: employers.map(({ name }) => name).join(', '),
  }))
}
