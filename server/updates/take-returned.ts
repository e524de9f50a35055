import { mailedFrom, uuidOf } from '../mail/bounce-address.ts'
import type { Core } from '../core.ts'
import { noteBounce, type Noted } from '../delivery/sending/note-bounce.ts'
import { readReturned, type Returned } from '../mail/returned.ts'
import { deleteSubscriber } from './queries.ts'

/** `no-report`: not a report of a mail server. `foreign`: without a token of ours, so anybody can have written it. */
export type Taken = Noted | 'no-report'

/**
 * Takes a returned mail. Only the address to which it was returned identifies the original mail, because anybody can forge the
 * content. Records the bounce of a copy. Removes a subscriber after a hard bounce.
 */
export async function takeReturned(core: Core, raw: Buffer, now: Date): Promise<Taken> {
  const report = await readReturned(raw)
  if (!report) return 'no-report'
  const mailed = report.to.map((address) => mailedFrom(core, address)).find((each) => each !== null)
  if (!mailed) return 'foreign'
  if (mailed.of === 'delivery') return noteBounce(core, uuidOf(mailed.id), report, now)
  if (isForGood(report)) await deleteSubscriber(core.db, mailed.id)
  return 'noted'
}

function isForGood({ verdict, status }: Returned): boolean {
  return verdict === 'failed' && status.startsWith('5')
}
