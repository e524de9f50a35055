import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeEarlierKey } from '../../server/crypto/earlier-key.ts'
import {
  deriveSecret,
  ed25519Keys,
  newSigningKey,
  parseSigningKey,
  signatoryKeys,
  signatureIsBy,
} from '../../server/crypto/signing-key.ts'

const LETTER = '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11'
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Keys from before the slip. */
const keyText = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => writeEarlierKey(Uint8Array.of(bytes[0]! & 3, ...bytes)))

test('an earlier key is 26 symbols and a check symbol, in groups of five', () => {
  fc.assert(
    fc.property(keyText, (key) => {
      expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z*~$=U]$/)
      expect(writeEarlierKey(parseSigningKey(key)!)).toBe(key)
    }),
  )
})

test('the seed is the 130-bit number that the symbols write', () => {
  expect(parseSigningKey('00000-00000-00000-00000-00000-00')).toEqual(Buffer.alloc(17))
  expect(parseSigningKey('00000-00000-00000-00000-00000-11')).toEqual(Buffer.from('01'.padStart(34, '0'), 'hex'))
  const largest = (1n << 130n) - 1n
  const check = `${SYMBOLS}*~$=U`[Number(largest % 37n)]
  expect(parseSigningKey(`${'Z'.repeat(26)}${check}`)?.toString('hex')).toBe('03' + 'f'.repeat(32))
})

test('a key is read as people copy it', () => {
  fc.assert(
    fc.property(keyText, (key) => {
      const seed = parseSigningKey(key)
      expect(seed).not.toBeNull()
      const copies = [
        key.toLowerCase(),
        key.replaceAll('-', ''),
        key.replaceAll('-', ' – '),
        ` \n${key.replaceAll('-', '\u00a0')}\u200b\t`,
        key.replaceAll('0', 'o').replaceAll('1', 'l'),
        key.replaceAll('0', 'O').replaceAll('1', 'I'),
        key.replace(/[0-9A-Z]/g, (symbol) => String.fromCodePoint(symbol.charCodeAt(0) + 0xfee0)),
      ]
      for (const copy of copies) expect(parseSigningKey(copy), copy).toEqual(seed)
    }),
  )
})

test('any one wrong symbol, and any two neighbours exchanged, are noticed', () => {
  const symbols = writeEarlierKey(Buffer.alloc(17, 1)).replaceAll('-', '')
  for (let at = 0; at < 26; at++) {
    for (const other of SYMBOLS.replace(symbols[at]!, '')) {
      expect(parseSigningKey(symbols.slice(0, at) + other + symbols.slice(at + 1))).toBeNull()
    }
    const [a, b] = [symbols[at]!, symbols[at + 1]!]
    if (a === b) continue
    expect(parseSigningKey(symbols.slice(0, at) + b + a + symbols.slice(at + 2))).toBeNull()
  }
})

test('what is no key is null, never an error', () => {
  const key = writeEarlierKey(Buffer.alloc(17, 1))
  for (const text of [
    '',
    '-',
    key + '0',
    key.slice(1),
    key.slice(0, -1),
    'U' + key.slice(1),
    '*'.repeat(27),
    'x'.repeat(1e6),
  ]) {
    expect(parseSigningKey(text)).toBeNull()
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(parseSigningKey(text)).toBeNull()
    }),
  )
})

test('RFC 5869, test case 3', () => {
  expect(deriveSecret(Buffer.alloc(22, 0x0b), '', '', 42).toString('hex')).toBe(
    '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  )
})

test('the letter is the salt and the purpose is the info, as RFC 5869 writes them', () => {
  const seed = parseSigningKey(newSigningKey())!
  const extracted = createHmac('sha256', LETTER).update(seed).digest()
  const expanded = createHmac('sha256', extracted).update('blinding factor\x01').digest()
  expect(deriveSecret(seed, LETTER, 'blinding factor')).toEqual(expanded)
})

test.each([
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
])('RFC 8032, section 7.1: %s', (secret, publicKey, message, signature) => {
  const keys = ed25519Keys(Buffer.from(secret, 'hex'))
  expect(keys.publicKey.toString('hex')).toBe(publicKey)
  expect(keys.sign(Buffer.from(message, 'hex')).toString('hex')).toBe(signature)
  expect(signatureIsBy(keys.publicKey, Buffer.from(message, 'hex'), Buffer.from(signature, 'hex'))).toBe(true)
})

test('the same signing key gives the same pair on one letter, and another on another', () => {
  const key = newSigningKey()
  const keys = signatoryKeys(parseSigningKey(key)!, LETTER)
  expect(signatoryKeys(parseSigningKey(key.toUpperCase())!, LETTER).publicKey).toEqual(keys.publicKey)
  expect(signatoryKeys(parseSigningKey(key)!, 'another letter').publicKey).not.toEqual(keys.publicKey)
  expect(signatoryKeys(parseSigningKey(newSigningKey())!, LETTER).publicKey).not.toEqual(keys.publicKey)
})

test('only the holder signs; forged, foreign and malformed signatures are refused', () => {
  const mine = signatoryKeys(parseSigningKey(newSigningKey())!, LETTER)
  const other = signatoryKeys(parseSigningKey(newSigningKey())!, LETTER)
  const message = Buffer.from('withdraw')
  expect(signatureIsBy(mine.publicKey, message, mine.sign(message))).toBe(true)
  expect(signatureIsBy(mine.publicKey, Buffer.from('publish'), mine.sign(message))).toBe(false)
  expect(signatureIsBy(mine.publicKey, message, other.sign(message))).toBe(false)
  expect(signatureIsBy(mine.publicKey, message, Buffer.alloc(64))).toBe(false)
  expect(signatureIsBy(mine.publicKey, message, Buffer.alloc(0))).toBe(false)
  expect(signatureIsBy(mine.publicKey.subarray(1), message, mine.sign(message))).toBe(false)
  expect(signatureIsBy(Buffer.alloc(32, 0xff), message, mine.sign(message))).toBe(false)
})
