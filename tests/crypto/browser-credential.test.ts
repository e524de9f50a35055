import { RSABSSA } from '@cloudflare/blindrsa-ts'
import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  verify,
  webcrypto,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blindSign } from '../../server/crypto/blind-rsa.ts'
import { signatureStatement, replacementStatement, withdrawalStatement } from '../../server/crypto/credential.ts'
import { credentialKeys, newCredential, requestHash } from '../../server/crypto/credential-secrets.ts'
import {
  deriveSecret,
  ed25519Keys,
  newSigningKey,
  parseSigningKey,
  signatoryKeys,
  signatureIsBy,
} from '../../server/crypto/signing-key.ts'
import { blind, encodePss, finalize, invert, prepared, publicKey } from '../../web/anonymity/blind-rsa.ts'
import { fromBase64url, inBase64url, inHex, toNumber } from '../../web/anonymity/bytes.ts'
import * as browser from '../../web/anonymity/credential.ts'
import { fileText, readFile } from '../../web/anonymity/credential-file.ts'
import * as browserKey from '../../web/anonymity/signing-key.ts'

/** Runs the browser's part of the protocol here and checks it against the server's code, OpenSSL and Cloudflare's library. */

const letter = '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11'
const issuerKeys = generateKeyPairSync('rsa', { modulusLength: 3072 })
const n = Buffer.from(issuerKeys.publicKey.export({ format: 'jwk' }).n!, 'base64url')
const issuer = issuerOf(n)
const signingKey = newSigningKey()
const holder = { seed: parseSigningKey(signingKey)!, letter, verification: 'mailbox' }
const [asked] = browser.request(holder, [issuer])
const answer = { issuer: issuer.id, signature: answerTo(asked!.message) }
const credential = browser.unblind(holder, [issuer], [answer])!

function issuerOf(modulus: Buffer, verification: browser.Issuer['class'] = 'mailbox'): browser.Issuer {
  const id = createHash('sha256').update(modulus).digest().subarray(0, 16)
  return { id: b64u(id), class: verification, n: b64u(modulus), e: 'AQAB' }
}

function answerTo(message: string): string {
  return b64u(blindSign(issuerKeys.privateKey, issuerKeys.publicKey, n, Buffer.from(message, 'base64url')))
}

function b64u(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}

test('RFC 9474, appendix A.1: blinds and finalizes as its vector says', () => {
  const vector = JSON.parse(readFileSync(new URL('rfc9474.json', import.meta.url), 'utf8')) as Record<string, string>
  const number = (name: string) => BigInt(`0x${vector[name] ?? ''}`)
  const of = (name: string) => Buffer.from(vector[name] ?? '', 'hex')
  const modulus = Buffer.from((number('p') * number('q')).toString(16), 'hex')
  const key = publicKey(modulus, Buffer.from([1, 0, 1]), 4096)
  const blinded = blind(key, prepared(of('msg_prefix'), of('msg')), of('salt'), invert(number('inv'), key.n)!)
  expect(inHex(blinded.message)).toBe(vector['blinded_msg'])
  expect(blinded.inverse).toBe(number('inv'))
  expect(inHex(finalize(key, blinded, of('blind_sig'))!)).toBe(vector['sig'])
  expect(finalize(key, blinded, of('sig'))).toBeNull()
})

test('bytes are written and read as Buffer writes and reads them', () => {
  for (let length = 0; length < 70; length++) {
    const some = randomBytes(length)
    expect(inBase64url(some)).toBe(some.toString('base64url'))
    expect(fromBase64url(some.toString('base64url'))).toEqual(new Uint8Array(some))
    expect(inHex(some)).toBe(some.toString('hex'))
  }
  // Other encodings of the same bytes, the other base64 alphabet, and invalid text.
  for (const wrong of ['AB', 'A', 'A===', '_w==', '/w', '*', 'ä']) expect(() => fromBase64url(wrong)).toThrow()
})

test('a slip and an earlier key give the seed that they give the server', () => {
  for (const key of [browserKey.newSigningKey(), newSigningKey(), '00000-00000-00000-00000-00000-11']) {
    const seed = browserKey.parseSigningKey(key)!
    expect(parseSigningKey(key)).toEqual(Buffer.from(seed))
    const secret = browserKey.deriveSecret(seed, letter, 'ed25519')
    expect(Buffer.from(secret)).toEqual(deriveSecret(parseSigningKey(key)!, letter, 'ed25519'))
  }
  for (const wrong of ['', 'x', `${signingKey} zoo`, signingKey.slice(10)])
    expect(browserKey.parseSigningKey(wrong)).toBeNull()
})

