/**
 * What OpenSSL does not look at when it takes a public key: whether its 32 bytes are a point, written in the one way that RFC 8032
 * (section 5.1.3) gives it, and whether that point has more than eight multiples. Under a key of small order one signature
 * fits many messages, and a point with two spellings would be two keys.
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
  // x is 0 for the neutral point and the point of order two alone; with the other sign it would be a second spelling.
  if (u === 0n) return false
  if (!isSquare((u * power(v, P - 2n)) % P)) return false
  return !isOfSmallOrder(y, yy)
}

/**
 * Points of order 4 have y = 0, those of order 1 and 2 have x = 0. Doubling (x, y) gives y' = (y² + x²) / (1 − d·x²·y²), which is 0
 * for the points of order 8, where x² = −y²; with the curve's −x² + y² = 1 + d·x²·y² that is 2y² = 1 − d·y⁴.
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
