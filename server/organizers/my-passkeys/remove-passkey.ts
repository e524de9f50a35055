import type { Core } from '../../core.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { deletePasskey } from '../passkeys/queries.ts'
import { lockOrganizer } from '../recovery/queries.ts'
import { signedOutRefusal } from '../recovery/shared-refusals.ts'
import { tellOfAccount } from '../recovery/tell-of-account.ts'
import { tokenFrom } from '../secrets.ts'

/**
 * Removes a passkey at once, and ends the other sessions that it began. Needs no fresh proof, because a person who has lost a device is
 * in a hurry, and a mailed code still signs in. Tells the account's address and the other owners.
 * @throws Refusal if the account has no such passkey
 */
export async function removePasskey(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  passkey: string,
  now: Date,
): Promise<void> {
  const hash = tokenFrom(passkey)
  if (!hash) throw notFoundRefusal('passkey')
  await core.db.transaction().execute(async (db) => {
    const account = await lockOrganizer(db, id)
    if (!account) throw signedOutRefusal()
    if (!(await deletePasskey(db, { organizerId: id, hash, keptSession: sessionId }))) throw notFoundRefusal('passkey')
    await tellOfAccount({ ...core, db }, account, 'passkey-removed', 'passkey-removed', now)
  })
}
