/**
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256: append, roots, and proofs made and verified. The browser bundle includes
 * this file, so it has no Buffer and no node:crypto.
 *
 * A node is named by its level and its index. The node (level, index) is the hash of the 2^level leaves from index · 2^level on. Only
 * complete nodes have names. Leaves have level 0. Sizes and indexes are whole numbers below 2^53.
 */
import { sha256 } from '@noble/hashes/sha2.js'

export const TREE_HASH_BYTES = 32

/** The root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array())

/** Where complete nodes come from, for example from tiles. @throws if it does not have the node */
export type NodeSource = (level: number, index: number) => Uint8Array

/** A span of leaves: from `start` up to and without `end`. */
export interface Span {
  start: number
  end: number
}

export interface NodeName {
  level: number
  index: number
}

/** The hash of a leaf: SHA-256(0x00 || leaf). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(leaf.length + 1)
  prefixed.set(leaf, 1)
  return sha256(prefixed)
}

/** The hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(1 + left.length + right.length)
  prefixed[0] = 1
  prefixed.set(left, 1)
  prefixed.set(right, 1 + left.length)
  return sha256(prefixed)
}

/**
 * The right edge of a tree: all that is needed to append leaves and to compute the root. `nodes` are the roots of the complete
 * subtrees into which the leaves divide, from the largest on the left to the smallest. There are at most 53.
 */
export interface RightEdge {
  size: number
  nodes: readonly Uint8Array[]
}

export const emptyEdge: RightEdge = { size: 0, nodes: [] }

/**
 * Appends leaves.
 * @param made is called for each complete node that this adds, leaves included, in the order in which they become complete
 */
export function append(
  edge: RightEdge,
  leafHashes: Iterable<Uint8Array>,
  made?: (level: number, index: number, hash: Uint8Array) => void,
): RightEdge {
  const nodes = [...edge.nodes]
  let { size } = edge
  for (const leaf of leafHashes) {
    let hash = leaf
    let level = 0
    let index = size
    made?.(level, index, hash)
    for (; index % 2 === 1; level++) {
      const left = nodes.pop()
      if (!left) throw new RangeError('the right edge does not fit its size')
      hash = nodeHash(left, hash)
      index = (index - 1) / 2
      made?.(level + 1, index, hash)
    }
    nodes.push(hash)
    size += 1
  }
  return { size, nodes }
}

export function rootOfEdge({ nodes }: RightEdge): Uint8Array {
  const [last, ...others] = [...nodes].reverse()
  if (!last) return EMPTY_ROOT
  return others.reduce((right, left) => nodeHash(left, right), last)
}

/** The right edge of the tree of this size. */
export function edgeOf(size: number, node: NodeSource): RightEdge {
  return { size, nodes: nodesOf({ start: 0, end: size }).map(({ level, index }) => node(level, index)) }
}

/** The root of the tree of this size. */
export function rootOf(size: number, node: NodeSource): Uint8Array {
  return rootOfEdge(edgeOf(size, node))
}

/** The complete nodes into which a span divides, from left to right. The span must be one that RFC 6962 hashes. */
export function nodesOf({ start, end }: Span): NodeName[] {
  const names: NodeName[] = []
  for (let at = start; at < end;) {
    const level = levelOf(largestPower(end - at))
    names.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return names
}

/** The Merkle tree hash of a span of leaves (MTH of RFC 6962). */
export function hashOfSpan(span: Span, node: NodeSource): Uint8Array {
  return rootOfEdge({ size: span.end - span.start, nodes: nodesOf(span).map(({ level, index }) => node(level, index)) })
}

/** The spans whose hashes prove that the tree of this size has the leaf (PATH of RFC 6962, section 2.1.1). @throws RangeError */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!isNumber(index) || !isNumber(size) || index >= size) throw new RangeError('the tree has no such leaf')
  const spans: Span[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      spans.push({ start: middle, end })
      end = middle
    } else {
      spans.push({ start, end: middle })
      start = middle
    }
  }
  return spans.reverse()
}

/**
 * The spans whose hashes prove that the tree of size `first` is the beginning of the tree of size `second` (PROOF of RFC 6962,
 * section 2.1.2). @throws RangeError unless 0 < first ≤ second
 */
export function consistencySpans(first: number, second: number): Span[] {
  if (!isNumber(first) || !isNumber(second) || first === 0 || first > second)
    throw new RangeError('no proof from that size to this size')
  const spans: Span[] = []
  let [start, end] = [0, second]
  let whole = true
  while (first !== end) {
    const middle = start + split(end - start)
    if (first <= middle) {
      spans.push({ start: middle, end })
      end = middle
    } else {
      spans.push({ start, end: middle })
      start = middle
      whole = false
    }
  }
  // The verifier knows the root of the first tree, so the proof leaves it out where it is a node of the second tree.
  if (!whole) spans.push({ start, end })
  return spans.reverse()
}

export function inclusionProof(index: number, size: number, node: NodeSource): Uint8Array[] {
  return inclusionSpans(index, size).map((span) => hashOfSpan(span, node))
}

export function consistencyProof(first: number, second: number, node: NodeSource): Uint8Array[] {
  return consistencySpans(first, second).map((span) => hashOfSpan(span, node))
}

