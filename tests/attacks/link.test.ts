import { describe, expect, test } from 'vitest'
import type { Visibility } from '../../server/common/letter-rules.ts'
import { parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { testServer } from '../support/app.ts'
import { copyOfDatabase, tuplesIn, type CopiedFile } from '../support/files.ts'
import { randomNumbers } from '../support/random.ts'
import { nextBatch, openLetter, signAs } from '../support/stories.ts'

const server = await testServer()
const batches = 8
const perBatch = 25

/** Who signed, in the order in which they did: what the attacker wants to know. */
interface Signed {
  batch: number
  visibility: Visibility
  tag: Buffer
  verifier: Buffer
  id: Buffer
}

/** Where in a file each of these stands, first and last; undefined where one of them is missing. */
function placesIn({ bytes }: CopiedFile, needles: readonly Buffer[]): number[][] {
  const first = needles.map((needle) => bytes.indexOf(needle))
  if (first.includes(-1)) return []
  return [first, needles.map((needle) => bytes.lastIndexOf(needle))]
}

function ranks(places: readonly number[]): number[] {
  const sorted = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place)
  const rank: number[] = []
  sorted.forEach(({ index }, at) => (rank[index] = at))
  return rank
}

/** How many claims the attacker ties to the right signature, who takes the nth of one order for the nth of another. */
function hits(tags: readonly number[], signatures: readonly number[], reversed: boolean): number {
  const signatureRanks = ranks(signatures)
  return ranks(tags).filter((rank, index) => {
    const other = signatureRanks[index]
    return rank === (reversed && other !== undefined ? tags.length - 1 - other : other)
  }).length
}

interface Outcome {
  attack: string
  right: number
}

interface Order {
  name: string
  places: number[]
}

function ordersIn(files: readonly CopiedFile[], group: readonly Signed[], key: 'tag' | 'id' | 'verifier'): Order[] {
  const needles = group.map((each) => each[key])
  return files.flatMap((file) =>
    placesIn(file, needles).map((places, last) => ({ name: `${file.name}.${key}[${last}]`, places })),
  )
}

/** Every order of the claims' tags that the copy shows, against every order of the signatures, batch by batch. */
function byOrder(files: readonly CopiedFile[], groups: readonly Signed[][]): Outcome[] {
  const scores = new Map<string, number>()
  for (const group of groups) {
    const signatures = [...ordersIn(files, group, 'id'), ...ordersIn(files, group, 'verifier')]
    const pairs = ordersIn(files, group, 'tag').flatMap((tag) => signatures.map((signature) => ({ tag, signature })))
    for (const { tag, signature } of pairs) {
      const name = `${tag.name} as ${signature.name}`
      scores.set(name, (scores.get(name) ?? 0) + hits(tag.places, signature.places, false))
      scores.set(`${name} reversed`, (scores.get(`${name} reversed`) ?? 0) + hits(tag.places, signature.places, true))
    }
  }
  return [...scores].map(([attack, right]) => ({ attack, right }))
}

/** A claim and a signature that one transaction wrote, and no other signature with them. */
function byTransaction(files: readonly CopiedFile[], people: readonly Signed[]): Outcome {
  const written = files.flatMap((file) => (file.name.startsWith('pg_') ? [] : tuplesIn(file.bytes)))
  const writers = (needle: Buffer) =>
    new Set(written.filter(({ bytes }) => bytes.includes(needle)).map(({ xmin }) => xmin))
  const of = people.map((person) => ({ tags: writers(person.tag), signatures: writers(person.verifier) }))
  const right = of.filter(({ tags }, index) => {
    const fitting = of.flatMap(({ signatures }, at) => ([...tags].some((xmin) => signatures.has(xmin)) ? [at] : []))
    return fitting.length === 1 && fitting[0] === index
  }).length
  return { attack: 'the same transaction', right }
}

/** A claim and the signature that stand next to each other in the write-ahead log. */
function byLog(files: readonly CopiedFile[], people: readonly Signed[]): Outcome {
  const log = files.find(({ name }) => name === 'pg_wal')?.bytes ?? Buffer.alloc(0)
  const places = people.map(({ tag, verifier }) => ({ tag: log.indexOf(tag), verifier: log.indexOf(verifier) }))
  const right = places.filter(({ tag }, index) => {
    if (tag < 0) return false
    const distances = places.map(({ verifier }) => (verifier < 0 ? Infinity : Math.abs(verifier - tag)))
    const nearest = Math.min(...distances)
    return nearest < 4096 && distances.indexOf(nearest) === index
  }).length
  return { attack: 'the write-ahead log', right }
}

/** The number of right guesses that chance passes with less than the given probability: one right guess a batch on average. */
function boundOfChance(mean: number, probability: number): number {
  let term = Math.exp(-mean)
  let below = term
  let count = 0
  while (1 - below > probability) {
    count++
    term *= mean / count
    below += term
  }
  return count
}

async function signedByMany(): Promise<Signed[]> {
  const random = randomNumbers(20_180_621)
  const letter = await openLetter(server, { batchSize: 5, firstThreshold: 10 })
  const people: Omit<Signed, 'id'>[] = []
  for (let batch = 0; batch < batches; batch++) {
    for (let index = 0; index < perBatch; index++) {
      const visibility = (['withheld', 'recipients', 'public'] as const)[Math.floor(random() * 3)] ?? 'withheld'
      const address = `b${batch}.p${index}@northwind.example`
      server.at(new Date(server.now().getTime() + Math.ceil(random() * 60_000)))
      const { signingKey } = await signAs(server, letter, { address, visibility, name: 'Ann Lee' })
      const seed = parseSigningKey(signingKey)
      if (!seed) throw new Error('a signing key that was just given')
      people.push({
        batch,
        visibility,
        tag: addressTag(server.parts, letter.id, address),
        verifier: signatoryKeys(seed, letter.id).publicKey,
      })
    }
    await nextBatch(server, letter)
    await server.work()
  }
  const rows = await server.parts.db.selectFrom('signature').select(['id', 'verifier']).execute()
  return people.map((person) => {
    const row = rows.find(({ verifier }) => verifier?.equals(person.verifier))
    if (!row) throw new Error('somebody who signed was not counted')
    return { ...person, id: row.id }
  })
}

describe('whoever has a copy of the database and its log, and even every tag in clear', () => {
  test('ties no claim to a signature that names nobody, better than by guessing inside one batch', async () => {
    const people = await signedByMany()
    const files = await copyOfDatabase(server.pool)
    // Public signatures bear their claim's tag; the attacker leaves them out, and is told the batch of everybody else.
    const hidden = people.filter(({ visibility }) => visibility !== 'public')
    const groups = Array.from({ length: batches }, (_, batch) => hidden.filter((each) => each.batch === batch))
    const orders = byOrder(files, groups)
    const outcomes = [...orders, byTransaction(files, hidden), byLog(files, hidden)]
    const bound = boundOfChance(batches, 0.001 / outcomes.length)
    expect(orders.length).toBeGreaterThan(50)
    expect(
      outcomes.filter(({ right }) => right > bound),
      `chance is ${batches}, its bound ${bound}`,
    ).toEqual([])
  }, 240_000)
})
