import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { batchNow } from '../../signatures/batch/close-batch.ts'
import { eraseSealedNames, lettersToPurge } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import type { Purged } from '../life.ts'
import { takeOutOfCampaign } from '../campaigns/queries.ts'
import { countKept, purgeRows } from './purge-queries.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { lapse } from '../../together/lapse.ts'
import { updateLetter } from '../write-queries.ts'

export interface PurgeReport {
  goes: Purged
  stays: { signatures: number; revisions: number }
}

/**
 * Purges a closed letter before its date, for an owner. Needs a second owner if there is one.
 * @throws Refusal
 */
export async function purgeLetter(
  core: Core,
  asker: Asker,
  letterId: string,
  now: Date,
): Promise<{ outcome: 'waits' } | ({ outcome: 'purged' } & PurgeReport)> {
  await authorizeLetter(core, asker.id, letterId, 'purge')
  const report = await core.db.transaction().execute(async (trx) => {
    const letter = await closedLetter(trx, letterId)
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, { act: 'purge', subject: {} }, now)) === 'waits')
      return null
    return purge(core, trx, letter, now)
  })
  if (!report) return { outcome: 'waits' }
  await destroyKeys(core, letterId, 'purged')
  return { outcome: 'purged', ...report }
}

/**
 * Carries out the same purge and rolls it back, so it changes nothing. Leaves out the last batch, because the numbers must not
 * reveal how many withdrawals and new signatures wait.
 */
export async function rehearsePurge(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<PurgeReport> {
  await authorizeLetter(core, organizerId, letterId, 'purge')
  const rehearsal = await core.db.startTransaction().execute()
  try {
    const letter = await closedLetter(rehearsal, letterId)
    if (core.keys.isGone(letterId, 'names')) await eraseSealedNames(rehearsal, letterId)
    return await takeOut(rehearsal, letter, now)
  } finally {
    await rehearsal.rollback().execute()
  }
}

/** Purges every letter whose purge date has passed. */
export async function purgeDueLetters(core: Core, now: Date): Promise<void> {
  for (const id of await lettersToPurge(core.db, now)) await purgeNow(core, id, now)
}

/**
 * Purges a closed letter without an owner's request. After a crash, either nothing is done, or only the keys are left to destroy.
 */
export async function purgeNow(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await purge(core, trx, await closedLetter(trx, letterId), now)
  })
  await destroyKeys(core, letterId, 'purged')
}

async function closedLetter(trx: Db, letterId: string): Promise<LetterRow> {
  const letter = await lockLetter(trx, letterId)
  if (!letter) throw notFoundRefusal('letter')
  if (letter.state === 'purged') throw new Refusal('gone', 'letter-purged', say('lifecycle-purged-already'))
  if (letter.state !== 'closed') throw new Refusal('conflict', 'letter-not-closed', say('refusal-letter-not-closed'))
  return letter
}

async function purge(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<PurgeReport> {
  if (letter.names_key_destroyed || core.keys.isGone(letter.id, 'names')) await eraseSealedNames(trx, letter.id)
  await lapse(core, trx, letter, now)
  // Carries out the last withdrawals, so that the count that stays is right.
  await batchNow(core, trx, letter, now, 'last')
  return takeOut(trx, letter, now)
}

async function takeOut(trx: Db, letter: LetterRow, now: Date): Promise<PurgeReport> {
  const goes = await purgeRows(trx, letter.id)
  await takeOutOfCampaign(trx, letter.id)
  await updateLetter(trx, letter.id, { state: 'purged', purged_at: now, next_batch_at: null })
  await notifyLetter(trx, letter.id)
  return { goes, stays: await countKept(trx, letter.id) }
}
