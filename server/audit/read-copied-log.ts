import type { Core } from '../core.ts'
import { parseEntryBundle, TILE_WIDTH, tilePath, tileWidth } from '../crypto/log-tiles.ts'
import { copyFolder, namesIn, readCopied } from './copy-files.ts'
import { proofsPath } from './copy-log.ts'
import { parseLeaf, searchedBy } from './leaf.ts'
import type { StoredLeaf } from './queries.ts'
import { LogBehindCopy } from './signed-tree.ts'

/** The leaves of a letter's copy from `from` up to `size`, with their proofs. Nothing is verified. @throws LogBehindCopy */
export async function* copiedLeaves(
  { config }: Pick<Core, 'config'>,
  letterId: string,
  from: number,
  size: number,
): AsyncGenerator<StoredLeaf[]> {
  const folder = copyFolder(config, letterId)
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const tile = { level: 'entries' as const, index, width: tileWidth('entries', index, size) }
    const leaves = await bundle(folder, tilePath(tile))
    const proofs = await bundle(folder, proofsPath(tile))
    if (leaves.length !== tile.width || proofs.length !== tile.width) throw new LogBehindCopy('damaged')
    const stored = leaves.map((leaf, at) => storedLeaf(leaf, proofs[at] ?? ''))
    yield stored.slice(Math.max(0, from - index * TILE_WIDTH))
  }
}

/** The documents that leaves of the copy name, by their hashes. */
export async function copiedDocuments(
  { config }: Pick<Core, 'config'>,
  letterId: string,
): Promise<{ hash: Buffer; text: string }[]> {
  const folder = copyFolder(config, letterId)
  const names = (await namesIn(folder, 'documents')).filter((name) => /^[0-9a-f]{64}$/.test(name))
  return Promise.all(
    names.map(async (name) => ({
      hash: Buffer.from(name, 'hex'),
      text: (await readCopied(folder, `documents/${name}`))?.toString('utf8') ?? '',
    })),
  )
}

async function bundle(folder: string, path: string): Promise<string[]> {
  const bytes = await readCopied(folder, path)
  const entries = bytes && parseEntryBundle(bytes)
  if (!entries) throw new LogBehindCopy('damaged')
  return entries.map((entry) => Buffer.from(entry).toString('utf8'))
}

function storedLeaf(leaf: string, proof: string): StoredLeaf {
  const parsed = parseLeaf(leaf)
  if (!parsed) throw new LogBehindCopy('damaged')
  const key = searchedBy(parsed)
  return { leafId: key === null ? null : Buffer.from(key, 'hex'), leaf, proof: proof === '' ? null : proof }
}
