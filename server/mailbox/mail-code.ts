import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { codePriority, newCode, triesPerChallenge } from './codes-rules.ts'
import { drawCodeEpoch } from './code-epoch-queries.ts'
import { keepMailedCode } from './mailed-code-queries.ts'
import { codeTag, mailedCodeMac, sealMailedCode, type CodePurpose } from './mailed-code-secrets.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-mailed-code': { code: string }
  }
}

/** Lifetime of a code and a challenge. The newest code lives longer if the address may get no further mail. */
export const codeMinutes = 15

/**
 * The columns that challenges of all purposes have.
 * @param mailbox a normalised address, or the id of a delivery
 */
export function newChallenge(core: Core, purpose: CodePurpose, mailbox: string, now: Date) {
  return {
    id: randomId(),
    tag: codeTag(core, purpose, mailbox),
    attempts_left: triesPerChallenge,
    expires_at: codeEnd(now),
  }
}

/**
 * Queues a mail with a code for the challenges with this tag, unless the address has used up its mails of the hour.
 * Must run in the transaction that opens the challenge.
 * @returns the current epoch, for the challenge's token
 */
export async function mailCode(
  core: Core,
  trx: Db,
  { tag, address, letterId = null }: { tag: Buffer; address: string; letterId?: string | null },
  now: Date,
): Promise<Buffer> {
  const id = randomId()
  const code = newCode()
  const kept = await keepMailedCode(
    trx,
    {
      tag,
      letterId,
      id,
      mac: mailedCodeMac(core, tag, code),
      mailSealed: sealMailedCode(core, id, { address, code }),
      expiresAt: codeEnd(now),
    },
    now,
    core.config.limits,
  )
  if (kept)
    await enqueue(trx, 'send-mailed-code', { code: id.toString('hex') }, { maxAttempts: 6, priority: codePriority })
  return drawCodeEpoch(trx)
}

export function codeEnd(now: Date): Date {
  return new Date(now.getTime() + codeMinutes * 60_000)
}
