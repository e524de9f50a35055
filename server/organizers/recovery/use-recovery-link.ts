import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { startSession, type StartedSession } from '../accounts/start-session.ts'
import { tokenFrom, tokenHash } from '../secrets.ts'
import { addressOf, moveAccount } from './change-address.ts'
import { proveMailboxes, type TypedCodes } from './prove-mailboxes.ts'
import { deletePasskeysOf } from '../passkeys/queries.ts'
import { accountOfLink, deleteCodes, deleteOtherSessions, takeLink } from './queries.ts'
import { linkGoneRefusal } from './shared-refusals.ts'
import { tellOfAccount } from './tell-of-account.ts'

/**
 * Gives an account the address that the holder of the operator's link has proved, at once, and signs in. Ends the account's sessions,
 * passkeys and recovery codes, because nobody knows who has them.
 * @throws Refusal
 */
export async function useRecoveryLink(
  core: Core,
  { link, label, ...typed }: TypedCodes & { link: string; label: string },
  now: Date,
): Promise<StartedSession> {
  const fault = faultInTyped(label, 'one')
  if (fault !== null) throw Refusal.fields([{ field: 'label', message: fault }])
  const token = tokenFrom(link)
  const account = token ? await accountOfLink(core.db, tokenHash(token), now) : undefined
  if (!token || !account) throw linkGoneRefusal()
  return proveMailboxes(core, account.id, ['link'], typed, now, async (within, proved) => {
    if (!(await takeLink(within.db, tokenHash(token)))) throw linkGoneRefusal()
    await deleteCodes(within.db, account.id)
    await deleteOtherSessions(within.db, account.id, null)
    await deletePasskeysOf(within.db, account.id, null)
    await tellOfAccount(within, proved.account, 'operator-link-used', 'operator-link-used', now)
    const session = await startSession(within, proved.account, label, now)
    await moveAccount(within, proved.account, addressOf(within, proved))
    return session
  })
}
