/**
 * What an anonymous signature commits to where its letter has facets (role, team, site): always, also to nothing chosen, so that
 * the published commitment does not say whether anything was. The salt comes from the signing key, by the purpose below: without it
 * the few combinations could be tried; with it whoever holds the key finds by trying which one it was. Bundled for the browser.
 */
import { uuidBytes } from './credential.ts'

export const facetSaltPurpose = (verification: string): string => `facets salt ${verification}`
export const FACET_SALT_BYTES = 32

/** Its SHA-256 is the commitment. The name in ASCII, the letter's id, the salt, then each value in UTF-8 behind two bytes of length. */
export function facetCommitmentBytes(
  letterId: string,
  salt: Uint8Array,
  chosen: { role?: string | undefined; team?: string | undefined; site?: string | undefined },
): Uint8Array {
  if (salt.length !== FACET_SALT_BYTES) throw new RangeError('the salt has 32 bytes')
  const utf8 = new TextEncoder()
  const values = [chosen.role, chosen.team, chosen.site].map((value) => utf8.encode(value ?? ''))
  if (values.some(({ length }) => length > 0xffff)) throw new RangeError('too long')
  const parts = [
    utf8.encode('roundrobin facets v1'),
    uuidBytes(letterId),
    salt,
    ...values.flatMap((value) => [Uint8Array.of(value.length >> 8, value.length & 0xff), value]),
  ]
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
