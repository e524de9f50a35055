import type { Core } from '../../core.ts'
import { doneByPress, keepPress } from './keep-press.ts'
import { deleteOtherSessions, lockOrganizer, replaceCodes, sessionRecovers } from './queries.ts'
import { proveMailboxes, type Proved, type TypedCodes } from './prove-mailboxes.ts'
import { signedOutRefusal } from './shared-refusals.ts'
import { codesPerSet, newRecoveryCode, parseRecoveryCode, waitingHours } from './rules.ts'
import { recoveryCodeHash } from './secrets.ts'
import { tellOfAccount } from './tell-of-account.ts'

/**
 * Makes a set of recovery codes. Needs a code to the account's own mailbox, because a stolen session must not be able to make them.
 * Codes of an earlier set stay good for `waitingHours`, so that a person who seizes the mailbox cannot make them worthless at once.
 * @returns the codes. Only their keyed hashes are stored.
 * @throws Refusal
 */
export async function makeRecoveryCodes(
  core: Core,
  organizerId: string,
  typed: TypedCodes,
  now: Date,
): Promise<string[]> {
  const currentEnd = new Date(now.getTime() + waitingHours * core.config.units.hour)
  return proveMailboxes(core, organizerId, ['codes'], typed, now, (within, { account }) =>
    newSet(within, account, currentEnd, now),
  )
}

/**
 * Makes a set in a session that a recovery code has just started. The current set ends at once. Codes of sets before it keep their
 * end, so that a person who seizes the mailbox, makes a set and uses a code of it does not end the codes on the owner's paper.
 * @param once names one press of the button. The same press that arrives twice gets the same codes.
 * @returns undefined if the session needs a mailed code
 */
export async function makeCodesInRecovery(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  now: Date,
  once?: Buffer,
): Promise<string[] | undefined> {
  return core.db.transaction().execute(async (db) => {
    const account = await lockOrganizer(db, id)
    if (!account) throw signedOutRefusal()
    if (!(await sessionRecovers(db, id, sessionId, now))) return undefined
    const within = { ...core, db }
    const before = once && (await doneByPress(within, once, now))
    if (before) return before.done as string[]
    await deleteOtherSessions(db, id, sessionId)
    const codes = await newSet(within, account, null, now)
    if (once) await keepPress(within, once, codes, now)
    return codes
  })
}

async function newSet(core: Core, account: Proved['account'], currentEnd: Date | null, now: Date): Promise<string[]> {
  const codes = Array.from({ length: codesPerSet }, newRecoveryCode)
  const hashes = codes.map((code) => recoveryCodeHash(core, parseRecoveryCode(code) ?? ''))
  await replaceCodes(core.db, account.id, hashes, currentEnd)
  await tellOfAccount(core, account, 'recovery-codes-made', 'codes-made', now)
  return codes
}
