import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { letterById, lockLetter, type LetterRow } from '../letter/queries.ts'
import { destroyHeldKey } from './destroy-held-key.ts'
import { lapse } from './lapse.ts'
import { lettersToLookAt, lettersWithHeldKey, togetherOf, type TogetherRow } from './queries.ts'
import { reveal } from './reveal.ts'
import { isOver, mayReveal } from './rules.ts'

/**
 * Shows the names of a letter if their time has come, or ends the waiting if it is over. Then destroys the key. Does nothing before.
 * Idempotent: what a crash interrupts is repeated.
 */
export async function endTogether(core: Core, letterId: string, now: Date): Promise<void> {
  if (await isDue(core, letterId, now))
    await core.db.transaction().execute(async (trx) => {
      const letter = await lockLetter(trx, letterId)
      const waiting = letter && (await togetherOf(trx, letterId))
      if (waiting) await endIfDue(core, trx, letter, waiting, now)
    })
  await finishTogether(core, letterId)
}

/** Looks before it locks, because nobody can sign while the letter is locked. */
async function isDue({ db, config }: Core, letterId: string, now: Date): Promise<boolean> {
  const letter = await letterById(db, letterId)
  const waiting = await togetherOf(db, letterId)
  return (
    letter !== undefined &&
    waiting !== undefined &&
    (mayReveal(waiting, now) || isOver(waiting, letter, now, config.units.day))
  )
}

async function endIfDue(core: Core, trx: Db, letter: LetterRow, waiting: TogetherRow, now: Date): Promise<void> {
  if (mayReveal(waiting, now)) {
    await reveal(core, trx, letter, waiting, now)
    return
  }
  if (isOver(waiting, letter, now, core.config.units.day)) await lapse(core, trx, letter, now)
}

/** Destroys the key of a waiting that has ended, if that was interrupted. */
export async function finishTogether(core: Core, letterId?: string): Promise<void> {
  for (const id of await lettersWithHeldKey(core.db))
    if (letterId === undefined || id === letterId) await destroyHeldKey(core, id)
}

/** Looks at all letters. */
export async function endDueTogether(core: Core, now: Date): Promise<void> {
  for (const id of await lettersToLookAt(core.db)) await endTogether(core, id, now)
}

/** Ends the waiting of a restored letter whose key of held names is destroyed. Nobody can open the names any more. */
export async function lapseNow(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter) await lapse(core, trx, letter, now)
  })
  await finishTogether(core, letterId)
}
