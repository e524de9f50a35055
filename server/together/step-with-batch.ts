import { randomBytes } from 'node:crypto'
import { sortedByHash } from '../audit/append-batch.ts'
import { leafOf, type MadeLeaf } from '../audit/rules.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import type { LetterRow } from '../letter/queries.ts'
import { commitNames, emptyCommitment } from './commit-names.ts'
import { enqueueEnding, tellOfTogether } from './enqueue-ending.ts'
import { endRows } from './lapse.ts'
import {
  changeTogether,
  countHeld,
  heldRows,
  offerTogether,
  standingTogether,
  togetherOf,
  type TogetherRow,
} from './queries.ts'
import { revealTime, stepOfBatch } from './rules.ts'

/** The batch that looks at the waiting. */
export interface LookingBatch {
  asOf: Date
  /** True once the letter shows its count. */
  shown: boolean
  /** True if nothing can be added any more. */
  last: boolean
}

/**
 * What a batch does with the waiting after it has carried out everything else: the number is reached, or not any more, or the letter
 * ends without it. Runs in the batch's transaction, which holds the letter's lock.
 * @returns the leaves that the log gets
 */
export async function stepWithBatch(core: Core, trx: Db, letter: LetterRow, batch: LookingBatch): Promise<MadeLeaf[]> {
  const waiting = await togetherOf(trx, letter.id)
  if (waiting?.state !== 'waiting' && waiting?.state !== 'reached') return []
  const standing = await standingTogether(trx, letter.id, letter.substance_revision)
  await changeTogether(trx, letter.id, { standing })
  const found = {
    held: await countHeld(trx, letter.id, letter.substance_revision),
    at: batch.asOf,
    shown: batch.shown,
    untilClosing: letter.together_until === null,
  }
  const step = stepOfBatch(waiting, found)
  if (step === 'reach') return reach(core, trx, letter, { waiting, standing, at: batch.asOf })
  const leaves = step === 'back' ? await goBack(trx, letter, batch.asOf) : []
  const ends = step === 'back' ? batch.last || letter.state === 'closed' : waiting.state === 'waiting' && batch.last
  return ends ? [...leaves, ...(await endRows(trx, letter, batch.asOf))] : leaves
}

/**
 * Fixes the names. The commitments have random ids and the order of their hashes, so nothing tells which signature has which. There
 * is one for every signature that stands in the log, because their number must not tell how many of them are about to leave.
 */
async function reach(
  core: Core,
  trx: Db,
  letter: LetterRow,
  { waiting, standing, at }: { waiting: TogetherRow; standing: number; at: Date },
): Promise<MadeLeaf[]> {
  const round = waiting.round + 1
  const rows = await heldRows(trx, letter.id, letter.substance_revision)
  const held = (await commitNames(core, rows, round)).map(({ commitment }) => commitment)
  const empty = Array.from({ length: standing - held.length }, emptyCommitment)
  const { units } = core.config
  const reveals_at = revealTime(at, units)
  await changeTogether(trx, letter.id, { state: 'reached', round, reached_at: at, reveals_at, agreed: false })
  await offerTogether(trx, letter, false)
  await enqueueEnding(trx, letter.id, reveals_at)
  await tellOfTogether(trx, letter.id, 'reached')
  return [
    leafOf({ kind: 'threshold', revision: letter.substance_revision, commitments: standing }),
    ...sortedByHash(
      [...held, ...empty].map((commitment) =>
        leafOf({ kind: 'commit', id: randomBytes(32).toString('hex'), commitment: commitment.toString('hex') }),
      ),
    ),
  ]
}

/** Too few are left, so the waiting goes on as before. An owner's agreement was about the earlier count. */
export async function goBack(trx: Db, letter: LetterRow, at: Date): Promise<MadeLeaf[]> {
  await changeTogether(trx, letter.id, { state: 'waiting', reached_at: null, reveals_at: null, agreed: false })
  await offerTogether(trx, letter, true)
  await enqueueEnding(trx, letter.id, at)
  return [leafOf({ kind: 'back' })]
}
