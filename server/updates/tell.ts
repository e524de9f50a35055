import { bounceAddress } from '../mail/bounce-address.ts'
import type { Core } from '../core.ts'
import { KeyGone } from '../db/keys/keys.ts'
import type { MailResult, Mail, Outgoing } from '../mail/mail.ts'
import { giveReceiptBack, recordReceipt, takeSubscribers, type TakenSubscriber } from './receipt-queries.ts'
import { mailsAbreast } from './rules.ts'
import { openSubscriber, unsubscribeToken, updateMessageId } from './secrets.ts'

/** Milliseconds. After them the next turn waits its time in the queue, behind what is more urgent. */
const turnLength = 2000
const fromTheStart = ''

export interface Mailing {
  letterId: string
  /** The stage or the update; one mail of it goes to each subscriber. */
  about: string
  /** Where the last turn ended. */
  after?: string | undefined
}

export type Message = Pick<Outgoing, 'subject' | 'text' | 'html'>

export interface Turn {
  /** Where the next turn goes on; null where nobody is left. */
  next: string | null
  /** The mail server took some of them just not now. */
  passing: boolean
}

/**
 * Mails to those who asked, for one turn. Each has a receipt from before the mail server is spoken to, so that a process that dies
 * leaves no more than a few `unsure`, and nobody gets two.
 */
export async function tell(
  core: Core,
  mail: Mail,
  { letterId, about, after = fromTheStart }: Mailing,
  message: (stopLink: string) => Message,
): Promise<Turn> {
  const ends = performance.now() + turnLength
  let last: Buffer = Buffer.from(after, 'hex')
  let passing = false
  while (performance.now() < ends) {
    const taken = await takeSubscribers(core.db, { letterId, about, after: last }, mailsAbreast)
    if (taken.length === 0) return { next: null, passing }
    const outcomes = await Promise.all(taken.map((each) => tellOne(core, mail, { letterId, about }, each, message)))
    passing ||= outcomes.includes('passing')
    last = taken.at(-1)?.id ?? last
  }
  return { next: last.toString('hex'), passing }
}

async function tellOne(
  core: Core,
  mail: Mail,
  { letterId, about }: Mailing,
  { id, address_sealed }: TakenSubscriber,
  message: (stopLink: string) => Message,
): Promise<MailResult['outcome']> {
  const { outcome } = await mail.send(outgoing(core, { letterId, about, id, address_sealed }, message))
  if (outcome === 'accepted') await recordReceipt(core.db, about, id, 'sent')
  if (outcome === 'permanent') await recordReceipt(core.db, about, id, 'refused')
  if (outcome === 'passing') await giveReceiptBack(core.db, about, id)
  return outcome
}

function outgoing(
  core: Core,
  { letterId, about, id, address_sealed }: TakenSubscriber & { letterId: string; about: string },
  message: (stopLink: string) => Message,
): Outgoing {
  const stopLink = `${core.config.origin}/updates/${unsubscribeToken(core, id)}`
  const bounceTo = bounceAddress(core, 'subscriber', id)
  return {
    kind: 'update',
    to: openSubscriber(core, letterId, id, address_sealed),
    ...message(stopLink),
    messageId: updateMessageId(core, about, id),
    ...(bounceTo !== undefined && { bounceTo }),
    // One click in the mail program, without a page (RFC 8058).
    headers: { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

/** Once the letter's key of names is destroyed nobody can be told any more. */
export async function unlessListErased(tellThem: () => Promise<Turn>): Promise<Turn> {
  try {
    return await tellThem()
  } catch (error) {
    if (error instanceof KeyGone) return { next: null, passing: false }
    throw error
  }
}
