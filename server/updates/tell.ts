import { bounceAddress } from '../mail/bounce-address.ts'
import type { Core } from '../core.ts'
import { KeyGone } from '../db/keys/keys.ts'
import type { MailResult, Mail, Outgoing } from '../mail/mail.ts'
import { giveReceiptBack, recordReceipt, takeSubscribers, type TakenSubscriber } from './receipt-queries.ts'
import { mailsAbreast } from './rules.ts'
import { openSubscriber, unsubscribeToken, updateMessageId } from './secrets.ts'

/** In milliseconds. The next turn then goes through the queue, so that more urgent jobs run first. */
const turnLength = 2000
const fromTheStart = ''

export interface Mailing {
  letterId: string
  /** Id of the stage or the update. Each subscriber gets one mail about it. */
  about: string
  /** The last subscriber of the turn before. */
  after?: string | undefined
}

export type Message = Pick<Outgoing, 'subject' | 'text' | 'html'>

export interface Turn {
  /** The last subscriber of this turn. Null if nobody is left. */
  next: string | null
  /** True if some mails had a transient failure. */
  passing: boolean
}

/**
 * Mails subscribers for one turn. Each receipt is committed before the mail server is contacted, so that nobody gets a mail twice
 * and a killed process leaves at most `mailsAbreast` receipts `unsure`.
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
    // Unsubscribes with one click in the mail program (RFC 8058).
    headers: { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

/** Ends the mailing if the letter's key of names is destroyed, because the list is unreadable then. */
export async function unlessListErased(tellThem: () => Promise<Turn>): Promise<Turn> {
  try {
    return await tellThem()
  } catch (error) {
    if (error instanceof KeyGone) return { next: null, passing: false }
    throw error
  }
}
