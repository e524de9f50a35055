/**
 * The keys of signatures from before the slip: 130 bits as 26 symbols of Crockford's base 32 and a check symbol (value mod 37),
 * which may be one of five further symbols. The browser bundle includes this file, so the file has no Buffer.
 */
export const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkSymbols = `${base32}*~$=U`
const keySymbols = 26
const seedBytes = 17

/** Reads symbols as people copy them: in any case, with spaces or dashes, O for 0, I or L for 1. Null for any other text. */
export function readSymbols(text: string, length: number): string | null {
  const symbols = tidy(text)
  return symbols.length === length && areSymbols(symbols) ? symbols : null
}

/** The 17 bytes of an earlier key, which people may spell like `readSymbols`. Null for any other text. */
export function readEarlierKey(text: string): Uint8Array | null {
  const symbols = tidy(text)
  const body = symbols.slice(0, keySymbols)
  if (symbols.length !== keySymbols + 1 || !areSymbols(body) || checkOf(body) !== symbols.slice(keySymbols)) return null
  const hex = valueOf(body)
    .toString(16)
    .padStart(seedBytes * 2, '0')
  return Uint8Array.from({ length: seedBytes }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

/** The canonical spelling: groups of five symbols. */
export function writeEarlierKey(seed: Uint8Array): string {
  const value = Array.from(seed).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const body = Array.from({ length: keySymbols }, (_, index) =>
    base32.charAt(Number((value >> BigInt(5 * (keySymbols - 1 - index))) & 31n)),
  ).join('')
  return (body + checkOf(body)).replace(/.{5}/g, '$&-')
}

/** True for a text that is more likely a mistyped earlier key than words: about as long, with digits inside its groups. */
export function isEarlierKey(text: string): boolean {
  const { length } = tidy(text)
  return length >= 20 && length <= 34 && /[a-z]\d|\d[a-z]/i.test(text.replace(/\s|\p{Pd}/gu, ''))
}

function areSymbols(text: string): boolean {
  return Array.from(text).every((symbol) => base32.includes(symbol))
}

function checkOf(body: string): string {
  return checkSymbols.charAt(Number(valueOf(body) % 37n))
}

function valueOf(symbols: string): bigint {
  return Array.from(symbols).reduce((value, symbol) => value * 32n + BigInt(base32.indexOf(symbol)), 0n)
}

function tidy(text: string): string {
  // No spacing makes a key this long. The bound keeps the normalization of longer text cheap.
  if (text.length > 200) return ''
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\u2212_.]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
