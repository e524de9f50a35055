import type { Core } from '../../core.ts'
import { setProved } from '../accounts/session-queries.ts'
import { passkeyNotRightRefusal } from '../passkeys/rules.ts'
import type { Credential } from '../passkeys/schemas.ts'
import { usePasskey } from '../passkeys/use-passkey.ts'

/**
 * Notes that a passkey of the account has just proved its person, for the acts that need a fresh proof. It does not stand for the
 * mailbox: a passkey cannot add another one.
 * @throws Refusal
 */
export async function proveWithPasskey(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  credential: Credential,
  now: Date,
): Promise<void> {
  await usePasskey(core, { use: 'proof', to: sessionId }, credential, now, async ({ db }, { account }) => {
    // Throwing takes the use of the other account's passkey back.
    if (account.id !== id) throw passkeyNotRightRefusal()
    await setProved(db, sessionId, { at: now, mailbox: false })
  })
}
