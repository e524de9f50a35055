import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { KeptKind } from '../delivery/rules.ts'
import { keepReply, type Kept } from '../delivery/returned/keep-returned.ts'
import type { OtherMail, Returned } from '../mail/bounces/returned-mail.ts'
import { outcomeFor } from '../mail/returned.ts'
import { deleteSubscriber, insertReport, subscriberById } from './queries.ts'
import { ownWords } from './rules.ts'
import { openSubscriber } from './secrets.ts'

/**
 * Takes mail to the return address of a mail to a subscriber. Removes a subscriber whose address does not exist. Other reports and
 * automatic replies are only counted, because an automatic reply would tell the organizers who is on the list. A person's own reply
 * reaches them. Idempotent.
 */
export async function takeFromSubscriber(
  core: Core,
  id: Buffer,
  mail: Returned | (OtherMail & { kind: KeptKind }),
  now: Date,
): Promise<'noted' | 'counted' | Kept> {
  const subscriber = await subscriberById(core.db, id)
  if (!subscriber) return 'known'
  if (mail.kind === 'reply') return keepReply(core, subscriber, { ...mail, text: ownWords(mail.text) }, now)
  if (mail.kind === 'report') {
    const { letter_id, address_sealed } = subscriber
    const address = unlessGone(() => openSubscriber(core, letter_id, id, address_sealed)) ?? ''
    const { gone, verdict, reason } = outcomeFor(mail, address)
    if (gone) {
      await deleteSubscriber(core.db, id)
      return 'noted'
    }
    const counted = verdict === 'delayed' ? 'late' : reason
    return (await insertReport(core.db, id, counted)) ? 'noted' : 'known'
  }
  const reason = mail.kind === 'unread' ? 'other' : mail.kind
  return (await insertReport(core.db, id, reason)) ? 'counted' : 'known'
}
