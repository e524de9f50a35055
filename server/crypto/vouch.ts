/**
 * A vouching code: 32 random bytes and the letter's blind signature (RFC 9474) over these bytes and the letter. It is written as
 * `V1-` and base64url, so that people can paste it. It can also follow the # of a link, which browsers do not send to a server.
 * The browser bundle includes this file.
 */
import { uuidBytes } from './credential.ts'

export const VOUCH_PREFIX_BYTES = 32
const mark = 'V1-'

/** The message that is signed, after the prefix of RFC 9474, section 4.1. Only the prefix distinguishes the codes of one letter. */
export function vouchMessage(letterId: string): Uint8Array {
  const name = new TextEncoder().encode('roundrobin vouch v1')
  const whole = new Uint8Array(name.length + 16)
  whole.set(name)
  whole.set(uuidBytes(letterId), name.length)
  return whole
}

export function writeVouch(base64url: string): string {
  return mark + base64url
}

/** Finds a code in pasted text, also inside a link and across line breaks. Returns its base64url part, or null without a code. */
export function readVouch(text: string): string | null {
  if (text.length > 3000) return null
  const found = /V1-([A-Za-z0-9_-]{555})(?![A-Za-z0-9_-])/.exec(text.replace(/\s+/g, ''))
  return found?.[1] ?? null
}
