import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { randomUUID } from 'node:crypto'
import type { OtherMail } from '../../mail/bounces/returned-mail.ts'
import { countMail } from '../../mailbox/allowance-queries.ts'
import { tellOrganizers } from '../../organizers/tell-organizers.ts'
import { deliveryById, lockDelivery, updateDelivery } from '../queries.ts'
import { longestAnswer, type KeptKind } from '../rules.ts'
import { replyBucket, returnedHash, sealReturned } from '../secrets.ts'
import { answerOfUnread } from '../stored-answer.ts'
import { countReturned, insertReturned, isReturned } from './queries.ts'

export type Kept = KeptKind | 'known' | 'foreign' | 'too-early' | 'too-many'

/** The most mails to keep of one copy, until organizers remove some. Its recipient could send any number. */
const mostOfCopy = 20
const mostOfUpdates = 100
/** One subscriber must not use up the room of the others. */
const mostOfSubscriberAndHour = 5

/**
 * Keeps mail that came to the return address of a copy and is no report: sealed, for the organizers, who are told of it. Idempotent.
 * A copy of which something came back that nobody could read is `unsure`, so that no silence is counted on it. This holds also if too
 * many mails came before: then the mail is noted without its text.
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
    const doubtful = mail.kind === 'unread' && delivery.state === 'accepted'
    const hasRoom = async () => (await countReturned(trx, found.letter_id, deliveryId)) < mostOfCopy
    const keeping = { letterId: found.letter_id, deliveryId, from: deliveryId, mail, text: whole(mail), hasRoom }
    const kept = await keep(core, trx, { ...keeping, alsoWithoutText: doubtful }, now)
    if (doubtful && kept !== 'known') {
      await updateDelivery(trx, deliveryId, { state: 'unsure', accepted_at: null, last_answer: answerOfUnread() })
      await notifyLetter(trx, found.letter_id)
    }
    return kept
  })
}

/** Keeps a reply to an update. Its text must not name its author. */
export async function keepReply(
  core: Core,
  { id, letter_id: letterId }: { id: Buffer; letter_id: string },
  mail: OtherMail & { kind: KeptKind },
  now: Date,
): Promise<Kept> {
  return core.db.transaction().execute(async (trx) => {
    if ((await lockLetter(trx, letterId))?.state === 'purged') return 'foreign'
    const hourly = core.config.limits ? mostOfSubscriberAndHour : 1_000_000
    const hasRoom = async () =>
      (await countReturned(trx, letterId, null)) < mostOfUpdates &&
      countMail(trx, replyBucket(core, id, now), hourly, now)
    const keeping = { letterId, deliveryId: null, from: id, mail, text: mail.text, hasRoom, alsoWithoutText: false }
    return keep(core, trx, keeping, now)
  })
}

interface Keeping {
  letterId: string
  deliveryId: string | null
  /** The id of the delivery or of the subscriber. */
  from: string | Buffer
  mail: OtherMail & { kind: KeptKind }
  text: string
  hasRoom: () => Promise<boolean>
  /** True to note the mail without its text if there is no room. */
  alsoWithoutText: boolean
}

async function keep(core: Core, trx: Db, keeping: Keeping, now: Date): Promise<KeptKind | 'known' | 'too-many'> {
  const { letterId, deliveryId, from, mail, text, hasRoom, alsoWithoutText } = keeping
  const hash = returnedHash(core, from, mail.reportHash)
  if (await isReturned(trx, letterId, hash)) return 'known'
  const room = await hasRoom()
  if (!room && !alsoWithoutText) return 'too-many'
  const id = randomUUID()
  await insertReturned(trx, {
    id,
    letter_id: letterId,
    delivery_id: deliveryId,
    kind: mail.kind,
    mail_hash: hash,
    text_sealed: room ? sealReturned(core, id, text.slice(0, longestAnswer)) : null,
    came_on: dayOf(now),
  })
  await tellOrganizers(trx, letterId, 'returned')
  return room ? mail.kind : 'too-many'
}

/** The sender, subject and text of the mail, with its control characters replaced. */
function whole({ from, subject, text }: OtherMail): string {
  return [from, subject, '', text].join('\n').replace(/[^\P{Cc}\n\t]/gu, ' ')
}
