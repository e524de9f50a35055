import type { Core } from '../core.ts'
import { notFoundRefusal } from '../refusal.ts'
import { deleteSubscriber } from './queries.ts'
import { subscriberOf } from './secrets.ts'

/** Checks that the link is ours. Does not reveal whether the subscriber is still on the list. @throws Refusal */
export function readUnsubscribeLink(core: Pick<Core, 'keys'>, token: string): Buffer {
  const id = subscriberOf(core, token)
  if (!id) throw notFoundRefusal('page')
  return id
}

/** Removes the subscriber. Idempotent: a repeated request, also after the purge, returns the same answer. */
export async function unsubscribe(core: Pick<Core, 'db' | 'keys'>, token: string): Promise<void> {
  await deleteSubscriber(core.db, readUnsubscribeLink(core, token))
}
