import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { issuerPublicKey, isSignature, prepare } from '../../server/crypto/blind-rsa.ts'
import { NO_COMMITMENT, signatureStatement } from '../../server/crypto/credential.ts'
import { signatureIsBy } from '../../server/crypto/signing-key.ts'
import type { Db } from '../../server/db/pool.ts'
import { findCredential } from '../../server/anonymity/find-credential.ts'
import { redeem } from '../../server/anonymity/redeem.ts'
import {
  obtainCredential,
  pathOf,
  redeemAs,
  rowsOf,
  shown,
  signAnonymously,
  type Redemption,
} from '../support/anonymous.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { bucketOf } from '../../web/anonymity/credential.ts'
import { keyOf, letterAsJson, nextBatch, openLetter, pageOf, verifiedCount } from '../support/stories.ts'

let server: TestServer
let letter: AddressedLetter

beforeAll(async () => {
  server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })
  letter = await openLetter(server, { visibilities: ['anonymous', 'public'], ownIssuers: true })
})

test('the API returns the public keys with which browsers make credentials', async () => {
  const { issuers, ...rest } = await shown(server, letter)
  expect(rest).toMatchObject({ letter: letter.id, issuance: 'open', redeems_until: null, batch_size: 1 })
  expect(issuers.map((each) => each.class)).toContain('mailbox')
  expect(Buffer.from(issuers[0]?.n ?? '', 'base64url')).toHaveLength(384)
})

test('a person signs anonymously, learns when the signature will be counted, and is counted at that time', async () => {
  const { redemption } = await signAnonymously(server, letter, 'ana.lee@northwind.example')
  expect(await verifiedCount(server, letter)).toBe(0)
  const accepted = await redeemAs(server, letter, redemption)
  expect(accepted).toMatchObject({ status: 202, json: { state: 'accepted' } })
  expect(accepted.json['counted_words']).toMatch(/^You will be counted on \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC/)
  expect(accepted.json['counted_from']).toBe((await shown(server, letter)).counted_from)

  const { text, signature } = accepted.json['receipt'] as { text: string; signature: string }
  const { receipt_key } = await shown(server, letter)
  expect(
    signatureIsBy(Buffer.from(receipt_key, 'base64url'), Buffer.from(text), Buffer.from(signature, 'base64url')),
  ).toBe(true)
  expect(text).toContain(`letter ${letter.id}\n`)
  expect(text).not.toMatch(/\d\d:\d\d/)

  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  expect(await redeemAs(server, letter, redemption)).toEqual({
    status: 202,
    json: { state: 'counted', counted_from: null, counted_words: null, receipt: null },
  })
  expect(await rowsOf(server, letter, 'pending')).toBe(0)
  expect((await letterAsJson(server, letter)).tally.classes).toEqual([
    expect.objectContaining({ class: 'mailbox', count: 1 }),
  ])
})

test('a batch that counts a signature as soon as it is written does not cost its receipt', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'] })
  const { redemption, credentialId } = await obtainCredential(server, own, 'ben.ito@northwind.example')
  const core = { ...server.parts, db: around({ after: () => nextBatch(server, own) }) }
  const { receipt } = await redeem(core, own, redemption, server.now())
  expect(await rowsOf(server, own, 'pending')).toBe(0)
  const { text = '', signature = '' } = receipt ?? {}
  const receiptKey = Buffer.from((await shown(server, own)).receipt_key, 'base64url')
  expect(signatureIsBy(receiptKey, Buffer.from(text), Buffer.from(signature, 'base64url'))).toBe(true)
  expect(text).toContain(credentialId.toString('hex'))
})

test('a credential that another request redeems and a batch counts meanwhile is answered as counted', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'] })
  const { redemption } = await obtainCredential(server, own, 'cem.oz@northwind.example')
  const meanwhile = async () => {
    await redeemAs(server, own, redemption)
    await nextBatch(server, own)
  }
  const core = { ...server.parts, db: around({ before: meanwhile }) }
  expect(await redeem(core, own, redemption, server.now())).toMatchObject({ state: 'counted', receipt: null })
  expect(await verifiedCount(server, own)).toBe(1)
})

test('a credential that a batch counts while it is looked up is found', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'] })
  const { verifier, credentialId } = await signAnonymously(server, own, 'dee.kay@northwind.example')
  let batch: Promise<void> | undefined
  const db = server.parts.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      await (batch ??= nextBatch(server, own))
      return result
    },
  })
  const { row } = await findCredential(db, own, verifier)
  expect(row.id.toString('hex')).toBe(credentialId.toString('hex'))
})

