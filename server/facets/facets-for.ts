import { createHash } from 'node:crypto'
import type { Core } from '../core.ts'
import { FACET_SALT_BYTES, facetCommitmentBytes } from '../crypto/facet-commitment.ts'
import { Refusal, say } from '../refusal.ts'
import { checkChoice, offersFacets, type ChosenFacets, type Facet, type FacetLists } from './rules.ts'
import { sealFacets } from './secrets.ts'

export type StatedFacets = { salt: string } & Partial<Record<Facet, string | undefined>>

/**
 * Seals the facets that an anonymous signatory states, until the next batch has added or subtracted them.
 * They must match the signature's commitment. Otherwise a withdrawal could subtract the choice of another person.
 * @returns null if nothing is stated or the letter offers no facets
 * @throws Refusal
 */
export function facetsFor(
  core: Pick<Core, 'keys'>,
  letter: { id: string; facets: FacetLists },
  signatureId: Buffer,
  commitment: Uint8Array,
  stated: StatedFacets | undefined,
): Buffer | null {
  if (stated === undefined || !offersFacets(letter.facets)) return null
  const { salt, ...typed } = stated
  const choice = checkChoice(letter.facets, typed)
  if (!choice.ok) throw Refusal.fields(choice.errors)
  if (!commitsTo(letter.id, commitment, salt, choice.chosen))
    throw new Refusal('invalid', 'facets-not-committed', say('refusal-facets-not-committed'), 'facets')
  return sealFacets(core, letter.id, signatureId, choice.chosen)
}

function commitsTo(letterId: string, commitment: Uint8Array, salt: string, chosen: ChosenFacets): boolean {
  const bytes = Buffer.from(salt, 'base64url')
  if (bytes.length !== FACET_SALT_BYTES) return false
  const hash = createHash('sha256')
    .update(facetCommitmentBytes(letterId, bytes, chosen))
    .digest()
  return hash.equals(commitment)
}
