import type { Core } from '../../core.ts'
import { inTurn } from '../../concurrency/in-turn.ts'
import { nodesFromTiles, tilesOfNodes } from '../../crypto/log-tiles.ts'
import { hashOfSpan, nodesOf, spansOfMany, type NodeSource, type Span } from '../../crypto/merkle-tree.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { bucketBits, bucketBounds } from '../buckets.ts'
import { leavesInBucket, tilesAmong } from '../queries.ts'
import { checkpointOf } from '../checkpoint-of.ts'

/** The leaves of one part, with their numbers and one proof for all of them. */
export interface ListedLeaves {
  checkpoint: string
  numbers: number[]
  leaves: string[]
  proof: Buffer[]
}

/**
 * Lists the leaves of one part of the ids, so that somebody finds the own leaf without telling which it is.
 * @throws Refusal unless the published log is divided into such parts
 */
export async function listLeaves(
  core: Core,
  letterId: string,
  { bits, bucket }: { bits: number; bucket: number },
): Promise<ListedLeaves> {
  const checkpoint = await checkpointOf(core, letterId)
  const most = bucketBits(checkpoint?.ids ?? 0)
  // One less from a page of before the newest batch.
  if (!checkpoint || bits > most || bits < most - 1 || bucket >= 2 ** bits) throw notFoundRefusal()
  return inTurn('leaves', { atOnce: 2, waiting: 100 }, async () => {
    const { size, note } = checkpoint
    const { first, last } = bucketBounds(bits, bucket)
    const bounds = { size, first: Buffer.from(first), last: Buffer.from(last) }
    const rows = await leavesInBucket(core.db, letterId, bounds)
    const numbers = rows.map(({ number }) => number)
    const proof = numbers.length === 0 ? [] : await proofOf(core, letterId, numbers, size)
    return { checkpoint: note, numbers, leaves: rows.map(({ leaf }) => leaf), proof }
  })
}

/** In a log of a million leaves a proof has 16,000 hashes, and each is computed from some ten others. */
const spansAtOnce = 128

/** Makes the proof piece by piece, so that others get their turn. */
async function proofOf(core: Core, letterId: string, numbers: readonly number[], size: number): Promise<Buffer[]> {
  const proof: Buffer[] = []
  const spans = spansOfMany(numbers, size)
  for (let from = 0; from < spans.length; from += spansAtOnce) {
    const some = spans.slice(from, from + spansAtOnce)
    const node = await nodesFor(core, letterId, some, size)
    for (const span of some) proof.push(Buffer.from(hashOfSpan(span, node)))
  }
  return proof
}

async function nodesFor({ db }: Core, letterId: string, spans: readonly Span[], size: number): Promise<NodeSource> {
  const names = tilesOfNodes(spans.flatMap(nodesOf), size)
  const wanted = names.map(({ level, index }) => ({ level: Number(level), number: index }))
  const tiles = new Map<string, Buffer>()
  for (const { level, number, hashes } of await tilesAmong(db, letterId, wanted))
    tiles.set(`${level} ${number}`, hashes)
  return nodesFromTiles((level, index) => tiles.get(`${level} ${index}`) ?? Buffer.alloc(0))
}
