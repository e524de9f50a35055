import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createHash, createPrivateKey, randomBytes } from 'node:crypto'
import { verifyAsync } from '@noble/ed25519'
import { beforeAll, describe, expect, test } from 'vitest'
import { blind, blindSign, finalize, issuerPublicKey, newIssuerKey, prepare } from '../../server/crypto/blind-rsa.ts'
import { credentialKeys } from '../../server/crypto/credential-secrets.ts'
import { credentialMessage, NO_COMMITMENT, signatureStatement } from '../../server/crypto/credential.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { openIssuerKey } from '../../server/anonymity/secrets.ts'
import {
  askCredential,
  changeAs,
  credentialOf,
  obtainCredential,
  pathOf,
  redeemAs,
  rowsOf,
  seedOf,
  shown,
  signAnonymously,
  withdrawalOf,
  type Holder,
  type Redemption,
} from '../support/anonymous.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { crowd, recount, tally, times } from '../support/crowd.ts'
import { keyOf, letterAsJson, nextBatch, openLetter, pageOf, post, verifiedCount } from '../support/stories.ts'

let server: TestServer
let letter: AddressedLetter
let other: AddressedLetter
let holder: Holder

beforeAll(async () => {
  server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })
  letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  other = await openLetter(server, { visibilities: ['anonymous'], ownIssuers: true })
  holder = await signAnonymously(server, letter, 'ana.lee@northwind.example')
  await nextBatch(server, letter)
})

describe('one credential, one signature', () => {
  test('sent again, alone and at the same time, counted or not, it counts once', async () => {
    const fresh = await obtainCredential(server, letter, 'ben.ito@northwind.example')
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeemAs(server, letter, fresh.redemption)))
    expect(new Set(answers.map(({ json }) => json['state']))).toEqual(new Set(['accepted']))
    expect(await rowsOf(server, letter, 'pending')).toBe(1)
    await Promise.all([nextBatch(server, letter), redeemAs(server, letter, fresh.redemption)])
    await redeemAs(server, letter, fresh.redemption)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)
    expect(await recount(server, letter)).toEqual(await tally(server, letter))
  })

  test('signed once more with a fresh salt it is another signature under the same message, and refused', async () => {
    const again = await issueOnceMore(letter, holder)
    expect(again.signatures).not.toEqual(holder.redemption.signatures)
    await refused(again, 'credential-used', 409)
  })

  test('it would count twice if what is spent were forgotten', async () => {
    const spent = await signAnonymously(server, letter, 'cem.oz@northwind.example')
    await nextBatch(server, letter)
    const before = await verifiedCount(server, letter)
    const { db } = server.parts
    await db.deleteFrom('credential').where('id', '=', spent.credentialId).execute()
    await db
      .updateTable('signature')
      .set({ id: randomBytes(16) })
      .where('id', '=', spent.credentialId.subarray(0, 16))
      .execute()
    await redeemAs(server, letter, spent.redemption)
    await nextBatch(server, letter, 'falsified')
    expect(await verifiedCount(server, letter)).toBe(before + 1)
  })
})

