/**
 * What the key of an anonymous signature signs about a statement without a name: the statement itself, its withdrawal, and the
 * question what became of it, which is nobody else's business. Bundled for the browser.
 */
import { uuidBytes } from './credential.ts'

const names = {
  publish: 'roundrobin statement v1',
  withdraw: 'roundrobin statement withdrawal v1',
  ask: 'roundrobin statement question v1',
} as const

/** The name in ASCII, the letter's id, the credential's id, then the text in UTF-8 behind two bytes of length; '' but to publish. */
export function publicStatement(
  purpose: keyof typeof names,
  letterId: string,
  credentialId: Uint8Array,
  text = '',
): Uint8Array {
  const utf8 = new TextEncoder()
  const body = utf8.encode(text)
  if (credentialId.length !== 32 || body.length > 0xffff) throw new RangeError('not a statement')
  const parts = [
    utf8.encode(names[purpose]),
    uuidBytes(letterId),
    credentialId,
    Uint8Array.of(body.length >> 8, body.length & 0xff),
    body,
  ]
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
