import { employersOf, type LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { hasIssuers } from '../letter/has-issuers.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { CredentialClass } from '../db/schema.ts'
import { challengeFor, countDeclared, readAddress, refusalOf } from '../signatures/signing/sign.ts'

/**
 * Mails a code that is valid for a credential. The answer is the same for every requester and every known or unknown address.
 * When the owners have stopped offering anonymous signatures, the code still recovers a credential that was issued before (see
 * issue.ts).
 * @returns the token of the challenge
 */
export async function askForCredential(
  core: Core,
  letter: LetterRow,
  typed: string,
  now: Date,
  { mineAlone = false }: { mineAlone?: boolean | undefined } = {},
): Promise<string> {
  await refuseUnlessIssuing(core, letter)
  refuseUnlessOpen(letter, now)
  const address = readAddress(typed, await employersOf(core.db, letter.id), mineAlone)
  if ('message' in address) throw refusalOf([{ field: 'address', message: address.message }], address)
  const asked = { letterId: letter.id, purpose: 'issue', payload: { address: address.mailTo } } as const
  const challenge = await refusedIfGone(() => challengeFor(core, asked, address, now), notOpenRefusal)
  await countDeclared(core, letter.id, address, now)
  return challenge
}

/** @throws Refusal when the letter neither offers anonymous signatures nor has older issuers of this class */
export async function refuseUnlessIssuing(
  core: Pick<Core, 'db'>,
  letter: Pick<LetterRow, 'id' | 'visibilities'>,
  verification?: CredentialClass,
): Promise<void> {
  if (!(await hasIssuers(core, letter, verification))) throw notOfferedRefusal()
}

export function notOfferedRefusal(): Refusal {
  return new Refusal('conflict', 'anonymous-not-offered', say('refusal-anonymous-not-offered'))
}
