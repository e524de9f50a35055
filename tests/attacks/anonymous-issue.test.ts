import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { idFrom } from '../../server/mailbox/challenge-token.ts'
import { claimOf, proveClaims } from '../../server/anonymity/queries.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import type { Db } from '../../server/db/pool.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { letterCodeMac } from '../../server/mailbox/mailed-code-secrets.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import {
  askCredential,
  credentialOf,
  obtainCredential,
  pathOf,
  redeemAs,
  rowsOf,
  sendBlinded,
  shown,
  signAnonymously,
} from '../support/anonymous.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { statementsOf } from '../support/statements.ts'
import { askForCode, enterCode, nextBatch, openLetter, post, signAs, verifiedCount } from '../support/stories.ts'

let server: TestServer
let letter: AddressedLetter

beforeAll(async () => {
  server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })
  letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
})

describe('one address, one credential', () => {
  test('of many at once, who share a transaction, each has an answer of their own', async () => {
    const { blinded: first } = await credentialOf(server, letter, newSigningKey())
    const people = []
    for (let number = 0; number < 8; number++)
      people.push(await askCredential(server, letter, `atonce${number}@northwind.example`))
    const answers = await Promise.all(
      people.map(async (asked, number) => {
        const code = number % 2 === 0 ? asked.code : '00000 00000'
        const { blinded } = await credentialOf(server, letter, newSigningKey())
        return sendBlinded(server, letter, { ...asked, code }, number === 0 ? first : blinded)
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 200, 422, 200, 422, 200, 422])
    const again = await sendBlinded(server, letter, people[0]!, first)
    expect(again.json).toEqual(answers[0]?.json)
    const left = await server.parts.db
      .selectFrom('challenge')
      .select('attempts_left')
      .where(
        'id',
        'in',
        people.map(({ challenge }) => idFrom(challenge)),
      )
      .execute()
    const tries = Math.max(...left.map(({ attempts_left }) => attempts_left))
    expect(left.filter(({ attempts_left }) => attempts_left === tries - 1)).toHaveLength(4)
  })

  test('of parallel requests with different blinded messages one is signed, however often it is sent again', async () => {
    const address = 'race@northwind.example'
    const attempts = await Promise.all(
      Array.from({ length: 6 }, async () => (await credentialOf(server, letter, newSigningKey())).blinded),
    )
    const asked = await askCredential(server, letter, address)
    const answers = await Promise.all(attempts.map((blinded) => sendBlinded(server, letter, asked, blinded)))
    const won = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []))
    expect(won).toHaveLength(1)
    expect(answers.filter(({ json }) => json['code'] === 'address-used')).toHaveLength(5)
    const [winner = 0] = won
    // If the answer is lost, a new code hours later returns the same bytes.
    const later = await askCredential(server, letter, address)
    expect(await sendBlinded(server, letter, later, attempts[winner] ?? [])).toEqual(answers[winner])
    expect((await sendBlinded(server, letter, later, attempts[(winner + 1) % 6] ?? [])).json['code']).toBe(
      'address-used',
    )
  })

  test('the same request a hundred times makes the server sign ten times; another code continues', async () => {
    const address = 'hundred@northwind.example'
    const { blinded } = await credentialOf(server, letter, newSigningKey())
    const asked = await askCredential(server, letter, address)
    const many = await Promise.all(Array.from({ length: 50 }, () => sendBlinded(server, letter, asked, blinded)))
    for (let time = 0; time < 50; time++) many.push(await sendBlinded(server, letter, asked, blinded))
    const signed = many.filter(({ status }) => status === 200)
    expect(signed).toHaveLength(10)
    expect(new Set(signed.map(({ json }) => JSON.stringify(json))).size).toBe(1)
    const refused = many.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ status, json }) => `${status} ${String(json['code'])}`))).toEqual(
      new Set(['429 code-answered']),
    )
    // Even if all ten answers are lost: the same signing key makes the same request, so another code returns the same answer.
    const later = await askCredential(server, letter, address)
    expect(await sendBlinded(server, letter, later, blinded)).toEqual(signed[0])
  })

  test('a name and a credential for one address, at the same time, in many rounds: never both', async () => {
    const before = await rowsOf(server, letter, 'claim')
    for (let round = 0; round < 8; round++) {
      const address = `both${String(round)}@northwind.example`
      const named = await askForCode(server, letter, { address, name: 'Ann Lee' })
      const anonymous = await askCredential(server, letter, address)
      const { blinded } = await credentialOf(server, letter, newSigningKey())
      const both = [
        () => enterCode(server, letter, named.challenge, named.code),
        () => sendBlinded(server, letter, anonymous, blinded),
      ]
      if (round % 2 === 1) both.reverse()
      const answers = await Promise.all(both.map((each) => each()))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    }
    expect(await rowsOf(server, letter, 'claim')).toBe(before + 8)
  })

  test('it would be two if the claim were not kept', async () => {
    const address = 'forgotten@northwind.example'
    await obtainCredential(server, letter, address)
    const tag = addressTag(server.parts, letter.id, address)
    await server.parts.db.deleteFrom('claim').where('tag', '=', tag).execute()
    expect(await claimOf(server.parts.db, letter.id, tag)).toBe(undefined)
    await obtainCredential(server, letter, address)
  })
})

