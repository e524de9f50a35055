import type { Core } from '../../core.ts'
import { deletePasskeysOf } from '../passkeys/queries.ts'
import { organizerByTag } from '../queries.ts'
import { organizerTag, sealOrganizerAddress } from '../secrets.ts'
import { proveMailboxes, type Proved, type TypedCodes } from './prove-mailboxes.ts'
import { deleteOtherSessions, forgetChange, keepChange, setAddress } from './queries.ts'
import { addressTakenRefusal } from './shared-refusals.ts'
import { waitingHours } from './rules.ts'
import { openNewAddress } from './secrets.ts'
import { tellOfAccount } from './tell-of-account.ts'

export type AddressChanged = { outcome: 'changed' } | { outcome: 'waits'; dueAt: Date }

/**
 * Changes an account's address. With codes from both mailboxes, at once. If a recovery code stands for the old mailbox, after
 * `waitingHours`, in which the old mailbox can object.
 * @throws Refusal
 */
export async function changeAddress(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  typed: TypedCodes,
  now: Date,
): Promise<AddressChanged> {
  return proveMailboxes(core, id, ['address', 'recovery'], typed, now, async (within, proved) => {
    const address = addressOf(within, proved)
    const owner = await organizerByTag(within.db, address.address_tag)
    if (owner && owner.id !== id) throw addressTakenRefusal()
    if (proved.challenge.act === 'recovery') {
      const dueAt = new Date(now.getTime() + waitingHours * core.config.units.hour)
      await keepChange(within.db, { organizer_id: id, ...address, due_at: dueAt })
      await tellOfAccount(within, proved.account, 'address-change-waits', 'address-waits', now)
      return { outcome: 'waits', dueAt }
    }
    await deleteOtherSessions(within.db, id, sessionId)
    // A passkey that the old mailbox let in must end with it.
    await deletePasskeysOf(within.db, id, sessionId)
    await tellOfAccount(within, proved.account, 'address-changed', 'address-changed', now)
    await moveAccount(within, proved.account, address)
    return { outcome: 'changed' }
  })
}

/** The columns that hold the proved address. */
export function addressOf(core: Core, { challenge: { id, address_sealed } }: Proved) {
  if (!address_sealed) throw new Error('a challenge without a new address')
  const { address, normal } = openNewAddress(core, id, address_sealed)
  const address_tag = organizerTag(core, normal)
  return { address_tag, address_sealed: sealOrganizerAddress(core, address_tag, address) }
}

/**
 * Gives an account its new address, and ends everything that waited to do so. Call it last in a transaction.
 * @throws Refusal if another account has the address
 */
export async function moveAccount(
  { db }: Core,
  { id }: Proved['account'],
  address: ReturnType<typeof addressOf>,
): Promise<void> {
  await forgetChange(db, id)
  if (!(await setAddress(db, id, address))) throw addressTakenRefusal()
}