/**
 * Verifies an inclusion proof (RFC 9162, section 2.1.3.2). Returns false for any proof that is not exactly the proof of this leaf:
 * also for an index that is not below the size, and for a hash too few or too many.
 */
export function verifyInclusion(
  { index, size, root }: { index: number; size: number; root: Uint8Array },
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  const found = rootFromInclusion(index, size, leaf, proof)
  return found !== null && sameBytes(found, root)
}

/** The root that a leaf and its proof lead to. Null if the proof does not have the form for this index and this size. */
export function rootFromInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!isNumber(index) || !isNumber(size) || index >= size) return null
  if (![leaf, ...proof].every(isHash)) return null
  const spans = inclusionSpans(index, size)
  if (spans.length !== proof.length) return null
  return proof.reduce((hash, other, at) => {
    const isLeft = (spans[at]?.start ?? 0) < index
    return isLeft ? nodeHash(other, hash) : nodeHash(hash, other)
  }, leaf)
}

/**
 * Verifies that the tree of size `first` is the beginning of the tree of size `second` (RFC 9162, section 2.1.4.2). An empty first
 * tree is refused, because it is the beginning of every tree, so a proof would say nothing.
 */
export function verifyConsistency(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isNumber(first.size) || !isNumber(second.size) || first.size === 0 || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root)
  const spans = consistencySpans(first.size, second.size)
  if (spans.length !== proof.length || ![first.root, second.root, ...proof].every(isHash)) return false
  const [older, newer] = rootsOfConsistency(first, spans, proof)
  return sameBytes(older, first.root) && sameBytes(newer, second.root)
}

/** Both roots are computed from one node: the first tree if it is a complete node, and otherwise the first hash of the proof. */
function rootsOfConsistency(
  first: { size: number; root: Uint8Array },
  spans: readonly Span[],
  proof: readonly Uint8Array[],
): [older: Uint8Array, newer: Uint8Array] {
  const isNode = largestPower(first.size) === first.size
  const start = isNode ? first.root : (proof[0] ?? EMPTY_ROOT)
  let [older, newer] = [start, start]
  for (const [at, { end }] of spans.entries()) {
    const other = proof[at] ?? EMPTY_ROOT
    if (at === 0 && !isNode) continue
    if (end <= first.size) older = nodeHash(other, older)
    newer = end <= first.size ? nodeHash(other, newer) : nodeHash(newer, other)
  }
  return [older, newer]
}

/**
 * One proof for many leaves: the spans without any of the leaves whose hashes are needed, from left to right. Leaves that lie beside
 * each other need fewer hashes than their own proofs have together.
 * @param indexes ascending, without repetition @throws RangeError
 */
export function spansOfMany(indexes: readonly number[], size: number): Span[] {
  if (!isNumber(size) || indexes.length === 0 || !areIndexes(indexes, size))
    throw new RangeError('the tree has no such leaves')
  const spans: Span[] = []
  const visit = (span: Span, from: number, to: number): void => {
    if (from === to) spans.push(span)
    else if (span.end - span.start > 1) {
      const { left, right, cut } = halves(span, indexes, from, to)
      visit(left, from, cut)
      visit(right, cut, to)
    }
  }
  visit({ start: 0, end: size }, 0, indexes.length)
  return spans
}

/** Verifies the hashes of `spansOfMany`. `leaves` are the hashes of the leaves, in the order of `indexes`. */
export function verifyMany(
  { indexes, size, root }: { indexes: readonly number[]; size: number; root: Uint8Array },
  leaves: readonly Uint8Array[],
  proof: readonly Uint8Array[],
): boolean {
  if (!isNumber(size) || indexes.length === 0 || indexes.length !== leaves.length || !areIndexes(indexes, size))
    return false
  if (![...leaves, ...proof].every(isHash) || spansOfMany(indexes, size).length !== proof.length) return false
  let used = 0
  const hashOf = (span: Span, from: number, to: number): Uint8Array => {
    if (from === to) return proof[used++] ?? EMPTY_ROOT
    if (span.end - span.start === 1) return leaves[from] ?? EMPTY_ROOT
    const { left, right, cut } = halves(span, indexes, from, to)
    return nodeHash(hashOf(left, from, cut), hashOf(right, cut, to))
  }
  return sameBytes(hashOf({ start: 0, end: size }, 0, indexes.length), root)
}

/** Divides a span as RFC 6962 does. The indexes from `from` up to `cut` lie in the left half, those up to `to` in the right. */
function halves({ start, end }: Span, indexes: readonly number[], from: number, to: number) {
  const middle = start + split(end - start)
  let cut = from
  while (cut < to && (indexes[cut] ?? 0) < middle) cut += 1
  return { left: { start, end: middle }, right: { start: middle, end }, cut }
}

function areIndexes(indexes: readonly number[], size: number): boolean {
  return indexes.every((index, at) => isNumber(index) && index < size && (at === 0 || index > (indexes[at - 1] ?? 0)))
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

function isNumber(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === TREE_HASH_BYTES
}

/** The largest power of two below the number, which must be above 1. */
function split(count: number): number {
  const power = largestPower(count)
  return power === count ? count / 2 : power
}

/** The largest power of two up to the number. Not with bits, because they end at 32. */
function largestPower(count: number): number {
  let power = 1
  while (power * 2 <= count) power *= 2
  return power
}

function levelOf(power: number): number {
  return Math.round(Math.log2(power))
}
