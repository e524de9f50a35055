import type { Core } from '../../core.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { notOpenRefusal } from '../../letter/refuse-unless-open.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { resendCode } from '../../mailbox/resend-code.ts'
import { challengeById } from '../queries.ts'
import { openPayload } from '../secrets.ts'
import { codeRequest } from './sign.ts'

/** Mails another code for an open challenge of this letter, for every purpose in the same way. @throws Refusal */
export async function resendToSignatory(core: Core, letter: LetterRow, challenge: string, now: Date): Promise<void> {
  const requestOf = async (id: Buffer) => {
    const row = await challengeById(core.db, letter.id, id, now)
    const payload = row && openPayload(core, letter.id, id, row.payload_sealed)
    const address = payload && normaliseAddress(payload.address, { mineAlone: true })
    return address?.ok === true ? codeRequest(core, letter.id, address, now) : undefined
  }
  await refusedIfGone(() => resendCode(core, challenge, requestOf, now), notOpenRefusal)
}
