import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** The canonical JSON of RFC 8785. @throws for a value that JSON cannot express: undefined, NaN, cycles, lone surrogates */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no canonical JSON form.')
  return text
}

/** SHA-256 of the canonical JSON. @throws like canonicalText */
export function canonicalHash(value: unknown): Buffer {
  return createHash('sha256').update(canonicalText(value), 'utf8').digest()
}
