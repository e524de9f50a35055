import { expect, test } from 'vitest'
import { hashOfEntries } from '../../server/audit/names-list.ts'
import { requestHash } from '../../server/crypto/credential-secrets.ts'
import { replacementStatement } from '../../server/crypto/credential.ts'
import { leafHash } from '../../server/crypto/merkle-tree.ts'
import { signatoryKeys } from '../../server/crypto/signing-key.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import type * as Batches from '../../server/signatures/batch/close-batch.ts'
import { forLogOf } from '../../server/signatures/for-log.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import {
  askCredential,
  credentialOf,
  holderOf,
  redeemAs,
  seedOf,
  sendBlinded,
  signAnonymously,
} from '../support/anonymous.ts'
import { withdrawDue } from '../../server/signatures/my-signature/withdraw-due.ts'
import { ownDatabase } from '../support/database.ts'
import { copyOfDatabase, type CopiedFile } from '../support/files.ts'
import { boundOfChance, byAge, byArrival, byOrder, byTransaction, type Outcome } from '../support/linking.ts'
import { randomNumbers } from '../support/random.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, openLetter, signAs, submit } from '../support/stories.ts'
import { serverWithSwitches } from '../support/switched-off.ts'

/**
 * The attacker has a copy of the database, every tag in clear, and the published log, and knows from the mail gateway in which order
 * people got their codes. The aim: to tell whose leaf is whose, and so in which batch a withheld name was signed.
 */
const { server, without, module } = await serverWithSwitches(
  [
    {
      name: 'leaves are sorted by their hashes',
      file: 'server/audit/append-batch.ts',
      from: 'a.hash.compare(b.hash)',
      to: '0',
    },
    {
      // As the rows of the signatures are sorted.
      name: 'leaves are sorted by their hashes',
      file: 'server/signatures/batch/close-batch.ts',
      from: '{ named: waiting, anonymous }',
      to: '{ named: waiting.toSorted((a, b) => a.id.compare(b.id)), anonymous }',
    },
    {
      name: 'the id of a leaf comes from the slip',
      file: 'server/signatures/batch/log-changes.ts',
      from: 'leafIdOf(core, row) ?? randomLeafId()',
      to: 'Buffer.concat([row.id, row.id])',
    },
    {
      name: 'the list of names is hashed with a secret',
      file: 'server/signatures/name-list/keep-name-list.ts',
      from: 'randomBytes(LIST_NONCE_BYTES)',
      to: 'Buffer.alloc(LIST_NONCE_BYTES)',
    },
  ],
  { over: await ownDatabase() },
)
const { db } = server.parts
const { closeBatch } = (await module('signatures/batch/close-batch.ts')) as typeof Batches
const batches = 2
const hiddenEach = 7
const anonymousEach = 4

/** A person who signed. The lists keep the order of signing. */
interface Person {
  batch: number
  visibility: Visibility
  tag: Buffer
  /** The key by which the person's row is found. Anonymous rows have none. */
  verifier: Buffer | null
  leafId: Buffer
}

async function signed(letter: AddressedLetter, batch: number, visibilities: readonly Visibility[]): Promise<Person[]> {
  const people: Person[] = []
  for (const [index, visibility] of visibilities.entries()) {
    const address = `b${batch}.p${index}@northwind.example`
    const person = { batch, visibility, tag: addressTag(server.parts, letter.id, address) }
    if (visibility === 'anonymous') {
      const { credentialId } = await signAnonymously(server, letter, address)
      people.push({ ...person, verifier: null, leafId: credentialId })
    } else {
      const seed = seedOf((await signAs(server, letter, { address, visibility, name: 'Ann Lee' })).signingKey)
      const verifier = signatoryKeys(seed, letter.id).publicKey
      people.push({ ...person, verifier, leafId: forLogOf(seed, letter.id).leafId })
    }
  }
  return people
}

/** Fixed, so that each run tries the same order. */
function mixed(random: () => number, anonymous: number): Visibility[] {
  const hidden = Array.from({ length: hiddenEach }, (_, at): Visibility => (at % 2 ? 'withheld' : 'recipients'))
  return [...hidden, ...Array.from({ length: anonymous }, (): Visibility => 'anonymous')]
    .map((visibility) => ({ visibility, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ visibility }) => visibility)
}

