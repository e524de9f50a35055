import { hashOfOpenings } from '../audit/commitments.ts'
import { isBehindCopy } from '../audit/is-behind-copy.ts'
import { leafOf } from '../audit/rules.ts'
import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import type { LetterRow } from '../letter/queries.ts'
import { addDoubtfulNames } from '../signatures/doubtful-name-queries.ts'
import { keepNameList } from '../signatures/name-list/keep-name-list.ts'
import { sealedFromHeld } from '../signatures/stored-name.ts'
import { commitNames } from './commit-names.ts'
import { tellOfTogether } from './enqueue-ending.ts'
import { appendEnding, endRows } from './lapse.ts'
import {
  changeTogether,
  changeWaitingTogether,
  countHeld,
  heldRows,
  insertOpenings,
  keepSealed,
  moveRevealed,
  allHeldRows,
  revealRows,
  scheduleLateBatch,
  offerTogether,
  waitingTogether,
  type TogetherRow,
} from './queries.ts'
import { isTooLate } from './rules.ts'
import { goBack } from './step-with-batch.ts'

/**
 * Makes all held names public at once, if enough people still stand together. Otherwise the waiting goes on, or ends. The caller's
 * transaction holds the letter's lock against everything else, and the caller destroys the key afterwards.
 */
export async function reveal(
  core: Core,
  trx: Db,
  letter: LetterRow,
  waiting: TogetherRow,
  now: Date,
): Promise<'revealed' | 'back' | 'not-now'> {
  if (await isBehindCopy(core, trx, letter.id)) return 'not-now'
  if ((await countHeld(trx, letter.id, letter.substance_revision)) < waiting.needed) {
    await stayHidden(core, trx, letter, waiting, now)
    return 'back'
  }
  await openNames(core, trx, letter, waiting, now)
  return 'revealed'
}

async function stayHidden(core: Core, trx: Db, letter: LetterRow, waiting: TogetherRow, now: Date): Promise<void> {
  const back = await goBack(trx, letter, now)
  const ends = isTooLate(waiting, letter, now)
  await appendEnding(core, trx, letter, ends ? [...back, ...(await endRows(trx, letter, now))] : back, now)
  await scheduleLateBatch(trx, letter.id, now)
}

async function openNames(core: Core, trx: Db, letter: LetterRow, { round }: TogetherRow, now: Date): Promise<void> {
  const rows = await heldRows(trx, letter.id, letter.substance_revision)
  const valid = await commitNames(
    core,
    rows.filter(({ invalid_reason, name_hidden }) => invalid_reason === null && !name_hidden),
    round,
  )
  await revealRows(
    trx,
    letter.id,
    valid.map(({ row, name, commitment, salt }) => ({ id: row.id, name, opening: commitment, opening_salt: salt })),
  )
  await moveRevealed(trx, letter.id)
  await keepOthers(core, trx, letter)
  const commitments = valid.map(({ commitment }) => commitment)
  await insertOpenings(trx, letter.id, commitments)
  await changeTogether(trx, letter.id, { state: 'revealed', standing: valid.length, ended_at: now })
  await offerTogether(trx, letter, false)
  await appendReveal(core, trx, letter, commitments, now)
  await addDoubtfulNames(trx, letter.id)
  await tellOfTogether(trx, letter.id, 'revealed')
  await enqueue(trx, 'look-at-plan', { letter: letter.id }, { jobKey: `plan:${letter.id}` })
  await enqueue(trx, 'forget-order', {}, { jobKey: 'forget-order' })
  await scheduleLateBatch(trx, letter.id, now)
}

/**
 * The names that are not shown. They stay sealed as other names are, because nobody can open them once the key is destroyed: those of
 * signatures that organizers removed, and of people who wait for their batch, in which they become public. Those that stand under an
 * older text are erased.
 */
async function keepOthers(core: Core, trx: Db, letter: LetterRow): Promise<void> {
  const others = await allHeldRows(trx, letter.id)
  const isOlder = (row: (typeof others)[number]) => row.counted && row.revision < letter.substance_revision
  await keepSealed(
    trx,
    others.map((row) => ({ id: row.id, name_sealed: isOlder(row) ? null : sealedFromHeld(core, row) })),
  )
  const late = await waitingTogether(trx, letter.id)
  await changeWaitingTogether(
    trx,
    late.map((row) => ({ id: row.id, name_sealed: sealedFromHeld(core, row) })),
  )
}

async function appendReveal(
  core: Core,
  trx: Db,
  letter: LetterRow,
  commitments: readonly Buffer[],
  now: Date,
): Promise<void> {
  const list = Buffer.from(hashOfOpenings(commitments)).toString('hex')
  const names = await keepNameList(trx, letter.id, [])
  const reveals = leafOf({ kind: 'reveal', list, entries: commitments.length })
  await appendEnding(core, trx, letter, [reveals], now, names)
}
