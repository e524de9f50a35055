import { readdirSync, readFileSync } from 'node:fs'
import { hkdfSync } from 'node:crypto'
import { join as pathOf } from 'node:path'
import { expect, test } from 'vitest'
import { unseal } from '../../server/crypto/sealing.ts'
import { deriveSecret, parseSigningKey } from '../../server/crypto/signing-key.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type * as Batches from '../../server/signatures/batch/close-batch.ts'
import type * as Ends from '../../server/together/end-together.ts'
import { rewriteTables } from '../../server/db/rewrite-tables.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { ownDatabase } from '../support/database.ts'
import { copyOfDatabase, writeOut } from '../support/files.ts'
import { boundOfChance } from '../support/linking.ts'
import { api, join, keyOf, letterNow, organizer, organizerPage, type Organizer } from '../support/stories.ts'
import { serverWithSwitches } from '../support/switched-off.ts'
import { agreed, hold, namesTo, waitingLetter, waitingOf } from '../support/together.ts'

/**
 * Attacks on names that wait: before the reveal to learn any name, and after it to learn who joined first. Each line of numbers stands
 * beside what chance gives, and beside the same attack on a server in which the defence is switched off.
 */
const { server, without, module } = await serverWithSwitches(
  [
    {
      name: 'held names have a key of their own',
      file: 'server/signatures/seal-signatory.ts',
      from: "visibility === 'together'",
      to: 'false',
    },
    {
      name: 'nobody sees a held name',
      file: 'server/signatures/seal-signatory.ts',
      from: "visibility === 'together'",
      to: 'false',
    },
    {
      name: 'nobody sees a held name',
      file: 'server/signatures/disclosure.ts',
      from: "visibility === 'anonymous' || visibility === 'together'",
      to: "visibility === 'anonymous'",
    },
    {
      name: 'the commitments tell no order',
      file: 'server/audit/append-batch.ts',
      from: 'a.hash.compare(b.hash)',
      to: '0',
    },
    {
      name: 'the commitments tell no order',
      file: 'server/together/step-with-batch.ts',
      from: 'await heldRows(trx, letter.id, letter.substance_revision)',
      to: "await trx.selectFrom('signature').selectAll().where('letter_id', '=', letter.id).where('held_sealed', 'is not', null).orderBy('ctid' as never).execute()",
    },
    {
      name: 'each round has commitments of its own',
      file: 'server/together/commit-names.ts',
      from: "['commitment', round].join(' ')",
      to: "'commitment 1'",
    },
  ],
  { over: await ownDatabase() },
)
const { db } = server.parts
const { closeBatch } = (await module('signatures/batch/close-batch.ts')) as typeof Batches
const { endTogether } = (await module('together/end-together.ts')) as typeof Ends

const report = (line: string) => void process.stdout.write(`${line}\n`)

async function batch(letter: AddressedLetter): Promise<void> {
  const { next_batch_at } = await letterNow(server, letter.id)
  if (next_batch_at && next_batch_at > server.now()) server.at(next_batch_at)
  await closeBatch(server.parts, letter.id, server.now())
  await server.work()
}

async function reveal(letter: AddressedLetter): Promise<void> {
  await agreed(server, letter)
  server.at((await waitingOf(server, letter)).reveals_at!)
  await endTogether(server.parts, letter.id, server.now())
  await server.work()
}

const read = async (path: string) => (await fetch(`${server.url}${path}`)).text()

/** All that anybody, and an owner, can read about a letter. */
async function everythingOf(letter: AddressedLetter, owner: Organizer): Promise<string> {
  const key = keyOf(letter)
  const open = [
    '',
    '/audit',
    '/audit.json',
    '/log/checkpoint',
    '/signatures',
    '/embed',
    '/card',
    '/feed.xml',
    '/letter.pdf',
  ]
  const interfaces = ['', '/signatures', '/changes']
  const pages = [
    '',
    '/signatures',
    '/signatures?state=all',
    '/people',
    '/activity',
    '/delivery',
    '/together',
    '/close',
    '/numbers',
    '/share',
  ]
  const texts = [
    ...(await Promise.all(open.map((path) => read(`/letters/${key}${path}`)))),
    ...(await Promise.all(interfaces.map((path) => read(`/api/v1/letters/${key}${path}`)))),
    ...(await Promise.all(
      pages.map(async (path) => (await organizerPage(server, owner, `/dashboard/letters/${letter.id}${path}`)).html),
    )),
    ...(await Promise.all(
      ['', '/signatures', '/activity'].map(async (path) =>
        JSON.stringify((await api(server, owner, 'GET', `/dashboard/letters/${letter.id}${path}`)).json),
      ),
    )),
  ]
  return texts.join('\n')
}

