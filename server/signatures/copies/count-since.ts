import { parseLeaf, type HexHash } from '../../audit/leaf.ts'
import type { StoredLeaf } from '../../audit/queries.ts'
import { cellOf } from '../../audit/rules.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { addFacets } from '../../facets/change-facets.ts'
import { countedFrom } from '../batch/close-batch.ts'
import { insertSignatures, waitingRows } from '../batch/queries.ts'
import { openForLog } from '../for-log.ts'
import { deleteWaiting } from './restore-queries.ts'
import type { CopiedSignature } from './rules.ts'

/**
 * Counts the signatures that waited in the backup and were counted after it. Their leaves exist, so the next batch must not add them
 * again.
 * @returns the ids of their leaves, and their entries in the list of public names
 */
export async function countSince(
  core: Core,
  trx: Db,
  letterId: string,
  leaves: readonly StoredLeaf[],
  changes: readonly CopiedSignature[],
): Promise<{ leafIds: Set<HexHash>; entries: Buffer[] }> {
  const added = new Map<HexHash, string>()
  for (const { leaf } of leaves) {
    const parsed = parseLeaf(leaf)
    if (parsed?.kind === 'add' && parsed.group !== 'anonymous') added.set(parsed.id, cellText(parsed))
  }
  const counted = new Set(changes.flatMap(({ id, place }) => (place === 'counted' ? [id.toString('hex')] : [])))
  const known = (await waitingRows(trx, letterId)).flatMap((row) => {
    const leafId = openForLog(core, row, row.for_log_sealed)?.leafId.toString('hex') ?? null
    const cell = leafId === null ? undefined : added.get(leafId)
    const isCounted = cell !== undefined || counted.has(row.id.toString('hex'))
    // Where the leaf stands in another cell, the signature was changed before it was counted. What was chosen then is unknown.
    const isSame = counted.has(row.id.toString('hex')) || cell === cellText(cellOf(row))
    return isCounted ? [{ row, leafId, isSame }] : []
  })
  await deleteWaiting(
    trx,
    letterId,
    known.map(({ row }) => row.id),
  )
  const same = known.filter(({ isSame }) => isSame)
  const rows = same.map(({ row }) => countedFrom(core, row)).sort((a, b) => a.id.compare(b.id))
  await insertSignatures(trx, letterId, rows)
  await addFacets(core, trx, letterId, rows)
  return {
    leafIds: new Set(same.flatMap(({ leafId }) => leafId ?? [])),
    entries: rows.flatMap(({ name_entry }) => name_entry ?? []),
  }
}

function cellText({ group, verification, revision }: ReturnType<typeof cellOf>): string {
  return `${String(revision)} ${group} ${verification}`
}
