import { readPolicy } from '../../audit/policy.ts'
import { documentsOf, type LogRow } from '../../audit/queries.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { endRows } from '../../together/lapse.ts'
import {
  changeTogether,
  changeWaitingTogether,
  eraseHeldNames,
  insertOpenings,
  offerTogether,
  togetherOf,
  waitingTogether,
  type TogetherRow,
} from '../../together/queries.ts'
import { revealTime } from '../../together/rules.ts'
import { copiedOpenings } from './revealed-names.ts'
import { leavesOfWaiting, openingsOf } from './restore-queries.ts'

/**
 * Brings the names that wait to the state of the log, of which the leaves after the backup are restored. The caller's transaction holds
 * the letter's lock. A waiting time begins again, because nothing tells when it began.
 */
export async function restoreWaiting(core: Core, trx: Db, letter: LetterRow, log: LogRow, now: Date): Promise<void> {
  const waiting = await togetherOf(trx, letter.id)
  if (!waiting || waiting.state === 'revealed' || waiting.state === 'lapsed') return
  const moves = await leavesOfWaiting(trx, letter.id)
  const round = moves.filter((kind) => kind === 'threshold').length
  const needed = Math.max(waiting.needed, await neededInLog(trx, log))
  const move = moves.at(-1)
  if (move === 'reveal') await restoreReveal(core, trx, log, { letter, round, needed }, now)
  else if (move === 'lapse') await endRows(trx, letter, now)
  else await restoreState(core, trx, letter, { round, needed, reached: move === 'threshold' }, now)
}

async function neededInLog(trx: Db, { letter_id, policy_hash }: LogRow): Promise<number> {
  const document = (await documentsOf(trx, letter_id)).find(({ hash }) => policy_hash?.equals(hash))
  return (document && readPolicy(document.text)?.namesWaitFor) ?? 0
}

type Rounds = Pick<TogetherRow, 'round' | 'needed'>

async function restoreState(
  core: Core,
  trx: Db,
  letter: LetterRow,
  { reached, ...rounds }: Rounds & { reached: boolean },
  now: Date,
): Promise<void> {
  await changeTogether(trx, letter.id, {
    ...rounds,
    state: reached ? 'reached' : 'waiting',
    reached_at: reached ? now : null,
    reveals_at: reached ? revealTime(now, core.config.units) : null,
    agreed: false,
  })
  await offerTogether(trx, letter, !reached)
}

/** The names that the copy has are in their rows already. Nobody can open the others. */
async function restoreReveal(
  core: Core,
  trx: Db,
  log: LogRow,
  { letter, ...rounds }: Rounds & { letter: LetterRow },
  now: Date,
): Promise<void> {
  await eraseHeldNames(trx, letter.id)
  const late = await waitingTogether(trx, letter.id)
  await changeWaitingTogether(
    trx,
    late.map(({ id }) => ({ id, name_sealed: null })),
  )
  if ((await openingsOf(trx, letter.id)).length === 0)
    await insertOpenings(trx, letter.id, await copiedOpenings(core, letter.id))
  const at = log.checkpoint_at ?? now
  const reached = { reached_at: at, reveals_at: at }
  await changeTogether(trx, letter.id, { ...rounds, ...reached, state: 'revealed', agreed: true, ended_at: at })
  await offerTogether(trx, letter, false)
}