async function signedByMany(anonymous: number): Promise<{ letter: AddressedLetter; people: Person[] }> {
  const random = randomNumbers(20_180_621)
  const visibilities: Visibility[] = ['anonymous', 'withheld', 'recipients', 'public']
  const letter = await openLetter(server, { visibilities, batchSize: 4, firstThreshold: 10 })
  const people: Person[] = []
  for (let batch = 0; batch < batches; batch++) {
    people.push(...(await signed(letter, batch, mixed(random, anonymous))))
    server.at(new Date(server.now().getTime() + 7 * 86_400_000))
    await closeBatch(server.parts, letter.id, server.now())
    await server.work()
  }
  return { letter, people }
}

interface PublishedLog {
  names: [entry: string, ...opening: string[]][]
  names_nonce: string
  leaves: string[]
  proofs: (string | null)[]
}

const published = async (letter: AddressedLetter) =>
  (await (await fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)).json()) as PublishedLog

/** The published log in its own order, and in the order of its hashes. The ids of leaves stand there in hex. */
function asFiles({ leaves }: PublishedLog): CopiedFile[] {
  const byHash = leaves.toSorted((a, b) => Buffer.compare(leafHash(Buffer.from(a)), leafHash(Buffer.from(b))))
  return [
    { name: 'audit.json', kind: '', bytes: Buffer.from(leaves.join('')) },
    { name: 'by hash', kind: '', bytes: Buffer.from(byHash.join('')) },
  ]
}

const inHex = (bytes: Buffer) => Buffer.from(bytes.toString('hex'))

/** Leaf ids of which a row outside the log has the bytes. */
function byKeptId(files: readonly CopiedFile[], people: readonly Person[]): Outcome {
  const rows = files.filter(({ name, kind }) => kind !== '' && !/^(log|pg)_/.test(name))
  const halves = (id: Buffer) => [id.subarray(0, 16), inHex(id.subarray(0, 16)), id.subarray(16)]
  const right = people.filter(({ leafId }) =>
    halves(leafId).some((part) => rows.some(({ bytes }) => bytes.includes(part))),
  )
  return { attack: 'the id in a row', right: right.length }
}

/** Not the catalogues, except the samples that PostgreSQL takes of columns. */
const holdsData = ({ name }: CopiedFile) => !name.startsWith('pg_') || /^pg_(wal|toast|statistic)/.test(name)

/** What the attacker finds about people of one kind, and how much of it chance would find. */
async function attacked(
  letter: AddressedLetter,
  people: readonly Person[],
): Promise<{ outcomes: Outcome[]; bound: number }> {
  const log = await published(letter)
  const text = log.leaves.join('')
  for (const { leafId } of people) expect(text.includes(leafId.toString('hex'))).toBe(true)
  const files = [...(await copyOfDatabase(server.pool)).filter(holdsData), ...asFiles(log)]
  const rows = await db.selectFrom('signature').select(['id', 'verifier']).where('letter_id', '=', letter.id).execute()
  const known = people.map((person) => ({
    ...person,
    row: rows.find(({ verifier }) => person.verifier !== null && verifier?.equals(person.verifier))?.id ?? null,
  }))
  const groups = Array.from({ length: batches }, (_, batch) => known.filter((each) => each.batch === batch))
  const leaves = groups.map((group) => group.map(({ leafId }) => leafId))
  const named = (what: string, outcomes: Outcome[]) =>
    outcomes.map(({ attack, right }) => ({ attack: `${what}: ${attack}`, right }))
  /** Compares each order of these values with each order of the leaves. */
  const compared = (what: string, valueOf: (person: (typeof known)[number]) => Buffer | null) => {
    const pairs = groups.map((group) =>
      group.flatMap((each) => {
        const value = valueOf(each)
        return value ? [{ batch: each.batch, tag: value, id: each.leafId, verifier: inHex(each.leafId) }] : []
      }),
    )
    if (pairs.some((group) => group.length === 0)) return []
    const together = pairs.flat().map(({ tag, id }) => ({ tag, verifier: id }))
    return named(what, [...byOrder(files, pairs), byTransaction(files, together)])
  }
  const outcomes = [
    ...compared('claim', ({ tag }) => tag),
    ...compared('row', ({ row }) => row),
    ...compared('key of the row', ({ verifier }) => verifier),
    ...named('leaf', [...byArrival(files, leaves), ...byAge(files, leaves)]),
    ...named(
      'leaf in hex',
      byArrival(
        files,
        leaves.map((group) => group.map(inHex)),
      ),
    ),
    ...(people.every(({ verifier }) => verifier) ? [byKeptId(files, people)] : []),
  ]
  return { outcomes, bound: boundOfChance(batches, 0.001 / outcomes.length) }
}

