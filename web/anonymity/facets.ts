import { sha256 } from '@noble/hashes/sha2.js'
import { FACET_SALT_BYTES, facetCommitmentBytes, facetSaltPurpose } from '../../server/crypto/facet-commitment.ts'
import { inBase64url, type Bytes } from './bytes.ts'
import { signatureFor, type Holder } from './credential.ts'
import { deriveSecret } from './signing-key.ts'

export type FacetLists = Record<'role' | 'team' | 'site', string[]>
type Chosen = Partial<Record<keyof FacetLists, string>>

/** The facets chosen on this page. Null where the letter offers none. */
function chosenHere(): Chosen | null {
  const selects = document.querySelectorAll<HTMLSelectElement>('[data-el="facets"] select')
  if (selects.length === 0) return null
  return Object.fromEntries([...selects].flatMap(({ name, value }) => (value === '' ? [] : [[name, value]])))
}

function commit(holder: Holder, chosen: Chosen): { commitment: Bytes; facets: Chosen & { salt: string } } {
  const salt = deriveSecret(holder.seed, holder.letter, facetSaltPurpose(holder.verification), FACET_SALT_BYTES)
  const commitment = sha256(facetCommitmentBytes(holder.letter, salt, chosen))
  return { commitment, facets: { salt: inBase64url(salt), ...chosen } }
}

/**
 * A signature with the facets chosen on this page. Where the letter offers facets, it commits to the choice, also to an empty
 * one.
 */
export function signatureHere(holder: Holder, revisionHashHex: string) {
  const chosen = chosenHere()
  if (!chosen) return signatureFor(holder, revisionHashHex)
  const { commitment, facets } = commit(holder, chosen)
  return { ...signatureFor(holder, revisionHashHex, commitment), facets }
}

/**
 * Finds the facets to which a published signature of this key commits, by trying all combinations. They are few, and only the
 * holder of the key can compute the salt.
 */
export function openedFacets(holder: Holder, lists: FacetLists, commitment: string) {
  for (const chosen of combinations(lists)) {
    const tried = commit(holder, chosen)
    if (inBase64url(tried.commitment) === commitment) return tried
  }
  return null
}

function combinations(lists: FacetLists): Chosen[] {
  return (['role', 'team', 'site'] as const).reduce<Chosen[]>(
    (all, name) => all.flatMap((chosen) => [chosen, ...lists[name].map((value) => ({ ...chosen, [name]: value }))]),
    [{}],
  )
}