describe('what is no blinded message is refused, and the address stays unused', () => {
  test('by number, length, spelling, issuer and count', async () => {
    const [issuer] = (await shown(server, letter)).issuers.filter((each) => each.class === 'mailbox')
    const n = BigInt(`0x${Buffer.from(issuer?.n ?? '', 'base64url').toString('hex')}`)
    const of = (value: bigint) => Buffer.from(value.toString(16).padStart(768, '0'), 'hex')
    const one = { issuer: issuer?.id ?? '', message: of(2n) }
    const bad: { issuer: string; message: Buffer }[][] = [
      ...[0n, 1n, n - 1n, n, n + 5n].map((value) => [{ ...one, message: of(value) }]),
      [{ ...one, message: of(2n).subarray(1) }],
      [{ ...one, message: Buffer.concat([Buffer.alloc(1), of(2n)]) }],
      [{ ...one, message: Buffer.alloc(0) }],
      [{ ...one, issuer: randomBytes(16).toString('base64url') }],
      [{ ...one, issuer: '' }],
      [one, one],
      [],
    ]
    const asked = await askCredential(server, letter, 'garbage@northwind.example')
    const before = await rowsOf(server, letter, 'claim')
    for (const blinded of bad) {
      const answer = await sendBlinded(server, letter, asked, blinded)
      expect(answer, JSON.stringify(blinded)).toMatchObject({ status: 422, json: { code: 'blinded-malformed' } })
    }
    expect(await rowsOf(server, letter, 'claim')).toBe(before)
    expect((await sendBlinded(server, letter, asked, [one])).status).toBe(200)
  })
})

describe('codes', () => {
  test('three wrong ones end the challenge, and the right one in another is still good', async () => {
    const asked = await askCredential(server, letter, 'codes@northwind.example')
    const { blinded } = await credentialOf(server, letter, newSigningKey())
    for (let guess = 0; guess < 3; guess++) {
      const code = String((Number(asked.code.replace(' ', '')) + guess + 1) % 1e10).padStart(10, '0')
      expect((await sendBlinded(server, letter, { ...asked, code }, blinded)).json['code']).toBe('code-not-right')
    }
    expect((await sendBlinded(server, letter, asked, blinded)).json['code']).toBe('code-not-right')
    const { json } = await post(server, pathOf(letter, 'credentials/challenges'), {
      address: 'codes@northwind.example',
    })
    const other = { challenge: json['challenge'] as string, code: asked.code }
    expect((await sendBlinded(server, letter, other, blinded)).status).toBe(200)
  })

  test('one of another address, another letter, another purpose, or of a quarter of an hour ago is not right', async () => {
    const { blinded } = await credentialOf(server, letter, newSigningKey())
    const mine = await askCredential(server, letter, 'mine@northwind.example')
    const theirs = await askCredential(server, letter, 'theirs@northwind.example')
    const elsewhere = await openLetter(server, { visibilities: ['anonymous'] })
    const there = await askCredential(server, elsewhere, 'mine@northwind.example')
    const named = await askForCode(server, letter, { address: 'mine@northwind.example', name: 'Ann Lee' })
    const wrong = [
      { challenge: mine.challenge, code: theirs.code },
      { challenge: there.challenge, code: there.code },
      { challenge: named.challenge, code: named.code },
      { challenge: 'AAAAAAAAAAAAAAAAAAAAAA', code: mine.code },
    ]
    for (const each of wrong)
      expect((await sendBlinded(server, letter, each, blinded)).json['code']).toBe('code-not-right')
    // A credential's code is also refused as the code for a signature with a name.
    expect((await enterCode(server, letter, mine.challenge, mine.code)).json['code']).toBe('code-not-right')
    server.at(new Date(server.now().getTime() + 16 * 60_000))
    expect((await sendBlinded(server, letter, mine, blinded)).json['code']).toBe('code-not-right')
  })
})