const most = (outcomes: readonly Outcome[], what: string) =>
  Math.max(...outcomes.filter(({ attack }) => attack.startsWith(what)).map(({ right }) => right))

test('a copy of the database and the published log tie no leaf to a claim, a row or a code, better than by guessing', async () => {
  const { letter, people } = await signedByMany(anonymousEach)
  for (const kind of [true, false]) {
    const { outcomes, bound } = await attacked(
      letter,
      people.filter(({ visibility }) => (visibility === 'anonymous') === kind),
    )
    for (const what of [
      'claim: ',
      'leaf: arrival as log_leaf',
      'leaf in hex: arrival as audit.json',
      ...(kind ? [] : ['row: ']),
    ])
      expect(most(outcomes, what), what).toBeGreaterThanOrEqual(0)
    expect(
      outcomes.filter(({ right }) => right > bound),
      `its bound is ${bound}`,
    ).toEqual([])
  }
  // Nor does a leaf tell names that recipients see from names that nobody sees.
  const { leaves, proofs } = await published(letter)
  const forms = (visibility: Visibility) =>
    people
      .filter((person) => person.visibility === visibility)
      .map(({ leafId }) => {
        const id = leafId.toString('hex')
        const at = leaves.findIndex((leaf) => leaf.includes(id))
        return [leaves[at]?.replace(id, '').replace(/[0-9a-f]{64}/, ''), proofs[at]?.replace(id, '')].join('')
      })
  expect(new Set(forms('withheld'))).toEqual(new Set(forms('recipients')))
  expect(new Set(forms('withheld')).size).toBe(1)
}, 60_000)

test.each([
  ['leaves are sorted by their hashes', ['row: ']],
  ['the id of a leaf comes from the slip', ['row: ', 'the id in a row']],
])(
  'the same attack succeeds unless %s',
  async (defence, attacks) => {
    const { letter, people } = await without(defence, () => signedByMany(0))
    const rows = await db
      .selectFrom('signature')
      .select(['id', 'verifier'])
      .where('letter_id', '=', letter.id)
      .execute()
    const idOf = ({ verifier, leafId }: Person) => {
      const row = rows.find((each) => verifier && each.verifier?.equals(verifier))
      return defence.includes('slip') && row ? Buffer.concat([row.id, row.id]) : leafId
    }
    const mutated = people.map((person) => ({ ...person, leafId: idOf(person) }))
    const { outcomes, bound } = await attacked(letter, mutated)
    for (const attack of attacks) expect(most(outcomes, attack), attack).toBeGreaterThan(bound)
  },
  60_000,
)

/** Gives up a name for an anonymous signature. */
async function move(letter: AddressedLetter, signingKey: string, address: string): Promise<void> {
  const credential = await credentialOf(server, letter, signingKey)
  const asked = await askCredential(server, letter, address)
  const blinded = credential.blinded.map(({ issuer, message }) => ({
    issuer: Buffer.from(issuer, 'base64url'),
    message,
  }))
  const keys = signatoryKeys(seedOf(signingKey), letter.id)
  const statement = Buffer.from(replacementStatement(letter.id, requestHash(letter.id, blinded)))
  const from_named = {
    verifier: keys.publicKey.toString('base64url'),
    proof: keys.sign(statement).toString('base64url'),
  }
  const issued = await sendBlinded(server, letter, asked, credential.blinded, { from_named })
  const { redemption } = await holderOf(server, letter, signingKey, credential, issued)
  if ((await redeemAs(server, letter, redemption)).status !== 202) throw new Error('not redeemed')
}

