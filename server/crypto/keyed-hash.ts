import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA-256. A length precedes each part, so that ('ab', 'c') and ('a', 'bc') give different hashes. */
export function keyedHash(key: Buffer, ...parts: (Buffer | string)[]): Buffer {
  const hmac = createHmac('sha256', key)
  for (const part of parts) {
    const bytes = Buffer.from(part)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hmac.update(length).update(bytes)
  }
  return hmac.digest()
}

/** The first 128 bits of a hash in the form of a UUID, so that a repeated request finds the same row. */
export function uuidFrom(hash: Buffer): string {
  const hex = hash.toString('hex', 0, 16)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function randomId(): Buffer {
  return randomBytes(16)
}

/** Constant-time comparison of contents. Lengths are not secret. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
