import { randomInt } from 'node:crypto'
import { Refusal, say } from '../refusal.ts'

/** The same rules apply to all mailed codes, because a mail must not tell a signatory's code from an organizer's. */
export const codeDigits = 10
const groupDigits = 5

/** Priority in the queue; smaller runs earlier. Only codes have a priority below 0, so they run before everything else. */
export const codePriority = -10

/** Limit of tries of one challenge. */
export const triesPerChallenge = 3
/** In any sixty minutes. A mailed code counts for the whole hour, so at most this number of codes is valid at the same time. */
export const mailsPerAddressAndHour = 5
/**
 * Limit of wrong tries for one address in a clock hour, over all challenges. A stranger who uses them up locks out the owner until
 * the hour ends, so the number is as large as the risk of guessing allows.
 */
export const wrongCodesPerAddressAndHour = 2000

/**
 * The highest probability of guessing a code of one address in a clock hour: each try meets as many codes as can be valid at the
 * same time. SECURITY.md states it.
 */
export function guessesRightPerHour(): number {
  return (wrongCodesPerAddressAndHour * mailsPerAddressAndHour) / 10 ** codeDigits
}

export function newCode(): string {
  return String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0')
}

export function formatCode(code: string): string {
  return `${code.slice(0, groupDigits)} ${code.slice(groupDigits)}`
}

export function codeMalformedRefusal(): Refusal {
  return new Refusal(
    'invalid',
    'code-malformed',
    say('refusal-code-malformed', { example: formatCode('1234567890') }),
    'code',
  )
}

/**
 * The same for a wrong, an expired and a foreign code and for an unknown challenge, so that it reveals nothing about an address.
 */
export function wrongCodeRefusal(): Refusal {
  return new Refusal('invalid', 'code-not-right', say('refusal-code-not-right'), 'code')
}

/**
 * Reads a typed or pasted code: spaces and dashes are ignored, and digits of all scripts are accepted. @returns null if it is no
 * code
 */
export function parseCode(text: string): string | null {
  if (text.length > 64) return null
  const digits = text.replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '').replace(/\p{Nd}/gu, asciiDigit)
  return digits.length === codeDigits && /^[0-9]*$/.test(digits) ? digits : null
}

/**
 * In Unicode, the ten decimal digits of a script are consecutive, zero first. So a digit's value is its distance from the start of
 * its run. The run of mathematical digits has five such rows, therefore modulo ten.
 */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}
