import type { Core } from '../../core.ts'
import type { Row } from '../../db/schema.ts'
import { isRightCode } from '../../mailbox/challenge-queries.ts'
import { checkCode } from '../../mailbox/check-code.ts'
import { codeMalformedRefusal, parseCode, wrongCodeRefusal } from '../../mailbox/codes.ts'
import { mailedCodeMac } from '../../mailbox/mailed-code-secrets.ts'
import { Refusal, type Sentence } from '../../refusal.ts'
import { doneByPress, keepPress } from './keep-press.ts'
import { forgetChallenges, lockChallenge, lockOrganizer, useTry } from './queries.ts'
import type { AccountAct } from './rules.ts'

export interface TypedCodes {
  challenge: string
  /** From the mailbox that the act proves first: the new one, or the account's own if there is no new one. */
  code: string
  /** From the account's own mailbox, beside the new one. */
  oldCode?: string | undefined
  /** Names one press of a button. The same press that arrives twice acts once, and gets the same answer. */
  once?: Buffer | undefined
}

export interface Proved {
  account: Row<'organizer'>
  challenge: Row<'account_challenge'>
}

type Tried = { right: false; wrong: 'code' | 'old_code' } | { right: true }

/**
 * Carries out an act on an account if every code of its challenge is right. Act and codes are one transaction, under the account's
 * lock. So of two requests with the same codes, one acts. A wrong code uses up a try of the challenge, and counts against its address.
 * @param carryOut gets the locked account
 * @throws Refusal
 */
export async function proveMailboxes<T>(
  core: Core,
  organizerId: string,
  acts: readonly AccountAct[],
  typed: TypedCodes,
  now: Date,
  carryOut: (within: Core, proved: Proved) => Promise<T>,
): Promise<T> {
  try {
    return await proved(core, organizerId, acts, typed, now, carryOut)
  } catch (error) {
    // The same press has used up the codes.
    const before = error instanceof Refusal && typed.once ? await doneByPress(core, typed.once, now) : undefined
    if (before) return before.done as T
    throw error
  }
}

async function proved<T>(
  core: Core,
  organizerId: string,
  acts: readonly AccountAct[],
  typed: TypedCodes,
  now: Date,
  carryOut: (within: Core, proved: Proved) => Promise<T>,
): Promise<T> {
  return checkCode(core, typed, async (id, code) => {
    const outcome = await core.db.transaction().execute(async (db) => {
      const within = { ...core, db }
      const account = await lockOrganizer(db, organizerId)
      const challenge = account && (await lockChallenge(db, id, organizerId, acts, now))
      if (!challenge) return undefined
      const tried = await tryCodes(within, challenge, code, typed.oldCode ?? '', now)
      if (!tried.right) {
        await useTry(db, id)
        return tried
      }
      await forgetChallenges(db, organizerId)
      const done = await carryOut(within, { account, challenge })
      if (typed.once) await keepPress(within, typed.once, done, now)
      return { right: true as const, done }
    })
    if (outcome?.right === true) return outcome.done
    if (outcome?.wrong === 'old_code') throw onOldCode(wrongCodeRefusal())
    return undefined
  })
}

/** Tries both codes, so that each wrong one counts against its own address. */
async function tryCodes(
  core: Core,
  { id, own_tag, new_tag }: Row<'account_challenge'>,
  code: string,
  typedOld: string,
  now: Date,
): Promise<Tried> {
  const isRight = async (tag: Buffer, text: string) =>
    isRightCode(core.db, id, { tag, mac: mailedCodeMac(core, tag, text) }, { spends: true }, now)
  if (own_tag && new_tag) {
    const old = parseCode(typedOld)
    if (old === null) throw onOldCode(codeMalformedRefusal())
    const newRight = await isRight(new_tag, code)
    if (!(await isRight(own_tag, old))) return { right: false, wrong: 'old_code' }
    return newRight ? { right: true } : { right: false, wrong: 'code' }
  }
  const only = new_tag ?? own_tag
  return only && (await isRight(only, code)) ? { right: true } : { right: false, wrong: 'code' }
}

/** The same refusal, beside the field for the code from the old mailbox. */
function onOldCode({ code, sentence }: { code: string; sentence: Sentence }): Refusal {
  return new Refusal('invalid', code, sentence, 'old_code')
}
