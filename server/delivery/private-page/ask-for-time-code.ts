import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { checkTimeUntil } from '../rules.ts'
import { mailPageCode } from './mail-page-code.ts'
import { findRecipientPage } from './show-recipient-page.ts'

/**
 * Mails the code with which the recipient asks for time.
 * @param until YYYY-MM-DD, the day until which the recipient expects to answer
 * @returns the token of the challenge
 * @throws Refusal if the day is not possible, or the address has been erased
 */
export async function askForTimeCode(
  core: Core,
  token: string,
  { until, once }: { until: string; once?: Buffer | undefined },
  now: Date,
): Promise<{ challenge: string }> {
  const checked = checkTimeUntil(until, now)
  if ('message' in checked) throw Refusal.fields([checked])
  const page = await findRecipientPage(core, token)
  const { challenge } = await mailPageCode(core, page, once, now)
  return { challenge }
}
