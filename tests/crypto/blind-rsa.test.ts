import { createPrivateKey, randomBytes, webcrypto, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  blind,
  blindSign,
  finalize,
  isBlindable,
  issuerId,
  issuerPublicKey,
  isSignature,
  newIssuerKey,
  prepare,
  type IssuerKey,
} from '../../server/crypto/blind-rsa.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
const bytes = (value: bigint, length: number) => hex(value.toString(16).padStart(length * 2, '0'))

let key: IssuerKey
let privateKey: KeyObject
let publicKey: KeyObject

beforeAll(async () => {
  key = await newIssuerKey()
  privateKey = createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' })
  publicKey = issuerPublicKey(key.n)
})

describe('RFC 9474, appendix A.1', () => {
  const vector = JSON.parse(readFileSync(new URL('rfc9474.json', import.meta.url), 'utf8')) as Record<string, string>
  const of = (name: string) => hex(vector[name] ?? '')
  const rsa = keysFrom(number(of('p')), number(of('q')))
  const prepared = prepare(of('msg_prefix'), of('msg'))

  test('blinds', () => {
    const factor = bytes(inverse(number(of('inv')), number(rsa.n)), 512)
    const { blinded, inverse: inv } = blind(rsa.n, prepared, of('salt'), factor)
    expect(blinded.equals(of('blinded_msg'))).toBe(true)
    expect(inv).toBe(number(of('inv')))
  })

  test('signs', () => {
    const signature = blindSign(rsa.privateKey, issuerPublicKey(rsa.n), rsa.n, of('blinded_msg'))
    expect(signature.equals(of('blind_sig'))).toBe(true)
  })

  test('finalizes and verifies', () => {
    expect(finalize(rsa.n, prepared, of('blind_sig'), number(of('inv'))).equals(of('sig'))).toBe(true)
    expect(isSignature(issuerPublicKey(rsa.n), prepared, of('sig'))).toBe(true)
  })
})

describe('another implementation', () => {
  const suite = RSABSSA.SHA384.PSS.Randomized({ supportsRSARAW: false })
  const message = Buffer.from('what is signed')

  test('accepts what is blinded and signed here', async () => {
    const prepared = prepare(randomBytes(32), message)
    const { blinded, inverse: inv } = blind(key.n, prepared, randomBytes(48), randomBytes(400))
    const signature = finalize(key.n, prepared, blindSign(privateKey, publicKey, key.n, blinded), inv)
    expect(await suite.verify(await foreign('verify'), signature, prepared)).toBe(true)
    const theirs = await suite.blindSign(await foreign('sign'), blinded)
    expect(Buffer.from(theirs).equals(blindSign(privateKey, publicKey, key.n, blinded))).toBe(true)
  }, 60_000)

  test('blinds what is signed here, and its signature is good here', async () => {
    const prepared = suite.prepare(message)
    const { blindedMsg, inv } = await suite.blind(await foreign('verify'), prepared)
    const answer = blindSign(privateKey, publicKey, key.n, Buffer.from(blindedMsg))
    const signature = await suite.finalize(await foreign('verify'), prepared, answer, inv)
    expect(isSignature(publicKey, Buffer.from(prepared), Buffer.from(signature))).toBe(true)
  })

  async function foreign(use: 'sign' | 'verify'): Promise<CryptoKey> {
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
    const imported =
      use === 'sign'
        ? await webcrypto.subtle.importKey('pkcs8', key.privateKey, algorithm, true, ['sign'])
        : await webcrypto.subtle.importKey('spki', publicKey.export({ format: 'der', type: 'spki' }), algorithm, true, [
            'verify',
          ])
    return imported
  }
})

test('a message outside 1 < m < n − 1, or of another length, is not signed', () => {
  const n = number(key.n)
  const of = (value: bigint) => bytes(value, 384)
  const refused = {
    zero: of(0n),
    one: of(1n),
    'n − 1': of(n - 1n),
    n: of(n),
    'n + 2': of(n + 2n),
    short: of(2n).subarray(1),
    long: Buffer.concat([Buffer.of(0), of(2n)]),
    empty: Buffer.alloc(0),
  }
  for (const [what, message] of Object.entries(refused)) {
    expect(isBlindable(key.n, message), what).toBe(false)
    expect(() => blindSign(privateKey, publicKey, key.n, message), what).toThrow(RangeError)
  }
  for (const value of [2n, n - 2n]) expect(isBlindable(key.n, of(value))).toBe(true)
})

