import type { Core } from '../../core.ts'
import { epochNow, passkeysOf } from '../passkeys/queries.ts'
import { creationOptions, relyingParty, type CreationOptions } from '../passkeys/rules.ts'
import { newChallenge, openPasskey, userHandle } from '../passkeys/secrets.ts'
import { checkMailboxProof, type PasskeyOwner } from './add-passkey.ts'

/**
 * What a browser needs to make a passkey for an account.
 * @param neutral the word by which a device's list of passkeys calls the account
 * @throws Refusal if no mailed code has proved the mailbox in this session, or the server's address has no host name
 */
export async function askForNewPasskey(
  core: Core,
  owner: PasskeyOwner,
  neutral: string,
  now: Date,
): Promise<CreationOptions> {
  checkMailboxProof(owner, now)
  const bound = { use: 'add', to: owner.sessionId, epoch: await epochNow(core.db) } as const
  const rows = await passkeysOf(core.db, owner.id)
  return creationOptions(relyingParty(core.config.origin), {
    challenge: newChallenge(core, bound, now),
    user: userHandle(core, owner.id),
    known: rows.map(({ credential_hash, sealed }) => openPasskey(core, credential_hash, sealed).id),
    neutral,
  })
}
