import type { Core } from '../core.ts'
import { idFrom, refuseExpired, refuseLost } from './challenge-token.ts'
import { mailCode, type CodeRequest } from './mail-code.ts'

/**
 * Mails another code for an open challenge. Earlier codes stay valid. The answer is the same for an unknown challenge.
 * @param requestOf undefined if the challenge is unknown or used up
 * @throws Refusal `code-lost` if a crash of the database lost the challenge, `page-expired` if the page is too old
 */
export async function resendCode(
  core: Core,
  challenge: string,
  requestOf: (id: Buffer) => Promise<CodeRequest | undefined>,
  now: Date,
): Promise<void> {
  refuseExpired(challenge, now)
  const id = idFrom(challenge)
  const request = id ? await requestOf(id) : undefined
  if (request) await mailCode(core, request, [], now)
  else await refuseLost(core.db, challenge)
}
