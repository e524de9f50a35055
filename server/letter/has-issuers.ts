import type { Core } from '../core.ts'
import { issuerClasses, type LetterRow } from './queries.ts'

type IssuerClass = Awaited<ReturnType<typeof issuerClasses>>[number]

/**
 * Whether the letter offers anonymous signatures, or has issuers from a time when it did: of this class, or of any. A credential that was
 * issued stays good, and its holder keeps the pages for it, when the owners stop offering the way.
 */
export async function hasIssuers(
  { db }: Pick<Core, 'db'>,
  { id, visibilities }: Pick<LetterRow, 'id' | 'visibilities'>,
  verification?: IssuerClass,
): Promise<boolean> {
  if (visibilities.includes('anonymous')) return true
  const classes = await issuerClasses(db, id)
  return verification === undefined ? classes.length > 0 : classes.includes(verification)
}
