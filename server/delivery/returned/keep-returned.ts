import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { randomUUID } from 'node:crypto'
import type { OtherMail } from '../../mail/bounces/returned-mail.ts'
import { tellOrganizers } from '../../organizers/tell-organizers.ts'
import { say } from '../../refusal.ts'
import { deliveryById, lockDelivery, updateDelivery } from '../queries.ts'
import { longestAnswer, type KeptKind } from '../rules.ts'
import { returnedHash, sealReturned } from '../secrets.ts'
import { storedAnswer } from '../stored-answer.ts'
import { insertReturned } from './queries.ts'

export type Kept = KeptKind | 'known' | 'foreign' | 'too-early' | 'too-many'

/** The most mails to keep of one copy. Its recipient could send any number. */
const mostOfCopy = 20
const mostOfUpdates = 100

/**
 * Keeps mail that came to the return address of a copy and is no report: sealed, for the organizers, who are told of it. Idempotent.
 * A copy of which something came back that nobody could read is `unsure`, so that no silence is counted on it.
 */
export async function keepReturned(
  core: Core,
  deliveryId: string,
  mail: OtherMail & { kind: KeptKind },
  now: Date,
): Promise<Kept> {
  return core.db.transaction().execute(async (trx) => {
    const found = await deliveryById(trx, deliveryId)
    if (!found || (await lockLetter(trx, found.letter_id))?.state === 'purged') return 'foreign'
    const delivery = await lockDelivery(trx, deliveryId)
    if (!delivery) return 'foreign'
    if (delivery.state === 'handing-over') return 'too-early'
    const kept = await keep(core, trx, found.letter_id, { deliveryId, mail, text: whole(mail), most: mostOfCopy }, now)
    if (kept === mail.kind && mail.kind === 'unread' && delivery.state === 'accepted') {
      const answer = storedAnswer(say('sending-came-back-unread'))
      await updateDelivery(trx, deliveryId, { state: 'unsure', accepted_at: null, last_answer: answer })
      await notifyLetter(trx, found.letter_id)
    }
    return kept
  })
}

/** Keeps a reply to an update. @param text without anything that names its author */
export async function keepReply(
  core: Core,
  letterId: string,
  mail: OtherMail & { kind: KeptKind },
  text: string,
  now: Date,
): Promise<Kept> {
  return core.db.transaction().execute(async (trx) => {
    if ((await lockLetter(trx, letterId))?.state === 'purged') return 'foreign'
    return keep(core, trx, letterId, { deliveryId: null, mail, text, most: mostOfUpdates }, now)
  })
}

interface Keeping {
  deliveryId: string | null
  mail: OtherMail & { kind: KeptKind }
  text: string
  most: number
}

async function keep(core: Core, trx: Db, letterId: string, { deliveryId, mail, text, most }: Keeping, now: Date) {
  const id = randomUUID()
  const row = {
    id,
    letter_id: letterId,
    delivery_id: deliveryId,
    kind: mail.kind,
    mail_hash: returnedHash(core, deliveryId ?? '', mail.reportHash),
    text_sealed: sealReturned(core, id, text.slice(0, longestAnswer)),
    came_on: dayOf(now),
  }
  const fresh = await insertReturned(trx, row, most)
  if (fresh !== true) return fresh === false ? 'known' : fresh
  await tellOrganizers(trx, letterId, 'returned')
  return mail.kind
}

/** The sender, subject and text of the mail, with its control characters replaced. */
function whole({ from, subject, text }: OtherMail): string {
  return [from, subject, '', text].join('\n').replace(/[^\P{Cc}\n\t]/gu, ' ')
}
