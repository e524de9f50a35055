import type { Db } from '../db/pool.ts'
import { Refusal } from '../refusal.ts'
import { codeEpoch } from './code-epoch-queries.ts'

const idBytes = 16
const epochBytes = 4

/** How a page carries its challenge: the id, and the number of the time in which the database has kept it. */
export function challengeToken(id: Buffer, epoch: Buffer): string {
  return Buffer.concat([id, epoch]).toString('base64url')
}

/** The id; null for anything else, so that a garbled token is simply unknown. Pages from before this version carry the id alone. */
export function idFrom(token: string): Buffer | null {
  const bytes = Buffer.from(token, 'base64url')
  const whole = bytes.length === idBytes || bytes.length === idBytes + epochBytes
  return whole && bytes.toString('base64url') === token ? bytes.subarray(0, idBytes) : null
}

/**
 * A crash of PostgreSQL loses every challenge and code. Somebody who types the right code after it is told that, and not that the code
 * was wrong. Only the token and the number of now are compared, so this says nothing of any address.
 */
export async function toldOfLoss<T>(db: Db, token: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'code-not-right') await refuseLost(db, token)
    throw error
  }
}

/** @throws Refusal where the challenge was lost in a crash */
export async function refuseLost(db: Db, token: string): Promise<void> {
  const epoch = Buffer.from(token, 'base64url').subarray(idBytes)
  if (epoch.length !== epochBytes || (await codeEpoch(db))?.equals(epoch) === true) return
  throw new Refusal(
    'conflict',
    'code-lost',
    'The database of this server failed, and lost the code that it had sent you. Nothing was done, and no try was used up. Have a new code sent: what you typed is still here.',
  )
}
