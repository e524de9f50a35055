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

export function randomId(): Buffer {
  return randomBytes(16)
}

/** Constant-time comparison of contents. Lengths are not secret. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
