import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { claimOf, replaceClaim, takeClaim } from '../../server/anonymity/queries.ts'
import { rewriteTables } from '../../server/db/rewrite-tables.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { settleClaims } from '../../server/signatures/batch/queries.ts'
import { testServer } from '../support/app.ts'
import { copyOfDatabase } from '../support/files.ts'
import { randomNumbers } from '../support/random.ts'
import { openLetter } from '../support/stories.ts'

const server = await testServer()
const { db } = server.parts

const hashOf = (what: string) => createHash('sha256').update(what).digest()

function spend(letterId: string, who: string, request = `request of ${who}`) {
  const claim = { letterId, tag: hashOf(who), requestHash: hashOf(request), challengeId: null }
  return takeClaim(db, claim, server.now())
}

/** Inserts unspent claims directly. */
async function add(letterId: string, people: readonly string[]): Promise<void> {
  await sql`insert into claim (letter_id, tag, request_hash)
    select ${letterId}, * from unnest(${people.map((who) => hashOf(who))}::bytea[],
      ${people.map((who) => hashOf(`request of ${who}`))}::bytea[])`.execute(db)
}

const people = (count: number, prefix = 'p') => Array.from({ length: count }, (_, n) => `${prefix}${String(n)}`)

async function bucketsOf(letterId: string): Promise<{ number: number; entries: string }[]> {
  const { rows } = await sql<{ number: number; entries: string }>`
    select number, encode(entries, 'hex') as entries from claim_bucket where letter_id = ${letterId} order by number`.execute(
    db,
  )
  return rows
}

/** The tags of a bucket's entries, as they stand. */
const tagsIn = ({ entries }: { entries: string }) => (entries.match(/.{192}/g) ?? []).map((entry) => entry.slice(0, 64))

test('every claim is found once it has moved, with its request, and no other; a bucket is sorted and small', async () => {
  const { id } = await openLetter(server)
  const all = people(3000)
  for (let from = 0; from < all.length; from += 500) {
    await add(id, all.slice(from, from + 500))
    await settleClaims(db)
  }
  expect(await db.selectFrom('claim').select('tag').execute()).toEqual([])
  const held = await Promise.all(all.map((who) => claimOf(db, id, hashOf(who))))
  expect(all.filter((who, index) => held[index]?.equals(hashOf(`request of ${who}`)) !== true)).toEqual([])
  const others = await Promise.all(people(300, 'q').map((who) => claimOf(db, id, hashOf(who))))
  expect(others.filter((found) => found !== undefined)).toEqual([])
  const buckets = await bucketsOf(id)
  expect(buckets).toHaveLength(Math.ceil(3000 / 128))
  for (const bucket of buckets) {
    const tags = tagsIn(bucket)
    expect(tags).toEqual(tags.toSorted())
    expect(tags.length).toBeLessThan(400)
  }
  expect(buckets.flatMap(tagsIn)).toHaveLength(3000)
})

test('who came in which order, and in which batch, changes no byte of the buckets', async () => {
  const random = randomNumbers(20_261_130)
  const all = people(700)
  const outcomes: unknown[] = []
  for (const batches of [1, 2, 7, 100]) {
    const { id } = await openLetter(server)
    const order = all.map((who) => ({ who, at: random() })).sort((a, b) => a.at - b.at)
    const size = Math.ceil(all.length / batches)
    for (let from = 0; from < all.length; from += size) {
      await add(
        id,
        order.slice(from, from + size).map(({ who }) => who),
      )
      await settleClaims(db)
    }
    outcomes.push(await bucketsOf(id))
  }
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  // Buckets by batch would tell when each claim was made.
  expect(outcomes[0]).toHaveLength(Math.ceil(700 / 128))
})

