/**
 * The files of a log (C2SP tlog-tiles): their addresses, and the nodes of the tree that they hold. And proofs of single leaves as
 * text (C2SP tlog-proof). The browser bundle includes this file, so it has no Buffer and no node:crypto.
 */
import { fromBase64, toBase64 } from './base64.ts'
import { joined } from './credential.ts'
import { nodeHash, TREE_HASH_BYTES, type NodeName, type NodeSource } from './merkle-tree.ts'

/** Each tile holds this many hashes: eight levels of the tree. */
export const TILE_WIDTH = 256
const TILE_HEIGHT = 8

export interface TileName {
  /** Level of the tile. Its hashes are nodes of the level 8 · level of the tree. `entries` are the leaves themselves. */
  level: number | 'entries'
  index: number
  /** How many hashes or entries it holds: 256 unless it is partial. */
  width: number
}

/** The address of a tile, below the address of the log. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const parts = padded.match(/.{3}/g) ?? []
  const number = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${number}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** Reads the address of a tile. Null unless it is exactly an address that `tilePath` writes. */
export function parseTilePath(path: string): TileName | null {
  const pattern = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/
  const [, level = '', number = '', width] = pattern.exec(path) ?? []
  if (level === '') return null
  const name = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(number.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  const fits = name.width > 0 && (name.level === 'entries' || name.level <= 63)
  return fits && tilePath(name) === path ? name : null
}

/** How many hashes the tile holds in a tree of this size. 0: the tree has no such tile. */
export function tileWidth(level: number | 'entries', index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level))
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/** The tiles that a tree of size `size` has and one of size `before` does not have in this width, entries included. */
export function tilesSince(before: number, size: number): TileName[] {
  const names: TileName[] = []
  const add = (level: number | 'entries') => {
    const span = TILE_WIDTH ** (level === 'entries' ? 1 : level + 1)
    for (let index = Math.floor(before / span); tileWidth(level, index, size) > 0; index++) {
      const width = tileWidth(level, index, size)
      if (width > tileWidth(level, index, before)) names.push({ level, index, width })
    }
  }
  add('entries')
  for (let level = 0; TILE_WIDTH ** level <= size; level++) add(level)
  return names
}

/** The tiles, in their width for a tree of this size, from which the nodes can be computed. Each tile is named once. */
export function tilesOfNodes(nodes: readonly NodeName[], size: number): TileName[] {
  const names = new Map<string, TileName>()
  for (const node of nodes) {
    const { level, index } = tileOf(node)
    const name = { level, index, width: tileWidth(level, index, size) }
    names.set(tilePath(name), name)
  }
  return [...names.values()]
}

/** The tile that holds a node, and the place in it of the first hash below the node. */
function tileOf({ level, index }: NodeName): { level: number; index: number; first: number; count: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const count = 2 ** (level % TILE_HEIGHT)
  const first = index * count
  return { level: tileLevel, index: Math.floor(first / TILE_WIDTH), first: first % TILE_WIDTH, count }
}

/**
 * The nodes of a tree whose tiles are given.
 * @param tile the hashes of a tile, one after another. @throws RangeError, when asked for a node, if the tile is too short for it
 */
export function nodesFromTiles(tile: (level: number, index: number) => Uint8Array): NodeSource {
  return (level, index) => {
    const place = tileOf({ level, index })
    const bytes = tile(place.level, place.index)
    const end = (place.first + place.count) * TREE_HASH_BYTES
    if (bytes.length < end) throw new RangeError('the tile does not hold this node')
    return hashOfNodes(bytes.subarray(place.first * TREE_HASH_BYTES, end))
  }
}

/** The root of 2^n hashes. */
function hashOfNodes(hashes: Uint8Array): Uint8Array {
  if (hashes.length === TREE_HASH_BYTES) return hashes.slice()
  const half = hashes.length / 2
  return nodeHash(hashOfNodes(hashes.subarray(0, half)), hashOfNodes(hashes.subarray(half)))
}

/** An entry bundle: each entry after its length in two bytes, big-endian. @throws RangeError for an entry of more than 65,535 bytes */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError('too long')
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** Reads an entry bundle. Null if it ends within an entry. */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0)
    const end = at + 2 + length
    if (end > bundle.length) return null
    entries.push(bundle.slice(at + 2, end))
    at = end
  }
  return entries
}

export interface LeafProof {
  index: number
  /** From the sibling of the leaf up to the child of the root. */
  hashes: readonly Uint8Array[]
  /** The signed note. */
  checkpoint: string
}

/** Writes the proof of one leaf (tlog-proof), without extra data. */
export function proofText({ index, hashes, checkpoint }: LeafProof): string {
  const lines = ['c2sp.org/tlog-proof@v1', `index ${index}`, ...hashes.map(toBase64), '', checkpoint]
  return lines.join('\n')
}

/** Reads the proof of one leaf. Extra data is left out, because nothing authenticates it. Null for any other text. */
export function parseProofText(text: string): LeafProof | null {
  const cut = text.indexOf('\n\n')
  if (cut < 0) return null
  const [first, ...lines] = text.slice(0, cut).split('\n')
  if (lines[0]?.startsWith('extra ')) {
    if (!fromBase64(lines[0].slice('extra '.length))) return null
    lines.shift()
  }
  const [indexLine = '', ...encoded] = lines
  const [, written] = /^index (0|[1-9][0-9]{0,15})$/.exec(indexLine) ?? []
  const index = Number(written)
  const hashes = encoded.map(fromBase64)
  if (first !== 'c2sp.org/tlog-proof@v1' || written === undefined || !Number.isSafeInteger(index)) return null
  if (!hashes.every((hash): hash is Uint8Array => hash?.length === TREE_HASH_BYTES)) return null
  return { index, hashes, checkpoint: text.slice(cut + 2) }
}
