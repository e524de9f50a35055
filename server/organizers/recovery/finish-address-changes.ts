import type { Core } from '../../core.ts'
import { organizerByTag } from '../queries.ts'
import { deletePasskeysOf } from '../passkeys/queries.ts'
import { openOrganizerAddress } from '../secrets.ts'
import { isReadableByEmployer } from './new-address.ts'
import {
  deleteOtherSessions,
  dueChanges,
  forgetChallenges,
  forgetChange,
  lockOrganizer,
  setAddress,
  takeDueChange,
} from './queries.ts'
import { tellOfAccount } from './tell-of-account.ts'

/**
 * Carries out the changes of address whose waiting time is over. Drops a change if another account has taken the address meanwhile, or
 * if an employer of a letter can read it now. The account then keeps its address.
 */
export async function finishAddressChanges(core: Core, now: Date): Promise<void> {
  const results = []
  for (const id of await dueChanges(core.db, now)) results.push(...(await Promise.allSettled([finish(core, id, now)])))
  // One account that fails must not block the others.
  const failed = results.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}

async function finish(core: Core, organizerId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const within = { ...core, db }
    const account = await lockOrganizer(db, organizerId)
    const change = account && (await takeDueChange(db, organizerId, now))
    if (!change) return
    const { address_tag, address_sealed } = change
    const address = openOrganizerAddress(core, address_tag, address_sealed)
    const domain = address.slice(address.lastIndexOf('@') + 1)
    const owner = await organizerByTag(db, address_tag)
    const isTaken = owner !== undefined && owner.id !== organizerId
    if (isTaken || (await isReadableByEmployer(within, organizerId, domain)))
      return tellOfAccount(within, account, 'address-change-dropped', null, now)
    // A session or passkey that the old mailbox let in must end with it.
    await deleteOtherSessions(db, organizerId, null)
    await deletePasskeysOf(db, organizerId, null)
    await forgetChallenges(db, organizerId)
    await forgetChange(db, organizerId)
    await tellOfAccount(within, account, 'address-changed', 'address-changed', now)
    if (!(await setAddress(db, organizerId, { address_tag, address_sealed })))
      throw new Error('the address was taken a moment ago: the next run drops the change')
  })
}
