import type { Core } from '../../core.ts'
import { Refusal, say } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { startSession, type StartedSession } from '../accounts/start-session.ts'
import { deletePasskeysOf } from '../passkeys/queries.ts'
import { accountOfCode, deleteOtherSessions, forgetChallenges, lockOrganizer, spendCode } from './queries.ts'
import { wrongRecoveryCodeRefusal } from './shared-refusals.ts'
import { parseRecoveryCode, recoversHours } from './rules.ts'
import { recoveryCodeHash } from './secrets.ts'
import { tellOfAccount } from './tell-of-account.ts'

/**
 * Signs in with a recovery code, which works once. The code alone names its account, so no answer reveals which addresses have one.
 * Ends the account's other sessions and its passkeys, because a lost device may hold one. Tells its address and the other owners.
 * @throws Refusal the same for an unknown, a used and an ended code
 */
export async function recoverWithCode(
  core: Core,
  { code: typed, label }: { code: string; label: string },
  now: Date,
): Promise<StartedSession> {
  const fault = faultInTyped(label, 'one')
  if (fault !== null) throw Refusal.fields([{ field: 'label', message: fault }])
  const code = parseRecoveryCode(typed)
  if (code === null)
    throw new Refusal('invalid', 'recovery-code-malformed', say('refusal-recovery-code-malformed'), 'recovery_code')
  const session = await core.db.transaction().execute(async (db) => {
    const hash = recoveryCodeHash(core, code)
    const id = await accountOfCode(db, hash, now)
    const account = id === undefined ? undefined : await lockOrganizer(db, id)
    if (!account || !(await spendCode(db, hash))) return undefined
    await deleteOtherSessions(db, account.id, null)
    await deletePasskeysOf(db, account.id, null)
    await forgetChallenges(db, account.id)
    await tellOfAccount({ ...core, db }, account, 'recovery-code-used', 'code-used', now)
    const until = new Date(now.getTime() + recoversHours * core.config.units.hour)
    return startSession({ ...core, db }, account, label, now, until)
  })
  if (!session) throw wrongRecoveryCodeRefusal()
  return session
}
