import type { Core } from '../core.ts'
import { entryBundle, TILE_WIDTH, tilePath, tilesSince, type TileName } from '../crypto/log-tiles.ts'
import { TREE_HASH_BYTES } from '../crypto/merkle-tree.ts'
import type { Db } from '../db/pool.ts'
import { revisionsOf } from '../letter/queries.ts'
import { revisionDocument } from '../letter/rules.ts'
import { copyFolder, namesIn, removeCopied, writeFiles, type CopiedFile } from './copy-files.ts'
import { documentsOf, leavesBetween, tileOf, type LogRow } from './queries.ts'
import { copiedHead, signTree } from './signed-tree.ts'

/** How many tiles are in memory at once. */
const atOnce = 16

/**
 * Writes what a letter's log has and its copy in LOGS_DIR has not. The newest tree, signed, is written last.
 * @param log as one moment of the database shows it. Its leaves never change later, so they are read without a lock.
 * @throws LogBehindCopy
 */
export async function copyLog(core: Core, db: Db, log: LogRow): Promise<void> {
  const folder = copyFolder(core.config, log.letter_id)
  const before = (await copiedHead(core, log.letter_id))?.size ?? 0
  // Checks the log against the copy before anything is written.
  const head = await signTree(core, db, log)
  const tiles = tilesSince(before, log.size)
  for (let from = 0; from < tiles.length; from += atOnce) {
    const files: CopiedFile[] = []
    for (const tile of tiles.slice(from, from + atOnce)) files.push(...(await filesOf(db, log.letter_id, tile)))
    await writeFiles(folder, files)
  }
  await writeFiles(folder, [
    ...(await newDocuments(db, folder, log.letter_id)),
    ...(log.checkpoint === null ? [] : [{ path: 'checkpoint', bytes: log.checkpoint }]),
    { path: 'head', bytes: head },
  ])
  await removeCopied(folder, replaced(before, log.size))
}

/** The policies and the texts that leaves name by their hashes. */
async function newDocuments(db: Db, folder: string, letterId: string): Promise<CopiedFile[]> {
  const there = new Set(await namesIn(folder, 'documents'))
  const texts = (await revisionsOf(db, letterId)).map((each) => ({ hash: each.hash, text: revisionDocument(each) }))
  return [...(await documentsOf(db, letterId)), ...texts]
    .map(({ hash, text }) => ({ name: hash.toString('hex'), bytes: text }))
    .filter(({ name }) => !there.has(name))
    .map(({ name, bytes }) => ({ path: `documents/${name}`, bytes }))
}

/** The file of the proofs that belong to a tile of entries. */
export function proofsPath(tile: TileName): string {
  return tilePath({ ...tile, level: 'entries' }).replace('tile/entries/', 'proofs/')
}

async function filesOf(db: Db, letterId: string, tile: TileName): Promise<CopiedFile[]> {
  const { level, index, width } = tile
  if (level !== 'entries') {
    const hashes = (await tileOf(db, letterId, level, index)) ?? Buffer.alloc(0)
    return [{ path: tilePath(tile), bytes: hashes.subarray(0, width * TREE_HASH_BYTES) }]
  }
  const leaves = await leavesBetween(db, letterId, index * TILE_WIDTH, index * TILE_WIDTH + width)
  return [
    { path: tilePath(tile), bytes: entryBundle(leaves.map(({ leaf }) => Buffer.from(leaf))) },
    // The tree holds only the hashes of the proofs.
    { path: proofsPath(tile), bytes: entryBundle(leaves.map(({ proof }) => Buffer.from(proof ?? ''))) },
  ]
}

/** Partial tiles of the earlier tree that a wider one replaces. */
function replaced(before: number, size: number): string[] {
  const wider = new Set(tilesSince(before, size).map(({ level, index }) => `${level} ${index}`))
  return tilesSince(0, before)
    .filter(({ level, index, width }) => width < TILE_WIDTH && wider.has(`${level} ${index}`))
    .flatMap((tile) => [tilePath(tile), ...(tile.level === 'entries' ? [proofsPath(tile)] : [])])
}
