import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

// SHA-256 of the RFC 8785 form. Throws for what JSON cannot say (undefined, NaN, cycles, half a surrogate pair).
export function canonicalHash(value: unknown): Buffer {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no canonical JSON form.')
  return createHash('sha256').update(text, 'utf8').digest()
}