const rare = (count: number, first = 0) =>
  namesTo(count, first).map((name, at) => `${name} Zq${name}x${'abcdefghij'[at % 10] ?? ''}`)

async function seenBefore(): Promise<{ seen: number; page: boolean }> {
  const names = rare(6)
  const letter = await waitingLetter(server, 20, { batchSize: 1 })
  const people = await hold(server, letter, names)
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  await batch(letter)
  await withdraw(server.parts, letter, [...people.values()][5]!.signingKey, server.now())
  const text = await everythingOf(letter, owner)
  return { seen: names.filter((name) => text.includes(name)).length, page: text.includes('Northwind') }
}

test('an owner, and everybody else, reads no held name on any page before the reveal', async () => {
  const whole = await seenBefore()
  const broken = await without('nobody sees a held name', seenBefore)
  report(`held names read before the reveal: ${String(whole.seen)} of 6, without the rule ${String(broken.seen)} of 6`)
  expect([whole.seen, whole.page]).toEqual([0, true])
  // Five of the six: one has been withdrawn, and its name is erased.
  expect(broken.seen).toBe(5)
}, 120_000)

/** Two owners act together: they let the number be reached, agree to the reveal, and read everything before its time. */
async function seenByTwo(): Promise<{ seen: number; reached: boolean }> {
  const names = rare(6)
  const letter = await waitingLetter(server, 6, { batchSize: 1 })
  await hold(server, letter, names)
  const owners = [await organizer(server), await organizer(server)]
  for (const owner of owners) await join(server, owner, letter.id, 'owner')
  await batch(letter)
  const { state } = await waitingOf(server, letter)
  if (state === 'reached') await agreed(server, letter)
  const text = (await Promise.all(owners.map((owner) => everythingOf(letter, owner)))).join('\n')
  return { seen: names.filter((name) => text.includes(name)).length, reached: state === 'reached' }
}

test('two owners who agreed to show the names read none of them before the time has come', async () => {
  const whole = await seenByTwo()
  const broken = await without('nobody sees a held name', seenByTwo)
  report(`held names read by two owners: ${String(whole.seen)} of 6, without the rule ${String(broken.seen)} of 6`)
  expect(whole).toEqual({ seen: 0, reached: true })
  expect(broken.seen).toBe(6)
}, 120_000)

/** A thief has a copy of the database from before the end, and all key files of afterwards. */
async function stolenAfter(): Promise<number> {
  const names = rare(5)
  const letter = await waitingLetter(server, 9, { until: '2027-01-10' })
  await hold(server, letter, names)
  await batch(letter)
  const stolen = await db.selectFrom('signature').selectAll().where('letter_id', '=', letter.id).execute()
  await db.updateTable('together').set({ until: server.now() }).where('letter_id', '=', letter.id).execute()
  await endTogether(server.parts, letter.id, server.now())
  const folder = pathOf(server.keysDir, 'letters')
  const files = readdirSync(folder).filter((name) => name.startsWith(letter.id) && name.endsWith('.key'))
  const keys = [pathOf(server.keysDir, 'server.key'), ...files.map((name) => pathOf(folder, name))].map((path) =>
    Buffer.from(hkdfSync('sha256', readFileSync(path), '', 'name', 32)),
  )
  const opened = stolen.flatMap(({ id, held_sealed, name_sealed }) =>
    keys.flatMap((key) => {
      try {
        const [name = ''] = unseal(key, id.toString('hex'), held_sealed ?? name_sealed ?? Buffer.alloc(0))
          .toString()
          .split('\n')
        return [name]
      } catch {
        return []
      }
    }),
  )
  return names.filter((name) => opened.includes(name)).length
}

