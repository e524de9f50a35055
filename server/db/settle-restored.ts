import { unlessGone, type Keys } from './keys.ts'
import type { Db } from './pool.ts'

export interface Settling {
  /** The letter was closed: close it again. */
  closedBefore: (letterId: string) => Promise<void>
  /** Its sealed names were due, or it was purged: take away again what has to be. */
  namesGoneBefore: (letterId: string) => Promise<void>
}

/**
 * A restored backup may hold letters as they were before they were closed or purged. Their key files tell: those are no part of a
 * backup, and destroyed for good. Called after every start, since nothing else knows that a backup was restored.
 */
export async function settleRestored({ db, keys }: { db: Db; keys: Keys }, settling: Settling): Promise<void> {
  const letters = await db
    .selectFrom('letter')
    .select(['id', 'claims_key_destroyed', 'names_key_destroyed'])
    .where('state', 'not in', ['draft', 'purged'])
    .orderBy('id')
    .execute()
  for (const { id, claims_key_destroyed, names_key_destroyed } of letters) {
    if (!claims_key_destroyed && unlessGone(() => keys.claims(id, 'settle')) === null) await settling.closedBefore(id)
    if (!names_key_destroyed && keys.namesGone(id)) await settling.namesGoneBefore(id)
  }
}
