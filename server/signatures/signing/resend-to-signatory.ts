import type { Core } from '../../core.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'
import { mailboxWayGoneRefusal, refuseUnlessProvable } from '../../letter/refuse-unless-provable.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { resendCode } from '../../mailbox/resend-code.ts'
import { challengeById, type Purpose } from '../queries.ts'
import { openPayload } from '../secrets.ts'
import { codeRequest } from './sign.ts'

interface Resending {
  challenge: string
  purpose: Purpose
  /** Names one press of the button (see CodeRequest). */
  once?: Buffer | undefined
}

/**
 * Mails another code for an open challenge of this letter, for every purpose in the same way. A pause stops it, except for the
 * removal of a name, which a pause never stops.
 * @throws Refusal
 */
export async function resendToSignatory(
  core: Core,
  letter: LetterRow,
  { challenge, purpose, once }: Resending,
  now: Date,
): Promise<void> {
  if (purpose === 'remove') refuseUnlessProvable(letter)
  else refuseUnlessOpen(letter, now)
  const requestOf = async (id: Buffer) => {
    const row = await challengeById(core.db, letter.id, id, now)
    const payload = row?.purpose === purpose && openPayload(core, letter.id, id, row.payload_sealed)
    const address = payload ? normaliseAddress(payload.address, { mineAlone: true }) : undefined
    return address?.ok === true ? { ...codeRequest(core, letter.id, address, now), once } : undefined
  }
  const goneRefusal = purpose === 'remove' ? mailboxWayGoneRefusal : notOpenRefusal
  await refusedIfGone(() => resendCode(core, challenge, requestOf, now), goneRefusal)
}
