import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { codeEpoch } from './code-epoch-queries.ts'

const idBytes = 16
const epochBytes = 4

/** The token of a challenge in a page: its id, and the epoch of the database in which it was stored. */
export function challengeToken(id: Buffer, epoch: Buffer): string {
  return Buffer.concat([id, epoch]).toString('base64url')
}

/** @returns the id; null for a damaged token, which counts as unknown. Pages of earlier versions carry the id without an epoch. */
export function idFrom(token: string): Buffer | null {
  const bytes = Buffer.from(token, 'base64url')
  const whole = bytes.length === idBytes || bytes.length === idBytes + epochBytes
  return whole && bytes.toString('base64url') === token ? bytes.subarray(0, idBytes) : null
}

/**
 * A crash of PostgreSQL loses all challenges and codes. After a crash, refuses a code as lost instead of wrong.
 * Compares only the epochs of the token and the database, so the answer reveals nothing about an address.
 * @throws Refusal `code-lost` if the challenge was lost in a crash
 */
export async function refuseLost(db: Db, token: string): Promise<void> {
  const epoch = Buffer.from(token, 'base64url').subarray(idBytes)
  if (epoch.length !== epochBytes || (await codeEpoch(db))?.equals(epoch) === true) return
  throw new Refusal('conflict', 'code-lost', say('refusal-code-lost'))
}
