import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { checkTimeUntil } from '../rules.ts'
import { mailPageCode } from './mail-page-code.ts'
import { findOwnPage } from './show-recipient-page.ts'

/**
 * Mails the code with which the recipient asks for time.
 * @param until YYYY-MM-DD, the day until which the recipient expects to answer
 * @returns the token of the challenge
 * @throws Refusal if the day is not possible, the page is a delegate's, or the address has been erased
 */
export async function askForTimeCode(
  core: Core,
  token: string,
  { until, once }: { until: string; once?: Buffer | undefined },
  now: Date,
): Promise<{ challenge: string }> {
  const page = await findOwnPage(core, token)
  const checked = checkTimeUntil(until, now)
  if ('message' in checked) throw Refusal.fields([checked])
  const { challenge } = await mailPageCode(core, page, once, now)
  return { challenge }
}