test('an old copy of the database opens no held name once the key is destroyed', async () => {
  const whole = await stolenAfter()
  const broken = await without('held names have a key of their own', stolenAfter)
  report(`held names opened after the end: ${String(whole)} of 5, without a key of their own ${String(broken)} of 5`)
  expect([whole, broken]).toEqual([0, 5])
}, 120_000)

interface Published {
  leaves: string[]
  openings: [commitment: string, salt?: string, name?: string][]
  names: [entry: string, salt?: string, name?: string][]
}

const published = async (letter: AddressedLetter) =>
  JSON.parse(await read(`/letters/${keyOf(letter)}/audit.json`)) as Published

const half = 12

type Orders = Record<string, readonly string[]>

/** How many names of the first half of each order belong to the first batch. Chance gives half of them. */
function firstHalf(orders: Orders, first: ReadonlySet<string>) {
  return Object.entries(orders).map(([order, names]) => {
    const right = names.slice(0, half).filter((name) => first.has(name)).length
    return { order, right: Math.max(right, half - right), of: names.length }
  })
}

/**
 * The gateway's log tells who got a code in which order, and so who came in which batch. How many of a batch's leaves does the place
 * in an order give to the right person?
 */
function matchedAdds(leaves: readonly string[], batches: readonly ReadonlyMap<string, string>[], orders: Orders) {
  const added = leaves
    .map((leaf) => leaf.split('\n'))
    .filter(([, kind, , , group]) => kind === 'add' && group === 'together')
  const ids = added.map(([, , id]) => id)
  let first = 0
  const parts = batches.map((idOf) => ({ idOf, ids: ids.slice(first, (first += idOf.size)) }))
  return Object.entries(orders).map(([order, names]) => {
    const right = parts.map(({ idOf, ids: those }) => {
      const inOrder = names.filter((name) => idOf.has(name))
      return those.filter((id, at) => id === idOf.get(inOrder[at] ?? '')).length
    })
    return { order, right: right.reduce((sum, count) => sum + count, 0) }
  })
}

async function ordersAfter() {
  const [early, late] = [rare(half), rare(half, half)]
  const letter = await waitingLetter(server, 2 * half)
  const leafIds = (people: Awaited<ReturnType<typeof hold>>) =>
    new Map([...people].map(([name, { signingKey }]) => [name, leafIdOf(letter, signingKey)]))
  const first = leafIds(await hold(server, letter, early))
  await batch(letter)
  const second = leafIds(await hold(server, letter, late))
  await batch(letter)
  await reveal(letter)
  await rewriteTables(db, ['signature', 'log_opening'])
  await writeOut(server.pool)
  const { leaves, openings, names } = await published(letter)
  const nameOf = new Map(openings.flatMap(([commitment, , name]) => (name === undefined ? [] : [[commitment, name]])))
  const commits = leaves.flatMap((leaf) => {
    const lines = leaf.split('\n')
    return lines[1] === 'commit' ? [nameOf.get(lines[6] ?? '') ?? ''] : []
  })
  const listed = (
    JSON.parse(await read(`/api/v1/letters/${keyOf(letter)}/signatures`)) as { names: { name: string }[] }
  ).names
  const heap = (await copyOfDatabase(server.pool)).find(({ name, kind }) => name === 'signature' && kind === 'r')
  const places = [...early, ...late].map((name) => ({ name, at: heap?.bytes.indexOf(Buffer.from(name)) ?? -1 }))
  const orders = {
    commitments: commits,
    openings: openings.map(([, , name]) => name ?? ''),
    'list of names': names.map(([, , name]) => name ?? ''),
    page: listed.map(({ name }) => name),
    rows: places.toSorted((a, b) => a.at - b.at).map(({ name }) => name),
  }
  const outcomes = firstHalf(orders, new Set(early))
  const matched = matchedAdds(leaves, [first, second], { codes: [...early, ...late], ...orders })
  return { outcomes, matched, found: places.every(({ at }) => at >= 0) }
}

