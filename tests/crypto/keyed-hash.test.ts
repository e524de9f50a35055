import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyedHash, randomId, sameBytes } from '../../server/crypto/keyed-hash.ts'

const key = randomBytes(32)

test('it is HMAC-SHA-256 over parts that carry their length', () => {
  const expected = createHmac('sha256', key).update('\0\0\0\x02ab\0\0\0\x01c').digest()
  expect(keyedHash(key, 'ab', Buffer.from('c'))).toEqual(expected)
})

test('no two lists of parts collide by where they are cut', () => {
  const parts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 })
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b)
      expect(keyedHash(key, ...a).equals(keyedHash(key, ...b))).toBe(same)
    }),
  )
  expect(keyedHash(key, 'ab', 'c')).not.toEqual(keyedHash(key, 'a', 'bc'))
  expect(keyedHash(key, 'ab')).not.toEqual(keyedHash(key, 'ab', ''))
})

test('another key gives another hash', () => {
  expect(keyedHash(randomBytes(32), 'ab')).not.toEqual(keyedHash(key, 'ab'))
})

test('comparing tells equal from unequal, and takes unequal lengths', () => {
  expect(sameBytes(Buffer.from('abc'), Buffer.from('abc'))).toBe(true)
  expect(sameBytes(Buffer.from('abc'), Buffer.from('abd'))).toBe(false)
  expect(sameBytes(Buffer.from('abc'), Buffer.from('ab'))).toBe(false)
  expect(sameBytes(Buffer.alloc(0), Buffer.alloc(0))).toBe(true)
})

test('ids are sixteen bytes and do not repeat', () => {
  const ids = Array.from({ length: 1000 }, randomId)
  expect(ids.every((id) => id.length === 16)).toBe(true)
  expect(new Set(ids.map((id) => id.toString('hex'))).size).toBe(1000)
})
