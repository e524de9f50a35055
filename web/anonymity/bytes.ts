/** Byte helpers. Pages without a secure context, and older browsers, lack the built-in equivalents. */
export type Bytes = Uint8Array

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

export function inHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @throws for text that is not hex, because data from a server is checked before use */
export function fromHex(hex: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new Error('no hex')
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

export function inBase64url(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** @throws unless the text is the canonical base64url of some bytes */
export function fromBase64url(text: string): Bytes {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  if (inBase64url(bytes) !== text) throw new Error('no base64url')
  return bytes
}

export function toNumber(bytes: Bytes): bigint {
  return BigInt(`0x0${inHex(bytes)}`)
}

export function toBytes(number: bigint, length: number): Bytes {
  return fromHex(number.toString(16).padStart(length * 2, '0'))
}
