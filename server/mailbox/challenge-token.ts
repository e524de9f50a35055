import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { codeEpoch } from './code-epoch-queries.ts'

const idBytes = 16
const epochBytes = 4
const endBytes = 4

/**
 * The token of a challenge in a page: its id, the epoch of the database in which it was stored, and its end. So the age of a page is
 * known without asking whether the challenge exists.
 */
export function challengeToken(id: Buffer, epoch: Buffer, end: Date): string {
  const seconds = Buffer.alloc(endBytes)
  seconds.writeUInt32BE(Math.floor(end.getTime() / 1000))
  return Buffer.concat([id, epoch, seconds]).toString('base64url')
}

/** @returns the id; null for a damaged token, which counts as unknown. Pages of earlier versions carry less. */
export function idFrom(token: string): Buffer | null {
  const bytes = Buffer.from(token, 'base64url')
  const whole = [idBytes, idBytes + epochBytes, idBytes + epochBytes + endBytes].includes(bytes.length)
  return whole && bytes.toString('base64url') === token ? bytes.subarray(0, idBytes) : null
}

/**
 * A crash of PostgreSQL loses all challenges and codes. After a crash, refuses a code as lost instead of wrong.
 * Compares only the epochs of the token and the database, so the answer reveals nothing about an address.
 * @throws Refusal `code-lost` if the challenge was lost in a crash
 */
export async function refuseLost(db: Db, token: string): Promise<void> {
  const epoch = Buffer.from(token, 'base64url').subarray(idBytes, idBytes + epochBytes)
  if (epoch.length !== epochBytes || (await codeEpoch(db))?.equals(epoch) === true) return
  throw new Refusal('conflict', 'code-lost', say('refusal-code-lost'))
}

/**
 * Compares only the token's end with the time, so the answer reveals nothing about an address.
 * @throws Refusal `page-expired` if the page is older than its challenge may be
 */
export function refuseExpired(token: string, now: Date): void {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + epochBytes + endBytes) return
  if (bytes.readUInt32BE(idBytes + epochBytes) * 1000 > now.getTime()) return
  throw new Refusal('gone', 'page-expired', say('refusal-code-page-expired'))
}
