import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { enqueue } from '../../jobs/queue.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { purgesAfterDays } from '../../letter/rules.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { checkNewEnd, mayExtend } from '../life.ts'
import { changeTogether } from '../../together/queries.ts'
import { updateLetter } from '../write-queries.ts'

/**
 * Extends signing, once. Needs a second owner if there is one, and otherwise a day of waiting. The end has to be a week away when it
 * is carried out, and the new end is not later than signatories were told. Changes nothing of signatures, keys and batches.
 * @param until the new last day of signing, YYYY-MM-DD in UTC
 * @throws Refusal
 */
export async function extendLetter(
  core: Core,
  asker: Asker,
  letterId: string,
  until: string,
  now: Date,
): Promise<'extended' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'close')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    refuseUnlessExtendable(letter, now)
    const end = checkNewEnd(until, letter)
    if ('message' in end) throw Refusal.fields([end])
    const subject = whatExtends(letter, until)
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, { act: 'extend', subject }, now)) === 'waits')
      return 'waits'
    const { closesAt } = end
    await updateLetter(trx, letterId, {
      closes_at: closesAt,
      purges_at: new Date(closesAt.getTime() + purgesAfterDays * core.config.units.day),
      extended_from: letter.closes_at,
    })
    if (letter.together_until === null) await changeTogether(trx, letterId, { until: closesAt })
    await enqueue(trx, 'close-letter', { letter: letterId }, { runAt: closesAt, jobKey: `close:${letterId}` })
    await enqueue(trx, 'tell-of-extension', { letter: letterId }, { priority: 10, queue: 'mailings' })
    await noteActivity(trx, letterId, asker.id, 'letter-extended', {}, now)
    await notifyLetter(trx, letterId)
    return 'extended'
  })
}

/** The exact content that a second owner approves. */
export function whatExtends({ closes_at }: LetterRow, until: string): object {
  return { until: until.trim(), from: closes_at?.toISOString() ?? null }
}

/** @throws Refusal */
function refuseUnlessExtendable(letter: LetterRow, now: Date): void {
  switch (mayExtend(letter, now)) {
    case 'not-open':
      throw new Refusal('conflict', 'letter-not-open', say('lifecycle-not-open-to-extend'))
    case 'extended':
      throw new Refusal('conflict', 'already-extended', say('refusal-already-extended'))
    case 'not-announced':
      throw new Refusal('conflict', 'extension-not-announced', say('refusal-extension-not-announced'))
    case 'too-late':
      throw new Refusal('conflict', 'too-late-to-extend', say('refusal-too-late-to-extend'))
    case 'yes':
  }
}
