import { qrCodeOf, type QrCode } from '../letter/qr-code.ts'

/** Consonants only, so that a code is neither a word nor a number. A code of digits would look like a code to sign in with. L is left out, because it looks like 1. */
export const codeLetters = 'BCDFGHJKMNPQRSTVWXZ'
export const codeLength = 12
const possible = new RegExp(`^[${codeLetters}${codeLetters.toLowerCase()}]{${String(codeLength)}}$`)

/** How a copy can be checked on this server. */
export interface Check {
  /** As it is shown: `BKTR-WZMP-FHDC`. */
  code: string
  /** The address to type, without a scheme. */
  address: string
  /** The address with the code, for the QR code. */
  link: string
  qr: QrCode
}

/** Reads a typed code. Ignores case, spaces and hyphens. Returns null if it cannot be a code. */
export function readCheckCode(typed: string): string | null {
  if (typed.length > 100) return null
  const bare = typed.normalize('NFKC').replace(/[\s\p{Pd}_.]/gu, '')
  return possible.test(bare) ? bare.toUpperCase() : null
}

/** In groups of four, which people can compare and type. */
export function shownCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** @param code null in a preview, which shows a place for the code */
export function checkFor({ origin, host }: { origin: string; host: string }, code: string | null): Check {
  const shown = shownCode(code ?? '·'.repeat(codeLength))
  const link = `${origin}/check?code=${code === null ? '' : shown}`
  return { code: shown, address: `${host}/check`, link, qr: qrCodeOf(link) }
}
