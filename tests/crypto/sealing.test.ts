import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from '../../server/crypto/sealing.ts'

const key = randomBytes(32)

test('what was sealed opens again, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2000 }),
      fc.string(),
      fc.integer({ min: 1, max: 600 }),
      (bytes, context, padTo) => {
        expect(unseal(key, context, seal(key, context, Buffer.from(bytes), padTo))).toEqual(Buffer.from(bytes))
      },
    ),
  )
})

test('no byte may change', () => {
  const sealed = seal(key, 'here', 'Ada')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = changed[at]! ^ 1
    expect(() => unseal(key, 'here', changed), `byte ${at}`).toThrow()
  }
})

test('a shortened or empty seal does not open', () => {
  const sealed = seal(key, 'here', 'Ada')
  for (let length = 0; length < sealed.length; length++) {
    expect(() => unseal(key, 'here', sealed.subarray(0, length)), `${length} bytes`).toThrow()
  }
})

test('another context or another key does not open it', () => {
  const sealed = seal(key, 'signature 1', 'Ada')
  expect(() => unseal(key, 'signature 2', sealed)).toThrow()
  expect(() => unseal(key, '', sealed)).toThrow()
  expect(() => unseal(randomBytes(32), 'signature 1', sealed)).toThrow()
})

test('the same text never seals to the same bytes', () => {
  const seals = Array.from({ length: 200 }, () => seal(key, 'here', 'Ada').toString('hex'))
  expect(new Set(seals).size).toBe(200)
})

test('the size tells padding steps, not lengths', () => {
  const size = (length: number) => seal(key, 'here', Buffer.alloc(length)).length
  expect(new Set([0, 1, 100, 252].map(size))).toEqual(new Set([size(0)]))
  expect(size(253)).toBe(size(0) + 256)
})
