import { randomInt } from 'node:crypto'
import { Refusal } from '../refusal.ts'

/** The rules of every mailed code, whatever it is for: a mail must not tell a signatory's code from an organizer's. */
export const codeDigits = 10
const groupDigits = 5

/** In the queue; smaller is sooner. Codes go before batches, deliveries and updates, and nothing else has less than 0. */
export const codePriority = -10

/** Of one challenge. */
export const triesPerChallenge = 3
/** How long a code and a challenge are good. Where no further mail may be sent, the newest code is good for longer. */
export const codeMinutes = 15
/** In any sixty minutes. A mailed code keeps its place among these for the hour, so no more than these are good at once. */
export const mailsPerAddressAndHour = 5
/**
 * Wrong tries for one address in an hour of the clock, over all challenges. A stranger who uses them up keeps the owner out until the
 * hour is over, so the number is as large as guessing allows.
 */
export const wrongCodesPerAddressAndHour = 2000

/**
 * The most probable success of guessing for one address in an hour of the clock: every try meets as many codes as can be good at once.
 * SECURITY.md states it.
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
  const example = formatCode('1234567890')
  return new Refusal('invalid', 'code-malformed', `Type the ten digits from the mail, like ${example}.`, 'code')
}

/** The same for a wrong, an expired and a foreign code, and for an unknown challenge. */
export function wrongCodeRefusal(): Refusal {
  return new Refusal(
    'invalid',
    'code-not-right',
    'That code is not right, or its time is over. Look at the newest mail, or ask for another code.',
    'code',
  )
}

// Takes a code as people type or paste it: with spaces and dashes, in the digits of any script. Null when it is not a code.
export function parseCode(text: string): string | null {
  if (text.length > 64) return null
  const digits = text.replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '').replace(/\p{Nd}/gu, asciiDigit)
  return digits.length === codeDigits && /^[0-9]*$/.test(digits) ? digits : null
}

// Unicode keeps each script's decimal digits as ten neighbours, zero first (the mathematical digits are five such rows in a
// row), so a digit's value is its distance from the start of its run, modulo ten.
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}
