import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  append,
  consistencyProof,
  edgeOf,
  hashOfSpan,
  EMPTY_ROOT,
  emptyEdge,
  inclusionProof,
  leafHash,
  nodeHash,
  nodesOf,
  rootFromInclusion,
  rootOf,
  rootOfEdge,
  spansOfMany,
  verifyConsistency,
  verifyInclusion,
  verifyMany,
  type NodeSource,
} from '../../server/crypto/merkle-tree.ts'
import { randomNumbers } from '../support/random.ts'

/** Vectors of the public repository transparency-dev/merkle (Apache License 2.0). */
interface InclusionVector {
  case: string
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}
interface ConsistencyVector {
  case: string
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

function vectorsOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8'))
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

test('inclusion proofs: every vector of transparency-dev/merkle', () => {
  const vectors = vectorsOf('rfc6962-inclusion') as InclusionVector[]
  const wrong = vectors.filter(({ leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
    const tree = { index: leafIdx, size: treeSize, root: bytes(root) }
    return verifyInclusion(tree, bytes(leaf), (proof ?? []).map(bytes)) === wantErr
  })
  expect(wrong.map((vector) => vector.case)).toEqual([])
  expect(vectors.filter(({ wantErr }) => !wantErr).length).toBeGreaterThan(4)
})

test('consistency proofs: every vector of transparency-dev/merkle', () => {
  const vectors = vectorsOf('rfc6962-consistency') as ConsistencyVector[]
  const wrong = vectors.filter(({ size1, size2, root1, root2, proof, wantErr }) => {
    const [first, second] = [
      { size: size1, root: bytes(root1) },
      { size: size2, root: bytes(root2) },
    ]
    return verifyConsistency(first, second, (proof ?? []).map(bytes)) === wantErr
  })
  expect(wrong.map((vector) => vector.case)).toEqual([])
  expect(vectors.filter(({ wantErr }) => !wantErr).length).toBeGreaterThan(4)
})

/** RFC 6962, section 2.1, as it is written there: slow, and independent of the code under test. */
function mth(leaves: readonly Uint8Array[]): Buffer {
  const hash = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  if (leaves.length === 0) return hash()
  if (leaves.length === 1) return hash(Buffer.of(0), leaves[0]!)
  const k = splitOf(leaves.length)
  return hash(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}

function path(m: number, leaves: readonly Uint8Array[]): Buffer[] {
  if (leaves.length === 1) return []
  const k = splitOf(leaves.length)
  return m < k
    ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))]
}

function subproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Buffer[] {
  if (m === leaves.length) return whole ? [] : [mth(leaves)]
  const k = splitOf(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))]
}

function splitOf(count: number): number {
  let k = 1
  while (k * 2 < count) k *= 2
  return k
}

const most = 70
const leaves = Array.from({ length: most }, (_, index) => new TextEncoder().encode(`leaf ${index}`))
const hashes = leaves.map(leafHash)
const plain = (all: readonly Uint8Array[]) => all.map((each) => Buffer.from(each).toString('hex'))
const hex = (one: Uint8Array) => Buffer.from(one).toString('hex')

function nodesWhileAppending(): NodeSource {
  const nodes = new Map<string, Uint8Array>()
  append(emptyEdge, hashes, (level, index, hash) => nodes.set(`${level}/${index}`, hash))
  return (level, index) => nodes.get(`${level}/${index}`)!
}
const node = nodesWhileAppending()

test('roots and proofs of every size up to 70 are those of the RFC', () => {
  expect(hex(EMPTY_ROOT)).toBe(hex(mth([])))
  let edge = emptyEdge
  for (let size = 1; size <= most; size++) {
    edge = append(edge, [hashes[size - 1]!])
    const some = leaves.slice(0, size)
    const root = mth(some)
    expect([hex(rootOfEdge(edge)), hex(rootOf(size, node))]).toEqual([hex(root), hex(root)])
    expect(plain(edgeOf(size, node).nodes)).toEqual(plain(edge.nodes))
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(index, size, node)
      expect(plain(proof)).toEqual(plain(path(index, some)))
      expect(verifyInclusion({ index, size, root }, hashes[index]!, proof)).toBe(true)
    }
    for (let first = 1; first <= size; first++) {
      const proof = consistencyProof(first, size, node)
      expect(plain(proof)).toEqual(plain(subproof(first, some, true)))
      expect(verifyConsistency({ size: first, root: rootOf(first, node) }, { size, root }, proof)).toBe(true)
    }
  }
})

