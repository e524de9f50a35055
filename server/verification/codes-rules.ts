import { randomInt } from 'node:crypto'

const DIGITS = 8

/** Of one challenge, whatever it is for. */
export const triesPerChallenge = 3

export function newCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

export function formatCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

// Takes a code as people type or paste it: with spaces and dashes, in the digits of any script. Null when it is not a code.
export function parseCode(text: string): string | null {
  if (text.length > 64) return null
  const digits = text.replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '').replace(/\p{Nd}/gu, asciiDigit)
  return /^[0-9]{8}$/.test(digits) ? digits : null
}

// Unicode keeps each script's decimal digits as ten neighbours, zero first (the mathematical digits are five such rows in a
// row), so a digit's value is its distance from the start of its run, modulo ten.
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}