test('an answer that came out wrong is not given out', async () => {
  // Signs under the smaller modulus, so that the result is also a valid number for the larger one.
  const [small, large] = [key, await newIssuerKey()].sort((a, b) => Buffer.compare(a.n, b.n)) as [IssuerKey, IssuerKey]
  const signing = createPrivateKey({ key: small.privateKey, format: 'der', type: 'pkcs8' })
  expect(() => blindSign(signing, issuerPublicKey(large.n), small.n, bytes(3n, 384))).toThrow('came out wrong')
})

test('a signature is good for one prefix, one message and one key alone', () => {
  const prefix = randomBytes(32)
  const prepared = prepare(prefix, Buffer.from('a'))
  const { blinded, inverse: inv } = blind(key.n, prepared, randomBytes(48), randomBytes(400))
  const signature = finalize(key.n, prepared, blindSign(privateKey, publicKey, key.n, blinded), inv)
  expect(isSignature(publicKey, prepared, signature)).toBe(true)
  expect(isSignature(publicKey, prepare(prefix, Buffer.from('b')), signature)).toBe(false)
  expect(isSignature(publicKey, prepare(randomBytes(32), Buffer.from('a')), signature)).toBe(false)
  const flipped = Buffer.from(signature)
  flipped[200] = (flipped[200] ?? 0) ^ 1
  expect(isSignature(publicKey, prepared, flipped)).toBe(false)
  // The same number plus n has the same length. It must be refused, or a signature would have two encodings.
  const more = number(signature) + number(key.n)
  if (more < 2n ** 3072n) expect(isSignature(publicKey, prepared, bytes(more, 384))).toBe(false)
})

test('blinding hides the message: the same one, blinded by two factors, has nothing in common', () => {
  const prepared = prepare(randomBytes(32), Buffer.from('a'))
  const salt = randomBytes(48)
  const [one, other] = [blind(key.n, prepared, salt, randomBytes(400)), blind(key.n, prepared, salt, randomBytes(400))]
  expect(one.blinded.equals(other.blinded)).toBe(false)
  const signed = [one, other].map((each) =>
    finalize(key.n, prepared, blindSign(privateKey, publicKey, key.n, each.blinded), each.inverse),
  )
  expect(signed[0]?.equals(signed[1] ?? Buffer.alloc(0))).toBe(true)
})

test('an answer under another key than the published one is noticed before it is used', async () => {
  const prepared = prepare(randomBytes(32), Buffer.from('a'))
  const { inverse: inv } = blind(key.n, prepared, randomBytes(48), randomBytes(400))
  expect(() => finalize(key.n, prepared, randomBytes(384), inv)).toThrow()
  expect(issuerId(key.n)).toHaveLength(16)
})

function keysFrom(p: bigint, q: bigint): { n: Buffer; privateKey: KeyObject } {
  const e = 65537n
  const d = inverse(e, (p - 1n) * (q - 1n))
  const text = (value: bigint) => {
    const digits = value.toString(16)
    return hex(digits.length % 2 === 0 ? digits : `0${digits}`).toString('base64url')
  }
  const jwk = {
    kty: 'RSA',
    n: text(p * q),
    e: text(e),
    d: text(d),
    p: text(p),
    q: text(q),
    dp: text(d % (p - 1n)),
    dq: text(d % (q - 1n)),
    qi: text(inverse(q, p)),
  }
  return { n: bytes(p * q, 512), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) }
}

function inverse(x: bigint, modulus: bigint): bigint {
  let [r, next, t, nextT] = [modulus, x % modulus, 0n, 1n]
  while (next !== 0n) {
    const quotient = r / next
    ;[r, next] = [next, r - quotient * next]
    ;[t, nextT] = [nextT, t - quotient * nextT]
  }
  return ((t % modulus) + modulus) % modulus
}
