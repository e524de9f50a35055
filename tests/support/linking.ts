import { tuplesIn, type CopiedFile } from './files.ts'

/** Attacks with a copy of the database and its log. They try to find out which claim belongs to which signature. */

/** The people who signed, in the order in which they signed. This is what the attacker wants to know. */
export interface Signed {
  batch: number
  tag: Buffer
  verifier: Buffer
  id: Buffer
}

/**
 * The place of a needle, or -1. PostgreSQL cuts long values into pieces of two kilobytes, and a bucket of claims is such a value. Then
 * the beginning of the needle, or its end, is enough.
 */
function placeOf(bytes: Buffer, needle: Buffer, from: 'first' | 'last' = 'first'): number {
  const pieces = needle.length < 32 ? [needle] : [needle, needle.subarray(0, 12), needle.subarray(-12)]
  for (const piece of pieces) {
    const at = from === 'first' ? bytes.indexOf(piece) : bytes.lastIndexOf(piece)
    if (at >= 0) return at
  }
  return -1
}

/** The positions of all needles in a file, once by first and once by last occurrence. Empty if a needle is missing. */
function placesIn(file: CopiedFile, needles: readonly Buffer[]): number[][] {
  const first = needles.map((needle) => placeOf(file.bytes, needle))
  if (first.includes(-1)) return []
  const last = needles.map((needle) => placeOf(file.bytes, needle, 'last'))
  return [first, last].map((places) => places.map((at) => (file.kind === '' ? at : inOrderOfRows(at))))
}

/** Tables and indexes fill their pages in order, and each page from its end. */
function inOrderOfRows(at: number): number {
  const page = 8192
  return at - (at % page) + (page - 1 - (at % page))
}

function ranks(places: readonly number[]): number[] {
  const sorted = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place)
  const rank: number[] = []
  sorted.forEach(({ index }, at) => (rank[index] = at))
  return rank
}

/** How many claims the attacker matches correctly by pairing the nth of one order with the nth of another. */
function hits(tags: readonly number[], signatures: readonly number[], reversed: boolean): number {
  const signatureRanks = ranks(signatures)
  return ranks(tags).filter((rank, index) => {
    const other = signatureRanks[index]
    return rank === (reversed && other !== undefined ? tags.length - 1 - other : other)
  }).length
}

export interface Outcome {
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

/** Compares every order of the claims' tags in the copy with every order of the signatures, batch by batch. */
export function byOrder(files: readonly CopiedFile[], groups: readonly Signed[][]): Outcome[] {
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

/**
 * The attacker knows in which order people came, for example from the network, which reveals more than any log of the server.
 * The attack matches the nth of each order in the copy with the nth person who came.
 */
export function byArrival(files: readonly CopiedFile[], groups: readonly Buffer[][]): Outcome[] {
  const scores = new Map<string, number>()
  for (const group of groups) {
    const came = group.map((_, index) => index)
    const orders = files.flatMap((file) =>
      placesIn(file, group).flatMap((places, last) =>
        [false, true].map((reversed) => ({
          name: `${file.name}[${last}]${reversed ? ' reversed' : ''}`,
          places,
          reversed,
        })),
      ),
    )
    for (const { name, places, reversed } of orders)
      scores.set(`arrival as ${name}`, (scores.get(`arrival as ${name}`) ?? 0) + hits(came, places, reversed))
  }
  return [...scores].map(([attack, right]) => ({ attack, right }))
}

/** An index has no transaction numbers. The bytes at their place would match everybody and hide the real match. */
function holdsRows({ name, kind }: CopiedFile): boolean {
  return (kind === 'r' || kind === 't') && !name.startsWith('pg_')
}

/** The same attack by the numbers of the transactions that wrote the rows. These numbers only grow. */
export function byAge(files: readonly CopiedFile[], groups: readonly Buffer[][]): Outcome[] {
  const written = files.filter(holdsRows).map(({ name, bytes }) => ({ name, rows: tuplesIn(bytes) }))
  const scores = new Map<string, number>()
  for (const group of groups) {
    const came = group.map((_, index) => index)
    for (const { name, rows } of written) {
      const ages = group.map((needle) => rows.findLastIndex(({ bytes }) => placeOf(bytes, needle) >= 0))
      if (ages.includes(-1)) continue
      // A row may hold several of them, such as a bucket of claims. Within it, they have the order of their bytes.
      const places = ages.map(
        (at, index) =>
          ((rows[at]?.xmin ?? 0) * rows.length + at) * 8192 +
          placeOf(rows[at]?.bytes ?? Buffer.alloc(0), group[index] ?? Buffer.alloc(0)),
      )
      scores.set(`age in ${name}`, (scores.get(`age in ${name}`) ?? 0) + hits(came, places, false))
    }
  }
  return [...scores].map(([attack, right]) => ({ attack, right }))
}

/** Finds a claim and a signature that one transaction wrote, where that transaction wrote no other signature. */
export function byTransaction(
  files: readonly CopiedFile[],
  people: readonly Pick<Signed, 'tag' | 'verifier'>[],
): Outcome {
  const written = files.filter(holdsRows).flatMap(({ bytes }) => tuplesIn(bytes))
  const writers = (needle: Buffer) =>
    new Set(written.filter(({ bytes }) => placeOf(bytes, needle) >= 0).map(({ xmin }) => xmin))
  const of = people.map((person) => ({ tags: writers(person.tag), signatures: writers(person.verifier) }))
  const right = of.filter(({ tags }, index) => {
    const fitting = of.flatMap(({ signatures }, at) => ([...tags].some((xmin) => signatures.has(xmin)) ? [at] : []))
    return fitting.length === 1 && fitting[0] === index
  }).length
  return { attack: 'the same transaction', right }
}

/** Finds a claim and the signature nearest to it in the write-ahead log. */
export function byLog(files: readonly CopiedFile[], people: readonly Signed[]): Outcome {
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

/**
 * The number of right guesses that chance exceeds with less than the given probability (Poisson distribution).
 * @param mean expected right guesses: one for each batch
 */
export function boundOfChance(mean: number, probability: number): number {
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
