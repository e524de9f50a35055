import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { issuersOf } from './queries.ts'
import { credentialClasses, type CredentialClass } from './rules.ts'

/**
 * Whether the letter offers anonymous signatures, or has issuers of these classes from a time when it did. A credential that was issued
 * stays good, and its holder keeps the pages for it, when the owners stop offering the way.
 */
export async function hasIssuers(
  { db }: Pick<Core, 'db'>,
  { id, visibilities }: Pick<LetterRow, 'id' | 'visibilities'>,
  classes: readonly CredentialClass[] = credentialClasses,
): Promise<boolean> {
  if (visibilities.includes('anonymous')) return true
  return (await issuersOf(db, id)).some((issuer) => classes.some((each) => each === issuer.class))
}