/** Takes a public name away by the mailbox, without the slip. */
async function takeAway(letter: AddressedLetter, address: string): Promise<void> {
  const path = `/letters/${keyOf(letter)}/removals`
  const before = server.inbox.mails().length
  const { html } = await submit(server, path, { address })
  await server.work()
  const challenge = /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await submit(server, `${path}/confirmation`, { challenge, code: codeIn(server.inbox.mails()[before]?.text ?? '') })
  server.at(new Date(server.now().getTime() + 8 * 86_400_000))
  await withdrawDue(server.parts, server.now())
}

test('the log does not tell who moved to an anonymous signature from who left by the mailbox', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public'], firstThreshold: 1 })
  const batch = async () => {
    server.at(new Date(server.now().getTime() + 7 * 86_400_000))
    await closeBatch(server.parts, letter.id, server.now())
  }
  const [ann, bea] = ['ann@northwind.example', 'bea@northwind.example'] as const
  const { signingKey } = await signAs(server, letter, { address: ann, name: 'Ann Lee' })
  await signAs(server, letter, { address: bea, name: 'Bea Ngo' })
  await batch()
  const withdrawals = async () => {
    const { leaves, proofs } = await published(letter)
    return leaves.flatMap((leaf, at) => (leaf.split('\n')[1] === 'withdraw' ? [`${leaf}${proofs[at] ?? ''}`] : []))
  }
  await move(letter, signingKey, ann)
  await batch()
  const moved = await withdrawals()
  expect(moved).toHaveLength(1)
  await takeAway(letter, bea)
  await batch()
  expect(await withdrawals()).toEqual([...moved, ...moved])
}, 60_000)

/** Lists that an earlier leaf may cover: each subset of today's entries of its length, with today's nonce. */
function namesDatedBy({ leaves, names, names_nonce }: PublishedLog): string[][] {
  const entries = names.map(([entry]) => Buffer.from(entry, 'hex'))
  const lists = leaves.flatMap((leaf) =>
    leaf.split('\n')[1] === 'names' ? [(leaf.split('\n')[6] ?? '').split(' ')] : [],
  )
  return lists.slice(0, -1).flatMap(([hash, length]) =>
    Array.from({ length: 2 ** entries.length }, (_, bits) => entries.filter((_, at) => (bits >> at) & 1))
      .filter((some) => some.length === Number(length))
      .filter((some) => Buffer.from(hashOfEntries(Buffer.from(names_nonce, 'hex'), some)).toString('hex') === hash)
      .map((some) =>
        names.filter(([entry]) => some.some((each) => each.toString('hex') === entry)).map(([, , name = '']) => name),
      ),
  )
}

/** Four people sign with their names, two in each batch. */
async function fourNames() {
  const letter = await openLetter(server, { batchSize: 2, firstThreshold: 1 })
  const nonces: Buffer[] = []
  for (const names of [
    ['Ann Lee', 'Bea Ngo'],
    ['Cyr Ode', 'Dan Pye'],
  ]) {
    for (const name of names) await signAs(server, letter, { address: `${name.slice(0, 3)}@northwind.example`, name })
    server.at(new Date(server.now().getTime() + 7 * 86_400_000))
    await closeBatch(server.parts, letter.id, server.now())
    nonces.push(Buffer.from((await published(letter)).names_nonce, 'hex'))
  }
  await server.work()
  return { letter, nonces }
}

test('the log and a copy of the database do not tell in which batch a public name came', async () => {
  const { letter, nonces } = await fourNames()
  const log = await published(letter)
  expect(log.names).toHaveLength(4)
  expect(namesDatedBy(log)).toEqual([])
  const [old, newest] = nonces as [Buffer, Buffer]
  const files = (await copyOfDatabase(server.pool)).filter(holdsData)
  expect(files.filter(({ bytes }) => bytes.includes(newest)).length).toBeGreaterThan(0)
  expect(
    files.filter(({ bytes }) => bytes.includes(old) || bytes.includes(inHex(old))).map(({ name }) => name),
  ).toEqual([])
}, 60_000)

test('it tells it unless the list of names is hashed with a secret', async () => {
  const { letter } = await without('the list of names is hashed with a secret', fourNames)
  expect(namesDatedBy(await published(letter)).map((names) => names.toSorted())).toEqual([['Ann Lee', 'Bea Ngo']])
}, 60_000)
