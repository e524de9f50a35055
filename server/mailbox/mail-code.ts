import type { Core } from '../core.ts'
import { keyedHash, randomId } from '../crypto/keyed-hash.ts'
import { newCode } from './codes.ts'
import { storeCode, type NewMailedCode } from './mailed-code-queries.ts'
import { letterCodeMac, mailedCodeMac, sealMailedCode } from './mailed-code-secrets.ts'

/** A code to mail. Purposes differ in the address, in the key that keeps the code secret, and in its limits and deletion. */
export type CodeRequest = Pick<NewMailedCode, 'tag'> &
  Partial<Pick<NewMailedCode, 'claimsOf' | 'letterId' | 'allowance'>> & {
    address: string
    /** Names one press of a button. The same press that arrives twice opens one challenge and mails one code. */
    once?: Buffer | undefined
  }

/** Lifetime of a code and a challenge. The newest code lives longer if the address may get no further mail. */
export const codeMinutes = 15

/**
 * Queues a mail with a code that is good for every challenge with this tag, unless the address has used up its mails of the hour.
 * @param beside what the same statement writes
 * @returns the current epoch, for the token of a challenge
 */
export async function mailCode(
  core: Core,
  { address, tag, claimsOf = null, letterId = null, allowance = null, once }: CodeRequest,
  beside: Parameters<typeof storeCode>[2],
  now: Date,
): Promise<Buffer> {
  const id = once ? part(once, 'code') : randomId()
  const code = newCode()
  const mac = claimsOf === null ? mailedCodeMac(core, tag, code) : letterCodeMac(core, claimsOf, code)
  const mailSealed = sealMailedCode(core, claimsOf, id, { address, code })
  const row = { tag, claimsOf, letterId, allowance, id, mac, mailSealed, expiresAt: codeEnd(now) }
  return storeCode(core.db, row, beside, now, core.config.limits)
}

/** Derives an id, so that a repeated request finds the same row. */
export function part(once: Buffer, of: 'challenge' | 'code'): Buffer {
  return keyedHash(once, of).subarray(0, 16)
}

export function codeEnd(now: Date): Date {
  return new Date(now.getTime() + codeMinutes * 60_000)
}