describe('forgeries', () => {
  test('another statement under the same credential needs its key', async () => {
    const stranger = credentialKeys(seedOf(newSigningKey()), letter.id, 'mailbox')
    const proof = stranger.sign(Buffer.from(statementOf(letter, holder.redemption))).toString('base64url')
    await refused({ ...holder.redemption, proof }, 'proof-not-valid')
    const { proof: right } = holder.redemption
    await refused({ ...holder.redemption, revision_hash: randomBytes(32).toString('base64url') }, 'proof-not-valid')
    await refused({ ...holder.redemption, proof: flip(right) }, 'proof-not-valid')
  })

  test('every bit of what the issuer signed counts', async () => {
    const { redemption } = holder
    const [signed] = redemption.signatures
    if (!signed) throw new Error('no signature')
    await refused({ ...redemption, prefix: flip(redemption.prefix) }, 'credential-not-valid')
    await refused(
      { ...redemption, signatures: [{ ...signed, signature: flip(signed.signature) }] },
      'credential-not-valid',
    )
    await refused({ ...redemption, message: flip(redemption.message, 50) }, 'credential-not-valid')
    await refused({ ...redemption, signatures: [] }, 'credential-not-valid')
    await refused({ ...redemption, signatures: [signed, signed] }, 'credential-not-valid')
    await refused(
      { ...redemption, signatures: [{ ...signed, issuer: randomBytes(16).toString('base64url') }] },
      'credential-not-valid',
    )
  })

  test('a credential of another letter, or of another class, is none here', async () => {
    const elsewhere = await obtainCredential(server, other, 'ana.lee@northwind.example')
    await refused(elsewhere.redemption, 'credential-not-valid')
    // The other credential's signature, used for a message of this letter.
    await refused({ ...holder.redemption, signatures: elsewhere.redemption.signatures }, 'credential-not-valid')
    // A message of this letter, blindly signed by another letter's issuer. An issuer cannot see what it signs.
    const smuggled = await signedBy(other, letter, 'mailbox')
    await refused(smuggled, 'credential-not-valid')
    await refused(await signedBy(letter, letter, 'vouched'), 'credential-not-valid')
    await refused(await signedBy(letter, letter, 'reviewed'), 'credential-not-valid')
    await refused(await signedBy(letter, letter, 'supporter'), 'credential-malformed')
  })

  test('an issuer that somebody made up signs nothing', async () => {
    const { n, privateKey } = await newIssuerKey()
    const [issuer] = (await shown(server, letter)).issuers
    await refused(await signedWith({ n, privateKey, id: issuer?.id ?? '' }, letter, 'mailbox'), 'credential-not-valid')
  })

  test('a key of small order, under which one signature fits many statements, is none', async () => {
    const neutral = Buffer.from(`01${'00'.repeat(31)}`, 'hex')
    // RFC 8032 verifies R = s·B − hash·A. With A and R neutral and s = 0, it holds for every message. Node 24 refuses such a key by
    // itself.
    const proof = Buffer.concat([neutral, Buffer.alloc(32)])
    expect(await verifyAsync(proof, randomBytes(9), neutral)).toBe(true)
    const forged = await signedWith(await issuerOf(letter, 'mailbox'), letter, 'mailbox', neutral)
    await refused({ ...forged, proof: proof.toString('base64url') }, 'credential-not-valid')
    const address = 'named@northwind.example'
    const named = { visibility: 'public', name: 'Ann Lee', address, verifier: neutral.toString('base64url') }
    const asked = await post(server, pathOf(letter, 'signings'), named)
    expect(asked).toMatchObject({ status: 422, json: { code: 'verifier-malformed' } })
  })

  test('garbage in every field is a sentence', async () => {
    const fields = ['message', 'prefix', 'revision_hash', 'commitment', 'proof', 'visibility'] as const
    for (const field of fields)
      for (const garbage of ['', '!', 'A'.repeat(90), `${holder.redemption[field]}=`, 'public', '\0']) {
        const { status, json } = await redeemAs(server, letter, { ...holder.redemption, [field]: garbage })
        expect([400, 422], `${field} ${garbage}`).toContain(status)
        expect(String(json['detail'])).toMatch(/\w{3}.*\.$/)
      }
    expect(await rowsOf(server, letter, 'pending')).toBe(0)
  })

  test('a withdrawal needs the key of its signature, for its letter and purpose', async () => {
    const stranger = { ...holder, signingKey: newSigningKey() }
    const before = await verifiedCount(server, letter)
    const { redemption } = holder
    for (const proof of [
      withdrawalOf(letter, stranger).proof,
      withdrawalOf(other, holder).proof,
      redemption.proof,
      'AAAA',
    ])
      expect((await changeAs(server, letter, { ...withdrawalOf(letter, holder), proof })).status).toBe(422)
    // An earlier test has counted one credential twice in this letter.
    await nextBatch(server, letter, 'falsified')
    expect(await verifiedCount(server, letter)).toBe(before)
  })
})

