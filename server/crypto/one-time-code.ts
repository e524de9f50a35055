/**
 * One-time codes, which stand in for a work address: 32 random bytes and the letter's blind signature (RFC 9474) over these bytes,
 * the class and the letter. A code is written as its mark and base64url, so that people can paste it. It can also follow the # of
 * a link, which browsers do not send to a server. The browser bundle includes this file.
 */
import { uuidBytes } from './credential.ts'

export const CODE_PREFIX_BYTES = 32

/** The classes in which people sign with a code. Each has its own key and signs its own text, so no code is good for another class. */
const codes = {
  /** Drawn by somebody who has proved a work address. */
  vouched: { mark: 'V1-', name: 'roundrobin vouch v1' },
  /** Handed over by an organizer who has looked at a badge or pay slip. */
  reviewed: { mark: 'C1-', name: 'roundrobin in-person check v1' },
} as const
export type CodeClass = keyof typeof codes
export const codeClasses = Object.keys(codes) as CodeClass[]

export interface OneTimeCode {
  verification: CodeClass
  /** 416 bytes: the prefix and the signature. */
  base64url: string
}

/** The message that is signed, after the prefix of RFC 9474, section 4.1. Only the prefix distinguishes the codes of one letter. */
export function codeMessage(verification: CodeClass, letterId: string): Uint8Array {
  const name = new TextEncoder().encode(codes[verification].name)
  const whole = new Uint8Array(name.length + 16)
  whole.set(name)
  whole.set(uuidBytes(letterId), name.length)
  return whole
}

export function writeCode({ verification, base64url }: OneTimeCode): string {
  return codes[verification].mark + base64url
}

/** Finds a code in pasted text, also inside a link and across line breaks. Returns null without a code. */
export function readCode(text: string): OneTimeCode | null {
  if (text.length > 3000) return null
  const found = /([VC]1-)([A-Za-z0-9_-]{555})(?![A-Za-z0-9_-])/.exec(text.replace(/\s+/g, ''))
  const verification = codeClasses.find((each) => codes[each].mark === found?.[1])
  return verification && found?.[2] !== undefined ? { verification, base64url: found[2] } : null
}