test('a batch rewrites the buckets that it adds to, and no other', async () => {
  const { id } = await openLetter(server)
  await add(id, people(2000))
  await settleClaims(db)
  const before = await bucketsOf(id)
  const writers = async () =>
    (
      await sql<{
        by: string
      }>`select xmin::text as by from claim_bucket where letter_id = ${id} order by number`.execute(db)
    ).rows
  const writtenBy = await writers()
  // So few that no bucket is split.
  await add(id, people(3, 'new'))
  await settleClaims(db)
  const after = await bucketsOf(id)
  const changed = after.filter(({ entries }, at) => entries !== before[at]?.entries)
  const rewritten = (await writers()).filter(({ by }, at) => by !== writtenBy[at]?.by)
  expect(changed.length).toBeGreaterThan(0)
  expect(changed.length).toBeLessThanOrEqual(3)
  expect(rewritten).toHaveLength(changed.length)
})

test('a claim is spent once, whether it is new, moves at that moment or has moved', async () => {
  const { id } = await openLetter(server)
  expect((await spend(id, 'ana')).held?.equals(hashOf('request of ana'))).toBe(true)
  expect((await spend(id, 'ana', 'another')).held?.equals(hashOf('request of ana'))).toBe(true)
  const during = await db.transaction().execute(async (trx) => {
    await lockLetter(trx, id)
    await settleClaims(trx)
    const second = spend(id, 'ana', 'another')
    await vi.waitFor(async () => {
      const { rows } =
        await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          db,
        )
      expect(rows.length).toBe(1)
    }, 10_000)
    return { second }
  })
  expect((await during.second).held?.equals(hashOf('request of ana'))).toBe(true)
  expect(await db.selectFrom('claim').select('tag').execute()).toEqual([])
  const all = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      if (n % 3 === 0) await settleClaims(db)
      return spend(id, 'bea', `request ${String(n)}`)
    }),
  )
  expect(new Set(all.map(({ held }) => held?.toString('hex'))).size).toBe(1)
  const { rows } = await sql`select from every_claim() where letter_id = ${id}`.execute(db)
  expect(rows).toHaveLength(2)
})

test('an exchange replaces the request of a claim that has moved, and moves as the claim did', async () => {
  const { id } = await openLetter(server)
  await add(id, people(300))
  await settleClaims(db)
  await replaceClaim(db, id, hashOf('p7'), hashOf('exchanged'))
  expect((await claimOf(db, id, hashOf('p7')))?.equals(hashOf('exchanged'))).toBe(true)
  await settleClaims(db)
  expect((await claimOf(db, id, hashOf('p7')))?.equals(hashOf('exchanged'))).toBe(true)
  const { rows } = await sql`select from every_claim() where letter_id = ${id}`.execute(db)
  expect(rows).toHaveLength(300)
  expect((await bucketsOf(id)).flatMap(tagsIn)).toHaveLength(300)
})

test('a copy of the files tells of a claim only that one of a hundred came with the last batch, and keeps no earlier bucket', async () => {
  const { id } = await openLetter(server)
  await add(id, people(2000, 'c'))
  await settleClaims(db)
  await rewriteTables(db, ['claim', 'claim_bucket'])
  await add(id, people(20, 'new'))
  await settleClaims(db)
  // Old and new versions of a bucket together name the claim that came.
  const versions = async () => {
    const files = await copyOfDatabase(server.pool)
    const bytes = Buffer.concat(files.filter(({ kind }) => kind === 't').map((file) => file.bytes))
    return people(300, 'c').filter((who) => {
      const tag = hashOf(who).subarray(0, 12)
      return bytes.indexOf(tag) !== bytes.lastIndexOf(tag)
    }).length
  }
  expect(await versions()).toBeGreaterThan(30)
  await rewriteTables(db, ['claim', 'claim_bucket'])
  expect(await versions()).toBe(0)
  const { rows } = await sql<{ by: string; count: number }>`
    select xmin::text as by, length(entries) / 96 as count from claim_bucket where letter_id = ${id}`.execute(db)
  const first = rows.filter(({ by }) => by === rows[0]?.by)
  for (const group of [first, rows.filter((row) => !first.includes(row))])
    expect(group.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(200)
})
