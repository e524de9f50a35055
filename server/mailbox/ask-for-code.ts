import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { challengeToken } from './challenge-token.ts'
import { triesPerChallenge } from './codes.ts'
import { codeEnd, mailCode, part, type CodeRequest } from './mail-code.ts'

export interface OpenedChallenge {
  id: Buffer
  attempts_left: number
  expires_at: Date
}

/**
 * Opens a challenge and queues the mail with its code, in one statement. Looks up nothing about the address, so the answer is the
 * same for every address. If the address has received its mails for the hour, the newest code is good for this challenge too.
 * @param stored the queries that store the challenge in the table of its purpose. With `request.once` they must ignore a row that
 *   exists.
 * @returns the token of the challenge, and its id
 */
export async function askForCode(
  core: Core,
  request: CodeRequest,
  stored: (opened: OpenedChallenge) => Parameters<typeof mailCode>[2],
  now: Date,
): Promise<{ challenge: string; id: Buffer }> {
  const id = request.once ? part(request.once, 'challenge') : randomId()
  const opened = { id, attempts_left: triesPerChallenge, expires_at: codeEnd(now) }
  const epoch = await mailCode(core, request, stored(opened), now)
  return { challenge: challengeToken(id, epoch, opened.expires_at), id }
}
