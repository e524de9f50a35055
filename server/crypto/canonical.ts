import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** SHA-256 of the RFC 8785 canonical JSON. @throws for a value that JSON cannot express: undefined, NaN, cycles, lone surrogates */
export function canonicalHash(value: unknown): Buffer {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no canonical JSON form.')
  return createHash('sha256').update(text, 'utf8').digest()
}
