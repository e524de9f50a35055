import type { Core } from '../core.ts'
import { issuerClasses, type LetterRow } from './queries.ts'

type IssuerClass = Awaited<ReturnType<typeof issuerClasses>>[number]

/**
 * Returns true if the letter offers anonymous signatures, or has issuers because it offered them before. Credentials that were
 * issued stay valid after the owners stop offering anonymous signatures, so their holders still need the pages.
 * @param verification limits the question to issuers of this class
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