describe('whether an address has been used', () => {
  const states = ['anonymous', 'waiting', 'named', 'unused']

  test('shows in no byte and no statement before its code is right', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    await signAs(server, own, { address: 'named@northwind.example', name: 'Ann Lee' })
    await signAnonymously(server, own, 'anonymous@northwind.example')
    await nextBatch(server, own)
    await signAnonymously(server, own, 'waiting@northwind.example')
    const { blinded } = await credentialOf(server, own, newSigningKey())
    for (const step of ['ask', 'again', 'wrong code'] as const) {
      const traces = []
      for (const state of states) traces.push(await traceOf(own, `${state}@northwind.example`, step, blinded))
      for (const trace of traces) expect(trace).toEqual(traces[0])
      expect(traces[0]?.statements.length).toBeGreaterThan(0)
    }
  })

  test('and after it, in the answer alone: the statements are the same', async () => {
    // Sends mail from earlier tests first.
    await server.work()
    const own = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    await signAs(server, own, { address: 'used@northwind.example', name: 'Ann Lee' })
    const traces = []
    for (const local of ['used', 'fresh']) {
      const { blinded } = await credentialOf(server, own, newSigningKey())
      const asked = await askCredential(server, own, `${local}@northwind.example`)
      traces.push(await statementsOf(server.pool, () => sendBlinded(server, own, asked, blinded)))
    }
    // Compares the statements up to this one. Later statements belong to the answer, when the mailbox has proved itself.
    const last = (trace: string[]) => trace.findIndex((statement) => statement.includes('prove_claims'))
    const [used, fresh] = traces.map((trace) => trace.slice(0, last(trace) + 1))
    expect(fresh).toEqual(used)
    expect(used?.at(-1)).toContain('prove_claims')
    // Shows that this test would detect code that reads a claim before making it.
    const looked = await statementsOf(server.pool, async () => {
      await server.parts.db.selectFrom('claim').select('tag').where('letter_id', '=', own.id).execute()
    })
    expect([...looked, ...(fresh ?? [])]).not.toEqual(used)
  })

  test('nor in what PostgreSQL reads and writes for a code that is wrong', async () => {
    const own = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    await signAs(server, own, { address: 'used@northwind.example', name: 'Ann Lee' })
    const costs: unknown[] = []
    for (const local of ['used', 'fresh']) {
      const { challenge } = await askCredential(server, own, `${local}@northwind.example`)
      const proof = {
        challengeId: idFrom(challenge)!,
        mac: letterCodeMac(server.parts, own.id, '0000000000'),
        requestHash: randomBytes(32),
        now: server.now(),
      }
      costs.push(await costOf((trx) => proveClaims(trx, own.id, [proof])))
    }
    expect(costs[1]).toEqual(costs[0])
    expect(JSON.stringify(costs)).toContain('challenge')
    expect(JSON.stringify(costs)).not.toMatch(/claim|signature|pending|credential/)
    // Shows that this test would detect code that reads a claim first.
    const looked = await costOf((trx) =>
      trx.selectFrom('claim').select('tag').where('letter_id', '=', own.id).execute(),
    )
    expect(JSON.stringify(looked)).toContain('claim')
  })

  /** The cost of an act for each table, measured in a transaction that is rolled back. */
  async function costOf(act: (trx: Db) => Promise<unknown>): Promise<unknown> {
    return server.parts.db.connection().execute(async (connection) => {
      // Flushes the connection's earlier statistics, so that they are not counted here.
      await sql`select pg_stat_force_next_flush()`.execute(connection)
      const trx = await connection.startTransaction().execute()
      try {
        await act(trx)
        const { rows } = await sql`
          select relname, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans, n_tup_upd, n_tup_del
          from pg_stat_xact_user_tables
          where coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins > 0 order by relname`.execute(trx)
        return rows
      } finally {
        await trx.rollback().execute()
      }
    })
  }

  async function traceOf(
    own: AddressedLetter,
    address: string,
    step: 'ask' | 'again' | 'wrong code',
    blinded: readonly { issuer: string; message: Buffer }[],
  ) {
    let challenge = ''
    if (step !== 'ask') {
      const asked = await post(server, pathOf(own, 'credentials/challenges'), { address })
      challenge = asked.json['challenge'] as string
    }
    let seen = {}
    const statements = await statementsOf(server.pool, async () => {
      if (step === 'ask') seen = await post(server, pathOf(own, 'credentials/challenges'), { address })
      else if (step === 'again') seen = await post(server, pathOf(own, `credentials/challenges/${challenge}/codes`), {})
      else seen = await sendBlinded(server, own, { challenge, code: '00000 00000' }, blinded)
    })
    return { seen: JSON.stringify(seen).replace(/[A-Za-z0-9_-]{32}"/, 'ID"'), statements }
  }
})

test('with the database and the staff directory the used addresses can be listed until the letter closes, not after', async () => {
  const own = await openLetter(server, { visibilities: ['anonymous'] })
  const directory = ['ana', 'ben', 'cem', 'dee', 'eva'].map((local) => `${local}@northwind.example`)
  for (const address of directory.slice(0, 3)) await obtainCredential(server, own, address)
  const stolen = () => server.parts.db.selectFrom('claim').select('tag').where('letter_id', '=', own.id).execute()
  const before = await stolen()
  const listed = (tags: { tag: Buffer }[]) =>
    directory.filter((address) => tags.some(({ tag }) => tag.equals(addressTag(server.parts, own.id, address))))
  // With the claims key the attack works. So destroying the key has an effect.
  expect(listed(before)).toEqual(directory.slice(0, 3))
  const late = await obtainCredential(server, own, 'dee@northwind.example')
  await closeWhere(server.parts, own.id, server.now(), () => true)
  expect(await stolen()).toEqual([])
  expect(() => listed(before)).toThrow('was destroyed')
  expect((await redeemAs(server, own, late.redemption)).status).toBe(202)
  await nextBatch(server, own)
  expect(await verifiedCount(server, own)).toBe(1)
})
