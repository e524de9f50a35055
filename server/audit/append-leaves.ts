import { append, leafHash, rootOfEdge, TREE_HASH_BYTES, type RightEdge } from '../crypto/merkle-tree.ts'
import { TILE_WIDTH } from '../crypto/log-tiles.ts'
import type { Db } from '../db/pool.ts'
import { changeLog, growTiles, insertLeaves, type LogRow, type StoredLeaf, type TileGrowth } from './queries.ts'

/** PostgreSQL takes this many rows at once without a large message. */
const atOnce = 5000

/**
 * Appends leaves in the given order, with what they add to the tiles. The caller's transaction holds the letter's lock.
 * @returns the log with its new size and edge
 */
export async function appendLeaves(trx: Db, log: LogRow, leaves: readonly StoredLeaf[]): Promise<LogRow> {
  if (leaves.length === 0) return log
  for (let from = 0; from < leaves.length; from += atOnce)
    await insertLeaves(trx, log.letter_id, log.size + from, leaves.slice(from, from + atOnce))
  const tiles = new Map<string, { level: number; number: number; hashes: Uint8Array[] }>()
  const after = append(
    edgeOf(log),
    leaves.map(({ leaf }) => leafHash(Buffer.from(leaf))),
    (level, index, hash) => {
      if (level % 8 !== 0) return
      const place = { level: level / 8, number: Math.floor(index / TILE_WIDTH) }
      const key = `${place.level} ${place.number}`
      const tile = tiles.get(key) ?? { ...place, hashes: [] }
      tile.hashes.push(hash)
      tiles.set(key, tile)
    },
  )
  const grown: TileGrowth[] = [...tiles.values()].map((tile) => ({ ...tile, hashes: Buffer.concat(tile.hashes) }))
  await growTiles(trx, log.letter_id, grown)
  const ids = log.ids + leaves.filter(bringsId).length
  const change = { size: after.size, edge: Buffer.concat(after.nodes), ids }
  await changeLog(trx, log.letter_id, change)
  return { ...log, ...change }
}

/** Changes and withdrawals repeat the id of an earlier leaf. */
function bringsId({ leafId, leaf }: StoredLeaf): boolean {
  return leafId !== null && ['add', 'commit'].includes(leaf.split('\n', 2)[1] ?? '')
}

/** RFC 6962, section 2.1: the hash of the whole tree. */
export function rootOfLog(log: Pick<LogRow, 'size' | 'edge'>): Uint8Array {
  return rootOfEdge(edgeOf(log))
}

function edgeOf({ size, edge }: Pick<LogRow, 'size' | 'edge'>): RightEdge {
  const nodes = Array.from({ length: edge.length / TREE_HASH_BYTES }, (_, at) =>
    edge.subarray(at * TREE_HASH_BYTES, (at + 1) * TREE_HASH_BYTES),
  )
  return { size, nodes }
}
