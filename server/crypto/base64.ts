/**
 * Base64 (RFC 4648, sections 4 and 5), without Buffer, so that a page and the server read the same texts. Each function that reads
 * accepts only the one canonical text of some bytes: two texts for the same bytes would be two proofs of one fact.
 */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const standard = `${letters}+/`
const urlSafe = `${letters}-_`

/** For each character code the value of the character plus one, and 0 for any other character. */
function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128)
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value + 1
  return values
}

const standardValues = valuesOf(standard)
const urlSafeValues = valuesOf(urlSafe)

/** Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = written(bytes, standard)
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The bytes of base64 with padding. Null unless the text is canonical. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  return read(text.replace(/={1,2}$/, ''), standardValues)
}

/** Base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return written(bytes, urlSafe)
}

/** The bytes of base64url without padding. Null unless the text is canonical. */
export function fromBase64url(text: string): Uint8Array | null {
  return read(text, urlSafeValues)
}

function written(bytes: Uint8Array, alphabet: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(bytes.length - at, 3)
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (let sign = 0; sign <= left; sign++) text += alphabet.charAt((group >> (18 - 6 * sign)) & 63)
  }
  return text
}

function read(text: string, values: Uint8Array): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let to = 0
  for (let at = 0; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] ?? 0
    if (value === 0) return null
    held = ((held << 6) | (value - 1)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[to++] = held >> bits
  }
  // Bits that belong to no byte must be zero. Otherwise several texts would have the same bytes.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null
}
