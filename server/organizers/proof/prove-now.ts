import type { Core } from '../../core.ts'
import { setProved } from '../accounts/session-queries.ts'
import { proveMailboxes, type TypedCodes } from '../recovery/prove-mailboxes.ts'

/**
 * Notes that a session has just proved its account's mailbox, for the acts that need a fresh proof.
 * @throws Refusal
 */
export async function proveNow(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  typed: TypedCodes,
  now: Date,
): Promise<void> {
  await proveMailboxes(core, id, ['fresh'], typed, now, async ({ db }) => {
    await setProved(db, sessionId, { at: now, mailbox: true })
    return true
  })
}
