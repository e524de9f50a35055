import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { enqueue } from '../../jobs/queue.ts'
import { refuseMembersAt } from '../../organizers/refuse-members-at.ts'
import { scheduleBatches } from '../../signatures/batch/close-batch.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { contentOf, datesAfterOpening, revisionHash, type DraftParts } from '../../letter/rules.ts'
import { sealRecipients } from '../../letter/secrets.ts'
import { insertTogether } from '../../together/queries.ts'
import { endOfWaiting, usualNeeded } from '../../together/rules.ts'
import { insertRevision, replaceEmployers, replaceRecipients, updateLetter } from '../write-queries.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'close-letter': { letter: string }
  }
}

/**
 * Makes a draft the letter's next revision, within the caller's transaction, which holds the letter's lock. The caller has checked
 * the content. A change of substance starts the count again.
 * @throws Refusal if an employer in the draft can read the mail of an organizer
 */
export async function publish(
  core: Core,
  trx: Db,
  letter: LetterRow,
  draft: DraftParts,
  kind: 'first' | 'correction' | 'substance',
  now: Date,
): Promise<LetterRow> {
  const content = contentOf(draft)
  const domains = draft.employers.flatMap((employer) => employer.domains)
  await refuseMembersAt(core, trx, letter.id, domains)
  const number = letter.revision + 1
  const publishedOn = dayOf(now)
  await insertRevision(trx, letter.id, { number, kind, hash: revisionHash(content), publishedOn }, content)
  await replaceEmployers(trx, letter.id, draft.employers)
  await replaceRecipients(trx, letter.id, number, sealRecipients(core, letter.id, draft.recipients))
  await notifyLetter(trx, letter.id)
  return updateLetter(trx, letter.id, {
    revision: number,
    // Starts collecting again, because the count must not reveal who signs the new text first.
    ...(kind !== 'correction' && { substance_revision: number, collecting: true }),
  })
}

/**
 * Opens a draft for signing, within the caller's transaction: publishes revision 1, sets the dates of closing and purge, and
 * schedules the first batch. The caller has made the letter's key files before, because a rollback cannot delete files.
 */
export async function startCollecting(
  core: Core,
  trx: Db,
  letter: LetterRow,
  draft: DraftParts,
  state: 'quiet' | 'open',
  now: Date,
): Promise<LetterRow> {
  await publish(core, trx, letter, draft, 'first', now)
  const { closesAt, purgesAt, ...extension } = datesAfterOpening(now, core.config.units.day, letter.ends_on)
  const opened = await updateLetter(trx, letter.id, {
    state,
    public: state === 'open',
    opened_at: now,
    closes_at: closesAt,
    purges_at: purgesAt,
    extendable_until: extension.extendableUntil,
    latest_end: extension.latestEnd,
    facets: JSON.stringify(draft.facets),
    savers_sealed: null,
  })
  if (opened.visibilities.includes('together'))
    await insertTogether(trx, {
      letter_id: letter.id,
      needed: opened.together_needed ?? usualNeeded,
      until: endOfWaiting(opened.together_until, closesAt),
    })
  await scheduleBatches(core, trx, opened, now)
  await enqueue(trx, 'close-letter', { letter: letter.id }, { runAt: closesAt, jobKey: `close:${letter.id}` })
  return opened
}
