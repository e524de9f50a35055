import { mailedFrom, uuidOf } from '../mail/bounce-address.ts'
import type { Core } from '../core.ts'
import type { KeptKind } from '../delivery/rules.ts'
import { keepReturned, type Kept } from '../delivery/returned/keep-returned.ts'
import { noteBounce, type Noted } from '../delivery/sending/note-bounce.ts'
import type { OtherMail, ReturnedMail } from '../mail/bounces/returned-mail.ts'
import { judgeMail, openMail } from '../mail/returned.ts'
import { takeFromSubscriber } from './take-from-subscriber.ts'

/**
 * - `no-report`: neither a report of a failure nor an answer.
 * - `foreign`: without a token of ours. Anybody can have written it, so it is not judged.
 * - `counted`: no report, from somebody who asked for updates. Only the number is kept.
 */
export type Taken = Noted | Kept | 'no-report' | 'counted'

/**
 * Takes a mail that came to a return address. Only an address with a token identifies the original mail, because anybody can forge
 * the content. Records the report on a copy or on a mail to a subscriber. Keeps an answer for the organizers.
 */
export async function takeReturned(core: Core, raw: Buffer, now: Date): Promise<Taken> {
  const opened = await openMail(raw)
  const { to, within } = opened.addressed
  const mailed = [...to, ...within].map((address) => mailedFrom(core, address)).find((each) => each !== null)
  if (!mailed) return 'foreign'
  const mail = judgeMail(opened)
  if (!isOf(mail)) return 'no-report'
  if (mailed.of === 'subscriber') return takeFromSubscriber(core, mailed.id, mail, now)
  const id = uuidOf(mailed.id)
  return mail.kind === 'report' ? noteBounce(core, id, mail, now) : keepReturned(core, id, mail, now)
}

/** Everything but the report of a success. */
function isOf(mail: ReturnedMail): mail is Exclude<ReturnedMail, OtherMail> | (OtherMail & { kind: KeptKind }) {
  return mail.kind !== 'success'
}
