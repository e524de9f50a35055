import type { Core } from '../../core.ts'
import { entryBundle, parseTilePath, tileWidth, TILE_WIDTH } from '../../crypto/log-tiles.ts'
import { TREE_HASH_BYTES } from '../../crypto/merkle-tree.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { leavesBetween, tileOf } from '../queries.ts'
import { checkpointOf } from '../checkpoint-of.ts'

/**
 * A tile of the published tree, or a bundle of its leaves (C2SP tlog-tiles).
 * @returns `whole`: true if the tile is full and never changes
 * @throws Refusal if the published tree has no such tile
 */
export async function findTile(core: Core, letterId: string, path: string): Promise<{ bytes: Buffer; whole: boolean }> {
  const name = parseTilePath(path)
  const size = (await checkpointOf(core, letterId))?.size ?? 0
  if (!name || name.width > tileWidth(name.level, name.index, size)) throw notFoundRefusal()
  const { level, index, width } = name
  const whole = width === TILE_WIDTH
  if (level !== 'entries') {
    const hashes = await tileOf(core.db, letterId, level, index)
    if (!hashes) throw notFoundRefusal()
    return { bytes: hashes.subarray(0, width * TREE_HASH_BYTES), whole }
  }
  const from = index * TILE_WIDTH
  const leaves = await leavesBetween(core.db, letterId, from, from + width)
  return { bytes: Buffer.from(entryBundle(leaves.map(({ leaf }) => Buffer.from(leaf)))), whole }
}
