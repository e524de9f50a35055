import type { Core } from '../../core.ts'
import { indexedLetters } from '../page-queries.ts'

/** A letter that search engines may list. */
export interface ListedLetter {
  slug: string
  /** The day of its text. */
  published_on: string
}

/** A sitemap has at most 50,000 addresses. */
const most = 10_000

/** Lists the public letters that were not purged and have no embargo, newest first. */
export async function listPublic({ db }: Pick<Core, 'db'>, now: Date): Promise<ListedLetter[]> {
  return indexedLetters(db, most, now)
}