describe('fewer than k', () => {
  test('nothing is published, and nothing is countable anywhere', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous', 'public'], batchSize: 5 })
    await crowd(server, own, times(5, { name: 'Ann Lee' }))
    await nextBatch(server, own)
    const before = await everythingOf(own)
    for (const local of ['ana', 'ben', 'cem']) await signAnonymously(server, own, `${local}@northwind.example`)
    // Seven signatures wait, but not enough of any kind.
    await crowd(server, own, times(4, { name: 'Bea Ngo' }))
    await nextBatch(server, own)
    expect(await everythingOf(own)).toEqual(before)
    // Two more make k signatures without a name. The batch takes all of them, and the names too.
    for (const local of ['dee', 'eve']) await signAnonymously(server, own, `${local}@northwind.example`)
    await nextBatch(server, own)
    const after = await everythingOf(own)
    expect(after).not.toEqual(before)
    expect(await verifiedCount(server, own)).toBe(14)
  })

  async function everythingOf(own: AddressedLetter): Promise<string[]> {
    const key = keyOf(own)
    const pages = [`/letters/${key}`, `/letters/${key}/signatures`].map(
      async (path) => (await pageOf(server, path)).html,
    )
    const json = ['', '/signatures', '/credentials/published'].map(async (path) =>
      (await fetch(`${server.url}/api/v1/letters/${key}${path}`)).text(),
    )
    const all = await Promise.all([...pages, ...json])
    // The time of the next batch changes by itself, so it is masked.
    return [...all, JSON.stringify((await letterAsJson(server, own)).tally)].map((text) =>
      text.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z|\d\d:\d\d/g, 'TIME'),
    )
  }
})

