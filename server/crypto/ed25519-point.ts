/**
 * The checks that OpenSSL omits when it imports an Ed25519 public key:
 * - the 32 bytes are the canonical encoding of a curve point (RFC 8032, section 5.1.3);
 * - the order of the point does not divide 8.
 * Under a key of small order, one signature is valid for many messages. A point with two encodings would count as two keys.
 */
const P = 2n ** 255n - 19n
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n

export function isUsablePublicKey(key: Buffer): boolean {
  if (key.length !== 32) return false
  const written = BigInt(`0x${Buffer.from(key).reverse().toString('hex')}`)
  const y = written & (2n ** 255n - 1n)
  if (y >= P) return false
  const yy = (y * y) % P
  const u = modulo(yy - 1n)
  const v = modulo(D * yy + 1n)
  // x is 0 only for the neutral point and the point of order 2. The sign bit would give these points a second encoding.
  if (u === 0n) return false
  if (!isSquare((u * power(v, P - 2n)) % P)) return false
  return !isOfSmallOrder(y, yy)
}

/**
 * Points of order 4 have y = 0; points of order 1 and 2 have x = 0, which the caller refuses. Doubling (x, y) gives y' = (y² +
 * x²) / (1 − d·x²·y²). For the points of order 8, y' is 0, so x² = −y². With the curve equation −x² + y² = 1 + d·x²·y² this gives
 * 2y² = 1 − d·y⁴.
 */
function isOfSmallOrder(y: bigint, yy: bigint): boolean {
  return y === 0n || modulo(D * yy * yy + 2n * yy - 1n) === 0n
}

/** Euler's criterion. */
function isSquare(x: bigint): boolean {
  return x === 0n || power(x, (P - 1n) / 2n) === 1n
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

function modulo(x: bigint): bigint {
  return ((x % P) + P) % P
}
