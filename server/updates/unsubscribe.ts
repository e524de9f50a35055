import type { Core } from '../core.ts'
import { notFoundRefusal } from '../refusal.ts'
import { deleteSubscriber } from './queries.ts'
import { subscriberOf } from './secrets.ts'

/** Whether the link is one of ours, and no more: that nobody is on the list any more it does not tell. @throws Refusal */
export function readUnsubscribeLink(core: Pick<Core, 'keys'>, token: string): Buffer {
  const id = subscriberOf(core, token)
  if (!id) throw notFoundRefusal('page')
  return id
}

/** No more mails to whoever got this link. Asked a second time, or after the letter has been purged, it answers the same. */
export async function unsubscribe(core: Pick<Core, 'db' | 'keys'>, token: string): Promise<void> {
  await deleteSubscriber(core.db, readUnsubscribeLink(core, token))
}
