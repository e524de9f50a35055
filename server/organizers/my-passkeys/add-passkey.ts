import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { Refusal, say } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { insertPasskey, lockSession, passkeysOf, spendChallenge } from '../passkeys/queries.ts'
import { readNewPasskey } from '../passkeys/read-new-passkey.ts'
import { mostPasskeys, passkeyNotRightRefusal } from '../passkeys/rules.ts'
import type { NewCredential } from '../passkeys/schemas.ts'
import { challengeHash, credentialHash, sealPasskey } from '../passkeys/secrets.ts'
import { lockOrganizer } from '../recovery/queries.ts'
import { signedOutRefusal } from '../recovery/shared-refusals.ts'
import { tellOfAccount } from '../recovery/tell-of-account.ts'
import { isProved, sessionLabel } from '../rules.ts'

export interface PasskeyOwner {
  id: string
  sessionId: string
  mailboxProvedAt: Date | null
}

/**
 * Adds a passkey that a device has just made. Needs a mailed code in this session: otherwise a person who finds a device signed in, or
 * has one passkey, could keep the account after that device or passkey is gone. Tells the account's address and the other owners.
 * @throws Refusal
 */
export async function addPasskey(
  core: Core,
  owner: PasskeyOwner,
  { label: typed, credential }: { label: string; credential: NewCredential },
  now: Date,
): Promise<void> {
  checkMailboxProof(owner, now)
  const fault = faultInTyped(typed, 'one')
  if (fault !== null) throw Refusal.fields([{ field: 'label', message: fault }])
  const made = await readNewPasskey(core, { use: 'add', to: owner.sessionId }, credential, now)
  await core.db.transaction().execute(async (db) => {
    const within = { ...core, db }
    const account = await lockOrganizer(db, owner.id)
    // An act that ended the session meanwhile has removed the passkeys, and this one must not come after it.
    const session = account && (await lockSession(db, owner))
    if (!session) throw signedOutRefusal()
    checkMailboxProof({ ...owner, mailboxProvedAt: session.mailbox_proved_at }, now)
    if ((await passkeysOf(db, owner.id)).length >= mostPasskeys) throw tooManyPasskeysRefusal()
    const spent = { challenge_hash: challengeHash(core, made.challenge), expires_at: made.end }
    if (!(await spendChallenge(db, spent))) throw passkeyNotRightRefusal()
    const hash = credentialHash(core, made.id)
    const passkey = { id: made.id, publicKey: made.publicKey, label: sessionLabel(typed) }
    const row = { credential_hash: hash, organizer_id: owner.id, counter: made.counter, created_on: dayOf(now) }
    // An id that exists was copied from another passkey: devices choose ids at random.
    if (!(await insertPasskey(db, { ...row, sealed: sealPasskey(core, hash, passkey) }))) throw passkeyNotRightRefusal()
    await tellOfAccount(within, account, 'passkey-added', 'passkey-added', now)
  })
}

/** @throws Refusal if no mailed code has proved the mailbox in this session a short time ago */
export function checkMailboxProof({ mailboxProvedAt }: PasskeyOwner, now: Date): void {
  if (!isProved(mailboxProvedAt, now))
    throw new Refusal('forbidden', 'mailed-code-needed', say('refusal-mailed-code-needed'))
}

function tooManyPasskeysRefusal(): Refusal {
  return new Refusal('invalid', 'too-many-passkeys', say('refusal-too-many-passkeys', { most: mostPasskeys }))
}
