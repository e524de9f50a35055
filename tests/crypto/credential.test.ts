import { createHash, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as credential from '../../server/crypto/credential.ts'
import { credentialKeys, newCredential, requestHash } from '../../server/crypto/credential-secrets.ts'
import { newIssuerKey } from '../../server/crypto/blind-rsa.ts'
import { parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'

const letterId = '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11'
const letterHex = '0b8f3d526f0e4d0e9a7e6f8f3c1c2a11'
const of = (byte: number, length: number) => new Uint8Array(length).fill(byte)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const text = (ascii: string) => Buffer.from(ascii).toString('hex')

test('every statement has the bytes that are written down', () => {
  expect(hex(credential.credentialMessage({ letterId, verification: 'mailbox', publicKey: of(0xaa, 32) }))).toBe(
    `${text('roundrobin credential v1')}${letterHex}07${text('mailbox')}${'aa'.repeat(32)}`,
  )
  expect(
    hex(
      credential.signatureStatement({
        letterId,
        revisionHash: of(0xbb, 32),
        visibility: 'anonymous',
        commitment: of(0, 32),
      }),
    ),
  ).toBe(`${text('roundrobin signature v1')}${letterHex}${'bb'.repeat(32)}09${text('anonymous')}${'00'.repeat(32)}`)
  expect(hex(credential.withdrawalStatement(letterId, of(0xcc, 32)))).toBe(
    `${text('roundrobin withdrawal v1')}${letterHex}${'cc'.repeat(32)}`,
  )
  const naming = {
    letterId,
    credentialId: of(0xcc, 32),
    revisionHash: of(0xbb, 32),
    visibility: 'public',
    verifier: of(0xdd, 32),
    name: 'Zoë',
    title: 'Nurse',
  }
  expect(hex(credential.namingStatement(naming))).toBe(
    `${text('roundrobin naming v2')}${letterHex}${'cc'.repeat(32)}${'bb'.repeat(32)}06${text('public')}${'dd'.repeat(32)}0004${text('Zoë')}0005${text('Nurse')}`,
  )
  expect(hex(credential.replacementStatement(letterId, of(0xee, 32)))).toBe(
    `${text('roundrobin giving up v1')}${letterHex}${'ee'.repeat(32)}`,
  )
  const blinded = [{ issuer: of(1, 16), message: of(2, 384) }]
  const request = Buffer.from(
    `${text('roundrobin request v1')}${letterHex}${'01'.repeat(16)}${'02'.repeat(384)}`,
    'hex',
  )
  expect(hex(credential.requestBytes(letterId, blinded))).toBe(request.toString('hex'))
  expect(requestHash(letterId, [{ issuer: Buffer.alloc(16, 1), message: Buffer.alloc(384, 2) }])).toEqual(
    createHash('sha256').update(request).digest(),
  )
})

test('a message is read back, and nothing else is read as one', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.constantFrom('mailbox', 'vouched'),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat(),
      (id, verification, publicKey, at) => {
        const message = credential.credentialMessage({ letterId: id, verification, publicKey })
        expect(credential.parseCredentialMessage(message)).toEqual({ letterId: id, verification, publicKey })
        expect(credential.parseCredentialMessage(message.subarray(1))).toBeNull()
        expect(credential.parseCredentialMessage(Uint8Array.of(...message, 0))).toBeNull()
        const changed = Uint8Array.from(message)
        const where = at % 'roundrobin credential v1'.length
        changed[where] = (changed[where] ?? 0) ^ 1
        expect(credential.parseCredentialMessage(changed)).toBeNull()
      },
    ),
    { numRuns: 50 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      expect(credential.parseCredentialMessage(bytes)).toBeNull()
    }),
  )
})

test('bytes of a wrong length are an error, not a longer statement', () => {
  expect(() => credential.withdrawalStatement(letterId, of(1, 31))).toThrow(RangeError)
  expect(() => credential.withdrawalStatement(letterId.toUpperCase(), of(1, 32))).toThrow(RangeError)
  const message = { letterId, verification: 'x'.repeat(256), publicKey: of(1, 32) }
  expect(() => credential.credentialMessage(message)).toThrow(RangeError)
})

test('no statement begins like another', () => {
  const names = ['credential', 'signature', 'withdrawal', 'naming', 'giving up', 'request', 'receipt']
  for (const one of names)
    for (const other of names)
      if (one !== other) expect(`roundrobin ${one} v1`.startsWith(`roundrobin ${other} v1`)).toBe(false)
})

test('a signing key alone makes the same credential again, and another for each letter, class and issuer', async () => {
  const seed = parseSigningKey('00000-00000-00000-00000-00000-11') ?? Buffer.alloc(0)
  const [n, other] = await Promise.all([newIssuerKey(), newIssuerKey()]).then((keys) => keys.map((key) => key.n))
  if (!n || !other) throw new Error('no keys')
  const one = newCredential(seed, letterId, 'mailbox', [n])
  const again = newCredential(seed, letterId, 'mailbox', [n])
  expect(again.message).toEqual(one.message)
  expect(again.prefix).toEqual(one.prefix)
  expect(again.blinded).toEqual(one.blinded)
  const others = [
    newCredential(seed, randomUUID(), 'mailbox', [n]),
    newCredential(seed, letterId, 'vouched', [n]),
    newCredential(randomBytes(17), letterId, 'mailbox', [n]),
  ]
  for (const each of others) {
    expect(each.message).not.toEqual(one.message)
    expect(each.prefix).not.toEqual(one.prefix)
    expect(each.blinded[0]?.message).not.toEqual(one.blinded[0]?.message)
  }
  expect(newCredential(seed, letterId, 'mailbox', [other]).blinded[0]?.message).not.toEqual(one.blinded[0]?.message)
  // A named signature and the anonymous one that replaces it have no key in common, although both derive from one signing key.
  expect(signatoryKeys(seed, letterId).publicKey).not.toEqual(credentialKeys(seed, letterId, 'mailbox').publicKey)
}, 60_000)