test('a reader verifies each anonymous signature from the published data', async () => {
  const published = await publishedOf()
  const { issuers, revision } = await shown(server, letter)
  expect(published).toHaveLength(1)
  for (const each of published) {
    const message = Buffer.concat([
      Buffer.from('roundrobin credential v1'),
      Buffer.from(letter.id.replaceAll('-', ''), 'hex'),
      Buffer.from('\x07mailbox'),
      Buffer.from(each.public_key, 'base64url'),
    ])
    const prepared = prepare(Buffer.from(each.prefix, 'base64url'), message)
    const n = Buffer.from(issuers.find(({ id }) => id === each.signatures[0]?.issuer)?.n ?? '', 'base64url')
    const signature = Buffer.from(each.signatures[0]?.signature ?? '', 'base64url')
    expect(isSignature(issuerPublicKey(n), prepared, signature)).toBe(true)
    expect(each.revision_hash).toBe(Buffer.from(revision.hash, 'hex').toString('base64url'))
    const statement = signatureStatement({
      letterId: letter.id,
      revisionHash: Buffer.from(revision.hash, 'hex'),
      visibility: 'anonymous',
      commitment: NO_COMMITMENT,
    })
    const proof = Buffer.from(each.proof, 'base64url')
    expect(signatureIsBy(Buffer.from(each.public_key, 'base64url'), Buffer.from(statement), proof)).toBe(true)
  }
})

test('a person keeps a credential during a batch, uses it afterwards, and is counted with the next batch', async () => {
  const { redemption } = await obtainCredential(server, letter, 'ben.ito@northwind.example')
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  await redeemAs(server, letter, redemption)
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(2)
})

async function publishedOf(): Promise<(Redemption & { id: string; public_key: string })[]> {
  const answer = await fetch(server.url + pathOf(letter, 'credentials/published'))
  return ((await answer.json()) as { signatures: (Redemption & { id: string; public_key: string })[] }).signatures
}

test('a batch closes before its time when 5000 anonymous signatures wait, but not when 4999 wait', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'] })
  // Inserts earlier redemptions as they would be stored. Their signatures are invalid, because nothing here checks them.
  await sql`
    insert into pending (id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof)
    select sha256(n::text::bytea), ${own.id}, 'mailbox', sha256(n::text::bytea), sha256(n::text::bytea), '{}', ${own.revision},
      sha256(n::text::bytea), sha512(n::text::bytea)
    from generate_series(1, 4998) as n`.execute(server.parts.db)
  const { next_batch_at } = await server.parts.db
    .selectFrom('letter')
    .select('next_batch_at')
    .where('id', '=', own.id)
    .executeTakeFirstOrThrow()
  expect(next_batch_at?.getTime()).toBeGreaterThan(server.now().getTime())

  const { redemption } = await signAnonymously(server, own, 'early.one@northwind.example')
  await server.work()
  expect(await rowsOf(server, own, 'pending')).toBe(4999)
  expect(await verifiedCount(server, own)).toBe(0)

  await signAnonymously(server, own, 'early.two@northwind.example')
  await server.work()
  expect(await rowsOf(server, own, 'pending')).toBe(0)
  expect(await verifiedCount(server, own)).toBe(5000)
  expect((await redeemAs(server, own, redemption)).json['state']).toBe('counted')
  // The time of the next batch is unchanged.
  expect((await shown(server, own)).counted_from).toBe(next_batch_at?.toISOString())

  // A browser that looks for one signature fetches a part of the list. A part never has fewer than a thousand signatures.
  const part = async (buckets: number, bucket: number) => {
    const answer = await fetch(server.url + pathOf(own, `credentials/published/${buckets}/${bucket}`))
    const { signatures } = (await answer.json()) as { signatures?: { id: string }[] }
    return signatures?.map(({ id }) => id) ?? answer.status
  }
  const fourths = (await Promise.all([0, 1, 2, 3].map((bucket) => part(4, bucket)))) as string[][]
  expect(Math.min(...fourths.map(({ length }) => length))).toBeGreaterThan(1000)
  expect(fourths.flat().sort()).toEqual(((await part(1, 0)) as string[]).sort())
  expect(new Set(fourths.flat()).size).toBe(5000)
  for (const [bucket, ids] of fourths.entries())
    for (const id of ids) expect(bucketOf(Buffer.from(id, 'base64url'), 4)).toBe(bucket)
  expect(await Promise.all([part(8, 0), part(3, 0), part(4, 4), part(0, 0)])).toEqual([404, 404, 404, 404])
  expect((await pageOf(server, `/letters/${keyOf(own)}/anonymous/mine`)).html).toContain('data-buckets="4"')
})

/** The database, with something else that happens around its next transaction. */
function around(acts: { before?: () => Promise<void>; after?: () => Promise<void> }): Db {
  return new Proxy(server.parts.db, {
    get: (db, key) => {
      const value: unknown = Reflect.get(db, key, db)
      if (key !== 'transaction') return typeof value === 'function' ? (value.bind(db) as unknown) : value
      return () => ({
        execute: async (work: (trx: Db) => Promise<unknown>) => {
          const { before, after } = acts
          acts = {}
          await before?.()
          const result = await db.transaction().execute(work)
          await after?.()
          return result
        },
      })
    },
  })
}
