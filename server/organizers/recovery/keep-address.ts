import type { Core } from '../../core.ts'
import { deleteOtherSessions, forgetChallenges, forgetChange, lockOrganizer } from './queries.ts'
import { signedOutRefusal } from './shared-refusals.ts'
import { tellOfAccount } from './tell-of-account.ts'

/**
 * Stops a change of address that waits, and cancels the operator's link. Ends the account's other sessions: one of them asked for the
 * change. Recovery codes stay good, so a person who has seized the mailbox cannot lock their holder out.
 */
export async function keepAddress(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  now: Date,
): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const account = await lockOrganizer(db, id)
    if (!account) throw signedOutRefusal()
    if (!(await forgetChange(db, id))) return
    await forgetChallenges(db, id)
    await deleteOtherSessions(db, id, sessionId)
    await tellOfAccount({ ...core, db }, account, 'address-kept', null, now)
  })
}
