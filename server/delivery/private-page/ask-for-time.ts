import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { dayOf } from '../../letter/days.ts'
import type { TypedCode } from '../../mailbox/check-code.ts'
import { tellOrganizers } from '../../organizers/tell-organizers.ts'
import { Refusal, say } from '../../refusal.ts'
import { checkTimeUntil, mostTimeRequests } from '../rules.ts'
import { actHash } from '../secrets.ts'
import { findOwnPage } from './show-recipient-page.ts'
import { spendPageCode } from './spend-page-code.ts'
import { insertTimeRequest, timeRequestsOf, type RecipientPageRow } from './queries.ts'

/**
 * Records that a recipient asks for time, if the code is right, and tells the organizers. Everybody sees it. It is no answer: days are
 * counted on, and stages of the plan start as before. Idempotent, also for the day that the recipient named last.
 * @throws Refusal if the day is not possible, the page is a delegate's, the code is wrong or was used for another act, or the recipient has asked too often
 */
export async function askForTime(
  core: Core,
  token: string,
  { until, ...typed }: TypedCode & { until: string },
  now: Date,
): Promise<void> {
  await findOwnPage(core, token)
  const checked = checkTimeUntil(until, now)
  if ('message' in checked) throw Refusal.fields([checked])
  const hash = actHash(core, 'time', checked.until)
  await spendPageCode(core, token, { ...typed, hash }, (trx, page) => take(trx, page, checked.until, now), now)
}

async function take(trx: Db, page: RecipientPageRow, until: string, now: Date): Promise<null> {
  const earlier = await timeRequestsOf(trx, page.id)
  if (earlier.at(-1)?.until === until) return null
  if (earlier.length >= mostTimeRequests)
    throw new Refusal(
      'conflict',
      'asked-too-often',
      say('refusal-asked-too-often', { most: mostTimeRequests }),
      'until',
    )
  await insertTimeRequest(trx, { delivery_id: page.id, number: earlier.length + 1, asked_on: dayOf(now), until })
  await tellOrganizers(trx, page.letter_id, 'time')
  await notifyLetter(trx, page.letter_id)
  return null
}
