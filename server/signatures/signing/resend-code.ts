import type { Core } from '../../core.ts'
import { idFrom, refuseLost } from '../../mailbox/challenge-token.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { notOpenRefusal } from '../../letter/refuse-unless-open.ts'
import { normaliseAddress } from '../../mailbox/addresses-rules.ts'
import { challengeById, mailAnotherCode } from '../queries.ts'
import { openPayload } from '../secrets.ts'
import { codeFor } from './sign.ts'

/**
 * Mails another code for an open challenge. Earlier codes stay valid. The answer is the same for unknown challenges.
 * @throws Refusal when a crash of the database lost the challenge
 */
export async function resendCode(core: Core, letter: LetterRow, challenge: string, now: Date): Promise<void> {
  await refusedIfGone(() => mailAgain(core, letter, challenge, now), notOpenRefusal)
}

async function mailAgain(core: Core, letter: LetterRow, challenge: string, now: Date): Promise<void> {
  const id = idFrom(challenge)
  const row = id && (await challengeById(core.db, letter.id, id, now))
  const payload = id && row && openPayload(core, letter.id, id, row.payload_sealed)
  const address = payload ? normaliseAddress(payload.address) : undefined
  if (!row) return refuseLost(core.db, challenge)
  if (address?.ok !== true) return
  const code = codeFor(core, letter.id, address, now)
  await mailAnotherCode(core.db, letter.id, row.tag, code, now, core.config.limits)
}