test('its requests and results equal those of the server’s reference byte for byte', () => {
  const reference = newCredential(holder.seed, letter, 'mailbox', [n])
  expect(asked).toEqual({ issuer: reference.blinded[0]!.issuer, message: b64u(reference.blinded[0]!.message) })
  const [signed] = reference.finalize([bytes(answer.signature)])
  expect(credential).toEqual({
    message: b64u(reference.message),
    prefix: b64u(reference.prefix),
    signatures: [{ issuer: issuer.id, signature: b64u(signed!.signature) }],
  })
})

/** An issuer's key as Cloudflare's library takes it. */
function importedKey(key: KeyObject, use: 'sign' | 'verify') {
  const jwk = { ...key.export({ format: 'jwk' }), ext: true }
  return webcrypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, [use])
}

test('OpenSSL and Cloudflare’s library take the signature, for this message alone', async () => {
  const signed = Buffer.concat([bytes(credential.prefix), bytes(credential.message)])
  const signature = bytes(credential.signatures[0]!.signature)
  const key = { key: issuerKeys.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  expect(verify('sha384', signed, key, signature)).toBe(true)
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const theirs = await importedKey(issuerKeys.publicKey, 'verify')
  expect(await suite.verify(theirs, signature, signed)).toBe(true)
  expect(await suite.verify(theirs, signature, signed.subarray(1))).toBe(false)
})

test('what Cloudflare’s library blinds and signs, this unblinds, and the other way round', async () => {
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const theirPublic = await importedKey(issuerKeys.publicKey, 'verify')
  const theirPrivate = await importedKey(issuerKeys.privateKey, 'sign')
  const message = suite.prepare(randomBytes(40))
  const blinded = await suite.blind(theirPublic, message)
  const theirAnswer = bytes(answerTo(b64u(blinded.blindedMsg)))
  expect(await suite.finalize(theirPublic, message, theirAnswer, blinded.inv)).toHaveLength(384)

  const key = publicKey(n, Buffer.from([1, 0, 1]))
  const ours = blind(key, message, randomBytes(48), toNumber(randomBytes(400)) % key.n)
  const signature = finalize(key, ours, await suite.blindSign(theirPrivate, ours.message))
  expect(await suite.verify(theirPublic, signature!, message)).toBe(true)
}, 60_000)

test('a blinded message tells nothing: it differs for every key, letter, class and issuer, and hides its message', () => {
  const other = { ...holder, letter: '11111111-6f0e-4d0e-9a7e-6f8f3c1c2a11' }
  const vouched = { ...holder, verification: 'vouched' }
  const messages = [
    asked!.message,
    browser.request(other, [issuer])[0]!.message,
    browser.request(vouched, [{ ...issuer, class: 'vouched' }])[0]!.message,
    browser.request({ ...holder, seed: parseSigningKey(newSigningKey())! }, [issuer])[0]!.message,
  ]
  expect(new Set(messages).size).toBe(4)
  expect(bytes(asked!.message).includes(bytes(credential.prefix))).toBe(false)
})

test('a garbled or malicious answer is noticed', () => {
  const flipped = bytes(answer.signature)
  flipped[200]! ^= 1
  const wrong = [
    [],
    [{ issuer: 'someone', signature: answer.signature }],
    [{ issuer: issuer.id, signature: b64u(flipped) }],
    [{ issuer: issuer.id, signature: b64u(Buffer.alloc(384)) }],
    [{ issuer: issuer.id, signature: answer.signature.slice(4) }],
    [{ issuer: issuer.id, signature: 'nothing of the kind' }],
    // A valid signature of another message. A server could send it to mark a victim.
    [{ issuer: issuer.id, signature: answerTo(b64u(randomBytes(384).fill(0, 0, 1))) }],
  ]
  for (const answers of wrong) expect(browser.unblind(holder, [issuer], answers)).toBeNull()
})

test('a key that is not the one its id names, or none of ours, is not blinded for', () => {
  const even = Buffer.from(n)
  even[383]! &= 0xfe
  const small = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
  const otherExponent = { ...issuer, e: 'Aw' }
  const wrong = [
    { ...issuer, id: issuerOf(even).id },
    issuerOf(even),
    issuerOf(Buffer.from(small.n!, 'base64url')),
    otherExponent,
    { ...issuer, class: 'vouched' as const },
  ]
  for (const each of wrong) expect(() => browser.request(holder, [each])).toThrow()
  expect(invert(6n, 9n)).toBeNull()
})

test('every issuer of the class has to sign', () => {
  const second = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const other = issuerOf(Buffer.from(second.publicKey.export({ format: 'jwk' }).n!, 'base64url'))
  expect(browser.request(holder, [issuer, other])).toHaveLength(2)
  expect(browser.unblind(holder, [issuer, other], [answer])).toBeNull()
})

test('a saved file is read again, and not one that was changed', () => {
  const hash = 'ab'.repeat(32)
  const text = fileText({ letter, signingKey, revisionHash: hash, credential })
  expect(text.length).toBeLessThan(1200)
  const file = readFile(text)!
  expect(file.signingKey).toBe(signingKey)
  expect([file.isFor(letter), file.isFor(letter.replace('0b', '0c'))]).toEqual([true, false])
  expect([file.isOfText(letter, hash), file.isOfText(letter, 'cd'.repeat(32))]).toEqual([true, false])
  expect(browser.restored(holder, [issuer], file.signatures)).toEqual(credential)
  const other = { ...holder, seed: parseSigningKey(newSigningKey())! }
  expect(browser.restored(other, [issuer], file.signatures)).toBeNull()
  expect(browser.restored(holder, [issuer], [{ issuer: issuer.id, signature: b64u(randomBytes(384)) }])).toBeNull()
  for (const wrong of ['', 'null', '[]', '{}', text.slice(1), text.replace('words', 'herbs')])
    expect(readFile(wrong)).toBeNull()
})

test('a saved file names neither the letter nor this product', () => {
  const text = fileText({ letter, signingKey, revisionHash: 'ab'.repeat(32), credential })
  for (const told of [letter, 'roundrobin', 'letter', 'sign', 'credential', 'anonymous', 'mailbox', 'ab'.repeat(32)])
    expect(text.toLowerCase().replaceAll(/"[\w-]{40,}"/g, '')).not.toContain(told)
})

test('a file from before the slip is still read', () => {
  const earlier = { format: 'roundrobin credential', version: 1, letter, class: 'mailbox', signing_key: signingKey }
  const file = readFile(JSON.stringify({ ...earlier, revision_hash: 'ab', signatures: credential.signatures }))!
  expect([file.isFor(letter), file.isFor('another'), file.isOfText(letter, 'ab')]).toEqual([true, false, true])
  expect(browser.restored(holder, [issuer], file.signatures)).toEqual(credential)
})

test('statements are signed by the credential’s key, and giving up by the named one', () => {
  const own = credentialKeys(holder.seed, letter, 'mailbox').publicKey
  expect(b64u(browser.verifierOf(holder))).toBe(b64u(own))
  const hash = randomBytes(32)
  const signature = browser.signatureFor(holder, hash.toString('hex'))
  const statement = signatureStatement({
    letterId: letter,
    revisionHash: hash,
    visibility: 'anonymous',
    commitment: new Uint8Array(32),
  })
  expect(signatureIsBy(own, Buffer.from(statement), bytes(signature.proof))).toBe(true)
  const id = createHash('sha256').update(bytes(credential.message)).digest()
  expect(b64u(browser.credentialId(holder))).toBe(b64u(id))
  const withdrawal = Buffer.from(withdrawalStatement(letter, id))
  expect(signatureIsBy(own, withdrawal, bytes(browser.withdrawalBy(holder)))).toBe(true)

  const blinded = [{ issuer: issuer.id, message: asked!.message }]
  const named = signatoryKeys(holder.seed, letter).publicKey
  const up = browser.replacementProof(holder, blinded)
  expect(up.verifier).toBe(b64u(named))
  const request = requestHash(letter, [{ issuer: bytes(issuer.id), message: bytes(asked!.message) }])
  expect(signatureIsBy(named, Buffer.from(replacementStatement(letter, request)), bytes(up.proof))).toBe(true)
})

test('a receipt holds for its own credential and key alone', () => {
  const log = ed25519Keys(randomBytes(32))
  const id = browser.credentialId(holder)
  const text = `roundrobin receipt v1\nletter ${letter}\ncredential ${inHex(id)}\naccepted 2026-03-02\n`
  const receipt = { text, signature: b64u(log.sign(Buffer.from(text))) }
  const key = b64u(log.publicKey)
  expect(browser.receiptHolds(receipt, key, id)).toBe(true)
  expect(browser.receiptHolds({ ...receipt, text: text.replace('2026', '2027') }, key, id)).toBe(false)
  expect(browser.receiptHolds(receipt, key, randomBytes(32))).toBe(false)
  expect(browser.receiptHolds({ text, signature: 'x' }, key, id)).toBe(false)
})

test('the padding is the one of RFC 8017', () => {
  const message = randomBytes(50)
  const encoded = encodePss(message, randomBytes(48), 3071)
  const signature = blindSign(issuerKeys.privateKey, issuerKeys.publicKey, n, Buffer.from(encoded))
  const key = createPublicKey(issuerKeys.privateKey)
  expect(verify('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature)).toBe(
    true,
  )
})
