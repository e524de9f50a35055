import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// Each part carries its length, so that ('ab', 'c') and ('a', 'bc') differ.
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

// Takes the same time wherever the first difference is. Lengths are not secret.
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
