/**
 * A code by which somebody verified vouches: 32 random bytes and the letter's signature (RFC 9474, blind) over them and the letter.
 * Written as V1- and base64url, so that it can be pasted, or stand behind the # of a link, which no server sees. Bundled for the browser.
 */
import { uuidBytes } from './credential.ts'

export const VOUCH_PREFIX_BYTES = 32
const mark = 'V1-'

/** What is signed, behind the prefix that RFC 9474 asks for: the prefix alone tells codes of a letter apart. */
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

/** The base64url in what somebody pasted, link and line breaks included; null where there is no code in it. */
export function readVouch(text: string): string | null {
  if (text.length > 3000) return null
  const found = /V1-([A-Za-z0-9_-]{555})(?![A-Za-z0-9_-])/.exec(text.replace(/\s+/g, ''))
  return found?.[1] ?? null
}
