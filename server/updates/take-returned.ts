import { mailedFrom, uuidOf } from '../mail/bounce-address.ts'
import type { Core } from '../core.ts'
import { noteBounce, type Noted } from '../delivery/sending/note-bounce.ts'
import { readReturned, type Returned } from '../mail/returned.ts'
import { deleteSubscriber } from './queries.ts'

/** `no-report`: nothing that a mail server reports. `foreign`: it bears no token of ours, so that anybody can have written it. */
export type Taken = Noted | 'no-report'

/**
 * Mail that came back: whose it was, the address tells that it came back to, and nothing that stands in it. A copy of a delivery is
 * noted; an address that asked for updates and does not exist leaves the list.
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
