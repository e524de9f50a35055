import { nodesFromTiles, tilesOfNodes, tileWidth } from '../../server/crypto/log-tiles.ts'
import {
  append,
  edgeOf,
  emptyEdge,
  hashOfSpan,
  inclusionSpans,
  leafHash,
  nodesOf,
  rootOfEdge,
  verifyInclusion,
  type NodeSource,
} from '../../server/crypto/merkle-tree.ts'
import { checkpointBody, signNote } from '../../server/crypto/signed-note.ts'
import { ed25519Keys } from '../../server/crypto/signing-key.ts'
import { median, type BenchRow } from './row.ts'

const sizes = [1_000, 100_000, 1_000_000]
/** Leaves of one batch. */
const batch = 200
const rounds = 101

/**
 * The pure part of the log: a batch is appended, the checkpoint signed, and the proof of one leaf made from tiles. The reference is
 * the smallest log. The sizes take turns, so that other programs disturb all of them.
 */
export function auditLogRows(): BenchRow[] {
  const logs = sizes.map((size) => ({ size, ...logOf(size) }))
  const kinds = { append: appendOnce, checkpoint: signOnce, proof: proveOnce }
  return Object.entries(kinds).flatMap(([kind, act]) => {
    const spent = logs.map((): number[] => [])
    const bytes = logs.map(() => 0)
    // The first rounds compile the code.
    for (let round = -20; round < rounds; round++)
      for (const [index, log] of logs.entries()) {
        const began = performance.now()
        bytes[index] = Math.max(bytes[index] ?? 0, act(log))
        if (round >= 0) spent[index]?.push(performance.now() - began)
      }
    const [smallest = NaN] = spent.map(median)
    return spent.map(median).map((ours, index): BenchRow => {
      const name = `audit-log/${kind}/${sizes[index] ?? 0}`
      return { name, ours, reference: smallest, unit: 'ms', ratio: ours / smallest, note: `${bytes[index] ?? 0} bytes` }
    })
  })
}

interface BuiltLog {
  size: number
  hashes: Uint8Array[]
  node: NodeSource
  tile: (level: number, index: number) => Uint8Array
}

function logOf(size: number): Omit<BuiltLog, 'size'> {
  const tiles = new Map<string, Uint8Array>()
  const hashes = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
  append(emptyEdge, hashes, (level, index, hash) => {
    if (level % 8 !== 0) return
    const name = `${level / 8}/${Math.floor(index / 256)}`
    const tile = tiles.get(name) ?? new Uint8Array(256 * 32)
    tile.set(hash, (index % 256) * 32)
    tiles.set(name, tile)
  })
  const tile = (level: number, index: number) => {
    const bytes = tiles.get(`${level}/${index}`) ?? new Uint8Array()
    return bytes.subarray(0, 32 * tileWidth(level, index, size))
  }
  return { hashes, tile, node: nodesFromTiles(tile) }
}

const signer = { name: 'letters.example/log', ...ed25519Keys(Buffer.alloc(32, 1)) }
const more = Array.from({ length: batch }, (_, index) =>
  Buffer.from(`roundrobin leaf v1\nadd\n${index}\n`.padEnd(250, 'x')),
)

/** A batch reads the right edge from the tiles, and writes the nodes that become complete. */
function appendOnce({ size, node }: BuiltLog): number {
  let written = 0
  append(edgeOf(size, node), more.map(leafHash), (level) => (written += level % 8 === 0 ? 32 : 0))
  return written
}

function signOnce({ size, node }: BuiltLog): number {
  const root = rootOfEdge(edgeOf(size, node))
  return Buffer.byteLength(signNote(checkpointBody({ origin: signer.name, size, root }), signer))
}

let turn = 0

/** Returns the bytes of the proof and of the tiles that it is made from. */
function proveOnce({ size, hashes, node, tile }: BuiltLog): number {
  const index = (turn++ * 7919) % size
  const spans = inclusionSpans(index, size)
  const tiles = tilesOfNodes(spans.flatMap(nodesOf), size)
  const proof = spans.map((span) => hashOfSpan(span, node))
  const leaf = hashes[index]
  const root = rootOfEdge(edgeOf(size, node))
  if (!leaf || !verifyInclusion({ index, size, root }, leaf, proof)) throw new Error('the proof is wrong')
  return proof.length * 32 + tiles.reduce((sum, each) => sum + tile(Number(each.level), each.index).length, 0)
}
