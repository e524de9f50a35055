import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { redeemsForHours } from '../../anonymity/rules.ts'
import { enqueue } from '../../jobs/queue.ts'
import { batchNow } from '../../signatures/batch/close-batch.ts'
import { whatWaits } from '../../signatures/batch/queries.ts'
import { releaseStatements } from '../../signatures/batch/statement-queries.ts'
import { eraseSealedNames, forgetClaims, hasIssuers, lettersToClose } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { takesSignatures } from '../life.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { purgesAfterDays } from '../../letter/rules.ts'
import { updateLetter } from '../write-queries.ts'

/**
 * Closes a letter for good, for an owner. Needs a second owner if there is one.
 * @throws Refusal
 */
export async function closeLetter(core: Core, asker: Asker, letterId: string, now: Date): Promise<'closed' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'close')
  const outcome = await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!takesSignatures(letter.state))
      throw new Refusal('conflict', 'letter-not-open', say('lifecycle-not-open-to-close'))
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, { act: 'close', subject: {} }, now)) === 'waits')
      return 'waits'
    await noteActivity(trx, letterId, asker.id, 'letter-closed', {}, now)
    await close(core, trx, letter, now)
    return 'closed'
  })
  if (outcome === 'closed') await destroyKeys(core, letterId, 'closed')
  return outcome
}

/** Closes every letter whose closing time has passed. */
export async function closeDueLetters(core: Core, now: Date): Promise<void> {
  for (const id of await lettersToClose(core.db, now))
    await closeWhere(core, id, now, ({ closes_at }) => closes_at !== null && closes_at <= now)
}

/** Closes a letter without an owner's request, if it still takes signatures and `where` holds under its lock. */
export async function closeWhere(
  core: Core,
  letterId: string,
  now: Date,
  where: (letter: LetterRow) => boolean,
): Promise<void> {
  const closed = await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter || !takesSignatures(letter.state) || !where(letter)) return false
    await close(core, trx, letter, now)
    return true
  })
  if (closed) await destroyKeys(core, letterId, 'closed')
}

/**
 * Closes a letter within the caller's transaction, which holds the letter's lock. So a code that is confirmed before the lock
 * counts, or its credential may still be redeemed. A later code does not. The caller destroys the key that could link an address
 * to a claim, after the transaction is committed.
 */
async function close(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<void> {
  // The letter may come from a backup older than the erasure of its names. Nobody can open them, so they count without a name.
  if (letter.names_key_destroyed || core.keys.isGone(letter.id, 'names')) await eraseSealedNames(trx, letter.id)
  // If credentials may still be redeemed, the last batch comes when their time is over, so that it includes them.
  const redeemsUntil = (await hasIssuers(trx, letter.id))
    ? new Date(now.getTime() + redeemsForHours * core.config.units.hour)
    : null
  await batchNow(core, trx, letter, now, redeemsUntil === null ? 'last' : 'any')
  await releaseStatements(trx, letter.id)
  await forgetClaims(trx, letter.id)
  // Signatures that waited for the end of fixed names, if the waiting ended with this batch.
  const left = redeemsUntil === null && (await whatWaits(trx, letter.id)).additions
  await updateLetter(trx, letter.id, {
    state: 'closed',
    paused: false,
    closed_at: now,
    next_batch_at: left ? now : redeemsUntil,
    redeems_until: redeemsUntil,
    purges_at: new Date(now.getTime() + purgesAfterDays * core.config.units.day),
  })
  if (redeemsUntil)
    await enqueue(trx, 'close-batch', { letter: letter.id }, { runAt: redeemsUntil, jobKey: `batch:${letter.id}` })
  await notifyLetter(trx, letter.id)
}
