import { Point } from '@noble/ed25519'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUsablePublicKey } from '../../server/crypto/ed25519-point.ts'
import { ed25519Keys, foreignPublicKey } from '../../server/crypto/signing-key.ts'

const P = 2n ** 255n - 19n

// Every encoding of a point whose order divides eight: the canonical ones, and those that only lenient decoders accept.
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

test.each(smallOrder)('%s stands for nobody', (key) => {
  expect(isUsablePublicKey(Buffer.from(key, 'hex'))).toBe(false)
})

test('keys that people make are taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secret) => {
      expect(isUsablePublicKey(ed25519Keys(Buffer.from(secret)).publicKey)).toBe(true)
    }),
    { numRuns: 25 },
  )
})

test('32 bytes are a key exactly where another implementation finds a point of a large order', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      expect(isUsablePublicKey(Buffer.from(bytes))).toBe(usableToNoble(bytes))
    }),
    { numRuns: 60 },
  )
})

test('a number above p is no second spelling of a key', () => {
  for (let y = 0n; y < 19n; y++) {
    const spelt = Buffer.from((y + P).toString(16).padStart(64, '0'), 'hex').reverse()
    expect(isUsablePublicKey(spelt)).toBe(false)
  }
})

test('text is a key in one spelling', () => {
  const { publicKey } = ed25519Keys(Buffer.alloc(32, 7))
  const text = publicKey.toString('base64url')
  expect(foreignPublicKey(text)).toEqual(publicKey)
  for (const other of [`${text}=`, ` ${text}`, publicKey.toString('hex'), text.slice(1), `${text}AA`, ''])
    expect(foreignPublicKey(other)).toBeNull()
})

function usableToNoble(bytes: Uint8Array): boolean {
  try {
    return !Point.fromBytes(bytes, false).isSmallOrder()
  } catch {
    return false
  }
}
