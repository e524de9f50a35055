import type { Core } from '../../core.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import { employersOf, type LetterRow } from '../../letter/queries.ts'
import { mailboxWayGoneRefusal, refuseUnlessProvable } from '../../letter/refuse-unless-provable.ts'
import { Refusal } from '../../refusal.ts'
import { challengeFor, readAddress } from '../signing/sign.ts'

/** Mails a code that proves a mailbox again. The answer does not depend on what is known about the address. */
export async function askRemoval(
  core: Core,
  letter: LetterRow,
  { address, once }: { address: string; once?: Buffer | undefined },
  now: Date,
): Promise<string> {
  refuseUnlessProvable(letter)
  // Every reader of the mailbox may take a name away, so the page does not ask who reads it.
  const typed = readAddress(address, await employersOf(core.db, letter.id), true)
  if ('message' in typed) throw Refusal.fields([{ field: 'address', message: typed.message }])
  const asked = { letterId: letter.id, purpose: 'remove', payload: { address: typed.mailTo }, once } as const
  return refusedIfGone(() => challengeFor(core, asked, typed, now), mailboxWayGoneRefusal)
}