function leafIdOf({ id }: AddressedLetter, signingKey: string): string {
  const seed = parseSigningKey(signingKey)
  return seed ? deriveSecret(seed, id, 'leaf', 32).toString('hex') : ''
}

test('after the reveal, no order tells who joined first, or which entry of the log is whose', async () => {
  const whole = await ordersAfter()
  const broken = await without('the commitments tell no order', ordersAfter)
  for (const { order, right } of whole.outcomes)
    report(
      `who joined first, by the order of the ${order}: ${String(right)} of ${String(half)}, by chance ${String(half / 2)}`,
    )
  const commitments = broken.outcomes.find(({ order }) => order === 'commitments')?.right ?? 0
  report(`without the order of hashes: ${String(commitments)} of ${String(half)}`)
  expect(whole.found).toBe(true)
  expect(whole.outcomes.map(({ of }) => of)).toEqual(Array.from({ length: 5 }, () => 2 * half))
  // Chance puts all of one batch into one half once in 1.3 million times.
  for (const { order, right } of whole.outcomes) expect([order, right < half]).toEqual([order, true])
  expect(commitments).toBe(half)
  // Chance gives one of each batch.
  const bound = boundOfChance(2, 0.001 / whole.matched.length)
  for (const { order, right } of whole.matched)
    report(`whose entry it is, by the order of the ${order}: ${String(right)} of ${String(2 * half)}, by chance 2`)
  const [byCodes] = broken.matched
  report(`whose entry it is, by the order of the codes without the order of hashes: ${String(byCodes?.right)} of 24`)
  expect(whole.matched.map(({ order, right }) => [order, right <= bound])).toEqual(
    ['codes', 'commitments', 'openings', 'list of names', 'page', 'rows'].map((order) => [order, true]),
  )
  expect(byCodes?.right).toBeGreaterThan(bound)
}, 240_000)

/** The number was reached, and missed again. Who can be found in both blocks of commitments joined before the second time? */
async function foundInBothRounds() {
  const [early, late] = [rare(4), rare(3, 10)]
  const letter = await waitingLetter(server, 4)
  const people = await hold(server, letter, early)
  await batch(letter)
  await withdraw(server.parts, letter, people.get(early[0]!)!.signingKey, server.now())
  await batch(letter)
  await hold(server, letter, late)
  await batch(letter)
  await reveal(letter)
  const { leaves, openings } = await published(letter)
  const kinds = leaves.map((leaf) => leaf.split('\n')[1])
  const firstBlock = new Set(leaves.slice(0, kinds.indexOf('back')).map((leaf) => leaf.split('\n')[6]))
  const found = openings.filter(([commitment]) => firstBlock.has(commitment)).flatMap(([, , name]) => name ?? [])
  return { opened: openings.length, right: early.slice(1).filter((name) => found.includes(name)).length }
}

test('the commitments of two times cannot be compared', async () => {
  const whole = await foundInBothRounds()
  const broken = await without('each round has commitments of its own', foundInBothRounds)
  report(`found in both rounds: ${String(whole.right)} of 3, with the same commitments ${String(broken.right)} of 3`)
  expect([whole.opened, whole.right]).toEqual([6, 0])
  expect(broken.right).toBe(3)
}, 120_000)

test('the leaf of a signature holds nothing that its name or its commitment opens', async () => {
  const names = rare(3)
  const letter = await waitingLetter(server, 3)
  await hold(server, letter, names)
  await batch(letter)
  await reveal(letter)
  const { leaves, openings } = await published(letter)
  const adds = leaves.filter((leaf) => leaf.split('\n')[1] === 'add').join('')
  const parts = openings.flatMap(([commitment, salt]) => [commitment, salt ?? ''])
  expect(openings.map(([, , name]) => name).sort()).toEqual([...names].sort())
  expect(parts.filter((part) => part === '' || adds.includes(part))).toEqual([])
  const commits = leaves.filter((leaf) => leaf.split('\n')[1] === 'commit').map((leaf) => leaf.split('\n')[2] ?? '')
  expect(commits.filter((id) => adds.includes(id))).toEqual([])
}, 60_000)
