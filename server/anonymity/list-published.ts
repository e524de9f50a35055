import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { issuersOf, publishedAfter } from './queries.ts'
import { bytesFrom } from './rules.ts'

export type Published = Awaited<ReturnType<typeof publishedAfter>>[number] & { issuers: Buffer[] }

const page = 200

/**
 * Returns one page of the counted anonymous signatures, with all data that a recount needs, in the order of their ids. `next` is
 * the cursor of the next page.
 */
export async function listPublished(
  core: Core,
  letter: LetterRow,
  after: string | undefined,
): Promise<{ signatures: Published[]; next: Buffer | null }> {
  // A letter that is still collecting shows neither signatures nor their number.
  if (letter.collecting) return { signatures: [], next: null }
  const issuers = await issuersOf(core.db, letter.id)
  const found = await publishedAfter(core.db, letter.id, after === undefined ? null : bytesFrom(after, 32), page)
  const signatures = found.map((row) => ({
    ...row,
    issuers: issuers.filter((issuer) => issuer.class === row.class).map(({ id }) => id),
  }))
  return { signatures, next: found.length === page ? (found.at(-1)?.id ?? null) : null }
}