test('a proof is good for its leaf, index and size alone, and with each of its hashes', () => {
  const size = 41
  const root = rootOf(size, node)
  for (let index = 0; index < size; index++) {
    const proof = inclusionProof(index, size, node)
    const holds = (at: number, of: number, leaf: number, hashes_ = proof) =>
      verifyInclusion({ index: at, size: of, root }, hashes[leaf]!, hashes_)
    const others = Array.from({ length: size + 2 }, (_, other) => other).filter((other) => other !== index)
    expect(others.filter((other) => holds(other, size, index) || (other < size && holds(index, size, other)))).toEqual(
      [],
    )
    expect(holds(index, size, index, [...proof, root])).toBe(false)
    for (const [at] of proof.entries()) {
      expect(holds(index, size, index, proof.toSpliced(at, 1))).toBe(false)
      expect(holds(index, size, index, proof.with(at, root))).toBe(false)
    }
  }
  const short = hashes[0]!.subarray(0, 31)
  expect(rootFromInclusion(0, 1, short, [])).toBeNull()
  expect(rootFromInclusion(-1, 1, hashes[0]!, [])).toBeNull()
  expect(rootFromInclusion(0.5, 1, hashes[0]!, [])).toBeNull()
})

test('one proof for many leaves has each hash once, and is good for exactly these leaves', () => {
  const random = randomNumbers(6962)
  for (let round = 0; round < 300; round++) {
    const size = 1 + Math.floor(random() * most)
    const indexes = Array.from({ length: size }, (_, index) => index).filter(() => random() < 0.2)
    if (indexes.length === 0) indexes.push(size - 1)
    const root = rootOf(size, node)
    const proof = spansOfMany(indexes, size).map((span) => hashOfSpan(span, node))
    const those = indexes.map((index) => hashes[index]!)
    expect(verifyMany({ indexes, size, root }, those, proof)).toBe(true)
    expect(proof.length).toBeLessThanOrEqual(
      indexes.reduce((sum, index) => sum + inclusionProof(index, size, node).length, 0),
    )
    expect(verifyMany({ indexes, size, root }, those.with(0, EMPTY_ROOT), proof)).toBe(false)
    expect(verifyMany({ indexes, size, root }, those, [...proof, root])).toBe(false)
    if (proof.length > 0) expect(verifyMany({ indexes, size, root }, those, proof.slice(1))).toBe(false)
    expect(verifyMany({ indexes: [...indexes, size], size, root }, [...those, root], proof)).toBe(false)
    expect(verifyMany({ indexes: [...indexes, indexes[0]!], size, root }, [...those, those[0]!], proof)).toBe(false)
  }
  expect(spansOfMany([2, 3], 8)).toEqual([
    { start: 0, end: 2 },
    { start: 4, end: 8 },
  ])
  expect(verifyMany({ indexes: [], size: 1, root: hashes[0]! }, [], [hashes[0]!])).toBe(false)
})

test('a span divides into complete nodes, also beyond 32 bits', () => {
  expect(nodesOf({ start: 0, end: 2 ** 40 + 5 })).toEqual([
    { level: 40, index: 0 },
    { level: 2, index: 2 ** 38 },
    { level: 0, index: 2 ** 40 + 4 },
  ])
  expect(() => inclusionProof(3, 3, node)).toThrow(RangeError)
  expect(() => consistencyProof(0, 3, node)).toThrow(RangeError)
  expect(() => consistencyProof(4, 3, node)).toThrow(RangeError)
})

test('an inner node cannot be passed off as a leaf', () => {
  const [a, b] = [hashes[0]!, hashes[1]!]
  expect(hex(nodeHash(a, b))).not.toBe(hex(leafHash(Buffer.concat([a, b]))))
})
