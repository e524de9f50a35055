import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { mailPageCode } from './mail-page-code.ts'
import { checkDelegate, type Delegate } from './rules.ts'
import { findOwnPage } from './show-recipient-page.ts'

/**
 * Mails the code with which the recipient lets somebody else answer.
 * @returns the token of the challenge
 * @throws Refusal if name or address have faults, the page is a delegate's, or the recipient's address has been erased
 */
export async function delegateCode(
  core: Core,
  token: string,
  { name, address, once }: Delegate & { once?: Buffer | undefined },
  now: Date,
): Promise<{ challenge: string }> {
  const page = await findOwnPage(core, token)
  const checked = checkDelegate({ name, address })
  if ('faults' in checked) throw Refusal.fields(checked.faults)
  const { challenge } = await mailPageCode(core, page, once, now)
  return { challenge }
}
