/**
 * A cheap check of Ed25519 public keys, for verifiers that check many. The browser bundle includes this file. See ed25519-point.ts for
 * the whole check: here the curve point itself is left to the verification of a signature.
 */

/** The y coordinates of the points whose order divides 8, as bytes in hex without the bit of the sign. */
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/** Almost every other key has another last byte, so it is never written in hex. */
const lastBytes = new Set([...smallOrder].map((y) => parseInt(y.slice(-2), 16)))

/**
 * Returns true unless the 32 bytes are surely no usable key: the y coordinate must be below 2^255 − 19, because otherwise one key
 * would have two texts, and the point must not have a small order, because then one signature would be good for many messages.
 */
export function mayBePublicKey(key: Uint8Array): boolean {
  if (key.length !== 32) return false
  const y = key.slice()
  y[31] = (y[31] ?? 0) & 0x7f
  if (y[31] === 0x7f && (y[0] ?? 0) >= 0xed && y.subarray(1, 31).every((byte) => byte === 0xff)) return false
  if (!lastBytes.has(y[31])) return true
  return !smallOrder.has(Array.from(y, (byte) => byte.toString(16).padStart(2, '0')).join(''))
}
