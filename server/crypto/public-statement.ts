/**
 * The messages that are signed about a statement without a name. The statement's own key signs each of them; the signing key
 * derives that key. The first sending is also signed by the key of the anonymous signature. The browser bundle includes this
 * file.
 *
 * Format: a name in ASCII, the letter id, keys or ids of 32 bytes each, then the text: its length in two bytes, and its UTF-8
 * bytes.
 */
import { joined, uuidBytes } from './credential.ts'

/** HKDF purpose of the statement's own Ed25519 key (see credential.ts). It does not depend on the class of the signature. */
export const statementPurpose = 'statement'

const names = {
  publish: 'roundrobin statement v2',
  withdraw: 'roundrobin statement withdrawal v2',
  ask: 'roundrobin statement question v2',
} as const
const earlierNames = {
  withdraw: 'roundrobin statement withdrawal v1',
  ask: 'roundrobin statement question v1',
} as const

/** Signed by the statement's own key. `text` is empty unless the purpose is `publish`. */
export function publicStatement(
  purpose: keyof typeof names,
  letterId: string,
  statementKey: Uint8Array,
  text = '',
): Uint8Array {
  return message(names[purpose], letterId, [statementKey], text)
}

/** Signed by the key of an anonymous signature. It binds the one statement of that signature to `statementKey`. */
export function firstSending(
  letterId: string,
  credentialId: Uint8Array,
  statementKey: Uint8Array,
  text: string,
): Uint8Array {
  return message('roundrobin statement sending v1', letterId, [credentialId, statementKey], text)
}

/** Signed by the key of an anonymous signature. It concerns a statement that was sent before statements had their own keys. */
export function earlierStatement(
  purpose: keyof typeof earlierNames,
  letterId: string,
  credentialId: Uint8Array,
): Uint8Array {
  return message(earlierNames[purpose], letterId, [credentialId], '')
}

function message(name: string, letterId: string, fields: readonly Uint8Array[], text: string): Uint8Array {
  const utf8 = new TextEncoder()
  const body = utf8.encode(text)
  if (fields.some(({ length }) => length !== 32) || body.length > 0xffff) throw new RangeError('not a statement')
  return joined(
    utf8.encode(name),
    uuidBytes(letterId),
    ...fields,
    Uint8Array.of(body.length >> 8, body.length & 0xff),
    body,
  )
}
