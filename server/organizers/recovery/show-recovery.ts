import type { Core } from '../../core.ts'
import { tokenFrom, tokenHash } from '../secrets.ts'
import { accountOfLink, recoveryOf, sessionRecovers } from './queries.ts'
import { linkGoneRefusal } from './shared-refusals.ts'

/** Returns the number of unused codes, what waits to change the address, and whether this session may do so without the mailbox. */
export async function showRecovery(
  { db }: Pick<Core, 'db'>,
  { id, sessionId }: { id: string; sessionId: string },
  now: Date,
) {
  const [waiting, recovers] = await Promise.all([recoveryOf(db, id, now), sessionRecovers(db, id, sessionId, now)])
  return { ...waiting, recovers }
}

export type RecoveryFacts = Awaited<ReturnType<typeof showRecovery>>

/**
 * Returns the account of the operator's link. Does not use the link.
 * @throws Refusal
 */
export async function showRecoveryLink({ db }: Pick<Core, 'db'>, link: string, now: Date) {
  const token = tokenFrom(link)
  const account = token ? await accountOfLink(db, tokenHash(token), now) : undefined
  if (!account) throw linkGoneRefusal()
  return account
}
