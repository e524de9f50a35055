/**
 * The commitment of an anonymous signature to its facets (role, team, site). Where the letter offers facets, every signature
 * commits, also when nothing was chosen. Otherwise the published commitment would show whether anything was chosen. The signing
 * key derives the salt with the purpose below. Without the salt, nobody can try the few combinations. With it, the holder of the
 * key finds the choice by trying them. The browser bundle includes this file.
 */
import { joined, uuidBytes } from './credential.ts'

export const facetSaltPurpose = (verification: string): string => `facets salt ${verification}`
export const FACET_SALT_BYTES = 32

/**
 * The SHA-256 of these bytes is the commitment. Format: name in ASCII, letter id, salt, then each value: its length
 * in two bytes, and its UTF-8 bytes.
 */
export function facetCommitmentBytes(
  letterId: string,
  salt: Uint8Array,
  chosen: { role?: string | undefined; team?: string | undefined; site?: string | undefined },
): Uint8Array {
  if (salt.length !== FACET_SALT_BYTES) throw new RangeError('the salt has 32 bytes')
  const utf8 = new TextEncoder()
  const values = [chosen.role, chosen.team, chosen.site].map((value) => utf8.encode(value ?? ''))
  if (values.some(({ length }) => length > 0xffff)) throw new RangeError('too long')
  return joined(
    utf8.encode('roundrobin facets v1'),
    uuidBytes(letterId),
    salt,
    ...values.flatMap((value) => [Uint8Array.of(value.length >> 8, value.length & 0xff), value]),
  )
}