describe('what goes from issuing to redeeming', () => {
  test('is nothing: no cookie, id or validator comes back with either', async () => {
    const asked = await askCredential(server, letter, 'eva.ruiz@northwind.example')
    const credential = await credentialOf(server, letter, newSigningKey())
    const issue = await raw(`credentials/challenges/${asked.challenge}/issue`, {
      code: asked.code,
      blinded: credential.blinded.map(({ issuer, message }) => ({ issuer, message: message.toString('base64url') })),
    })
    const redemption = await raw('redemptions', holder.redemption)
    for (const answer of [issue, redemption]) {
      const names = [...answer.headers.keys()]
      expect(
        names.filter((name) => /cookie|etag|last-modified|request-id|trace|link|server-timing/.test(name)),
      ).toEqual([])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    // The two answers share no string that is long enough to be an id.
    const [one, two] = [await issue.text(), await redemption.text()]
    const words = (text: string) => new Set(text.match(/[\w-]{16,}/g) ?? [])
    const shared = [...words(one)].filter((word) => words(two).has(word))
    expect(shared).toEqual([])
  })

  test('nobody else’s page may redeem, and ours only where another origin is set', async () => {
    const preflight = (origin: string) =>
      fetch(server.url + pathOf(letter, 'redemptions'), { method: 'OPTIONS', headers: { origin } })
    const { config } = server.parts
    expect((await preflight(config.origin)).headers.get('access-control-allow-origin')).toBeNull()
    config.values.REDEEM_ORIGIN = 'http://example.onion'
    try {
      const ours = await preflight(config.origin)
      expect(ours.headers.get('access-control-allow-origin')).toBe(config.origin)
      expect(ours.headers.get('access-control-allow-credentials')).toBeNull()
      const theirs = await preflight('https://attacker.example')
      expect(theirs.headers.get('access-control-allow-origin')).toBeNull()
      expect((await shown(server, letter)).redeem_origin).toBe('http://example.onion')
    } finally {
      delete config.values.REDEEM_ORIGIN
    }
  })

  async function raw(rest: string, body: object): Promise<Response> {
    return fetch(server.url + pathOf(letter, rest), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }
})

async function refused(redemption: Redemption, code: string, status = 422): Promise<void> {
  const before = await rowsOf(server, letter, 'pending')
  expect(await redeemAs(server, letter, redemption)).toMatchObject({ status, json: { code } })
  expect(await rowsOf(server, letter, 'pending')).toBe(before)
}

function flip(text: string, at = 7): string {
  const bytes = Buffer.from(text, 'base64url')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString('base64url')
}

function statementOf(of: AddressedLetter, redemption: Redemption): Uint8Array {
  return signatureStatement({
    letterId: of.id,
    revisionHash: Buffer.from(redemption.revision_hash, 'base64url'),
    visibility: 'anonymous',
    commitment: NO_COMMITMENT,
  })
}

interface Issuer {
  id: string
  n: Buffer
  privateKey: Buffer
}

/** A letter's own issuer key, which only the operator has. */
async function issuerOf(of: AddressedLetter, verification: 'mailbox' | 'vouched'): Promise<Issuer> {
  const row = await server.parts.db
    .selectFrom('issuer')
    .selectAll()
    .where('letter_id', '=', of.id)
    .where('class', '=', verification)
    .executeTakeFirstOrThrow()
  if (!row.private_sealed) throw new Error('the key has gone')
  const privateKey = openIssuerKey(server.parts, of.id, row.id, row.private_sealed)
  return { id: row.id.toString('base64url'), n: row.public_key, privateKey }
}

/** Makes a complete redemption for a letter and class, with a key that blindly signs any message. */
async function signedBy(signer: AddressedLetter, target: AddressedLetter, verification: string): Promise<Redemption> {
  return signedWith(await issuerOf(signer, 'mailbox'), target, verification)
}

async function signedWith(
  issuer: Issuer,
  target: AddressedLetter,
  verification: string,
  key?: Buffer,
): Promise<Redemption> {
  const keys = credentialKeys(seedOf(newSigningKey()), target.id, verification)
  const publicKey = key ?? keys.publicKey
  const message = Buffer.from(credentialMessage({ letterId: target.id, verification, publicKey }))
  const prefix = createHash('sha256').update(randomBytes(8)).digest()
  const prepared = prepare(prefix, message)
  const { blinded, inverse } = blind(issuer.n, prepared, randomBytes(48), randomBytes(400))
  const privateKey = createPrivateKey({ key: issuer.privateKey, format: 'der', type: 'pkcs8' })
  const answer = blindSign(privateKey, issuerPublicKey(issuer.n), issuer.n, blinded)
  const signature = finalize(issuer.n, prepared, answer, inverse).toString('base64url')
  const { redemption } = holder
  return {
    ...redemption,
    message: message.toString('base64url'),
    prefix: prefix.toString('base64url'),
    signatures: [{ issuer: (await issuerOf(target, 'mailbox')).id, signature }],
    proof: keys.sign(Buffer.from(statementOf(target, redemption))).toString('base64url'),
  }
}

/** Signs the same message once more, as an operator could, or a person who asked twice. */
async function issueOnceMore(of: AddressedLetter, { redemption }: Holder): Promise<Redemption> {
  const issuer = await issuerOf(of, 'mailbox')
  const prepared = prepare(Buffer.from(redemption.prefix, 'base64url'), Buffer.from(redemption.message, 'base64url'))
  const { blinded, inverse } = blind(issuer.n, prepared, randomBytes(48), randomBytes(400))
  const privateKey = createPrivateKey({ key: issuer.privateKey, format: 'der', type: 'pkcs8' })
  const answer = blindSign(privateKey, issuerPublicKey(issuer.n), issuer.n, blinded)
  const signature = finalize(issuer.n, prepared, answer, inverse).toString('base64url')
  return { ...redemption, signatures: [{ issuer: issuer.id, signature }] }
}
