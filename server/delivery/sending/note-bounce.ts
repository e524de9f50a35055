import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { withoutAddresses } from '../../mail/cleaning.ts'
import type { Returned } from '../../mail/bounces/returned-mail.ts'
import { outcomeFor } from '../../mail/returned.ts'
import { insertBounce } from './bounce-queries.ts'
import { deliveryById, lockDelivery, updateDelivery } from '../queries.ts'
import { answerOfBounce } from '../stored-answer.ts'

export type Noted = 'noted' | 'known' | 'foreign' | 'too-early'

/**
 * Records a report that a copy came back. A failure makes the copy refused, as if the mail server had refused it at once:
 * organizers see it, and no silence is counted on it. Nothing more goes to an address that does not exist. A report of a delay is
 * only noted. Idempotent: a repeated report changes nothing, even if the copy was sent again in between.
 */
export async function noteBounce(core: Core, deliveryId: string, report: Returned, now: Date): Promise<Noted> {
  return core.db.transaction().execute(async (trx) => {
    const found = await deliveryById(trx, deliveryId)
    if (!found || (await lockLetter(trx, found.letter_id))?.state === 'purged') return 'foreign'
    const delivery = await lockDelivery(trx, deliveryId)
    if (!delivery) return 'foreign'
    // The mail server's acceptance is not recorded yet.
    if (delivery.state === 'handing-over') return 'too-early'
    const to = delivery.address_sealed && openRecipientAddress(core, found.letter_id, delivery.address_sealed)
    const outcome = outcomeFor(report, to ?? '')
    const said = withoutAddresses(outcome.said, to ?? '')
    const fresh = await insertBounce(trx, {
      delivery_id: deliveryId,
      report_hash: report.reportHash,
      verdict: outcome.verdict,
      status: outcome.status,
      said,
      reason: outcome.reason,
      noted_on: dayOf(now),
    })
    if (!fresh) return 'known'
    if (outcome.verdict === 'failed' && (delivery.state === 'accepted' || delivery.state === 'unsure')) {
      const answer = answerOfBounce({ status: outcome.status, said })
      await updateDelivery(trx, deliveryId, { state: 'refused', accepted_at: null, last_answer: answer })
      await notifyLetter(trx, found.letter_id)
    }
    return 'noted'
  })
}
