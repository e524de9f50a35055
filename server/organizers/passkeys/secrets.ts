import { randomBytes } from 'node:crypto'
import type { Core } from '../../core.ts'
import { keyedHash, sameBytes } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { passkeyMinutes, type PasskeyUse } from './rules.ts'

type WithKeys = Pick<Core, 'keys'>

const nonceBytes = 16
const endBytes = 4
const macBytes = 32

/** Who may answer a challenge: the browser with this secret, or the session with this id. */
export interface Bound {
  use: PasskeyUse
  to: string
}

/** A challenge belongs to an epoch of the database: after a crash, the database no longer knows which ones were answered. */
interface Within extends Bound {
  epoch: Buffer
}

/** A browser's secret, to which challenges for signing in are bound. */
export function newBrowserSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Makes a challenge: nonce ‖ end in seconds ‖ MAC over both, its use, and the browser or session that may answer it. So a page costs
 * no row, and a stranger who loads pages fills no table.
 */
export function newChallenge(core: WithKeys, bound: Within, now: Date): string {
  const head = Buffer.alloc(nonceBytes + endBytes)
  randomBytes(nonceBytes).copy(head)
  head.writeUInt32BE(Math.floor(now.getTime() / 1000) + passkeyMinutes * 60, nonceBytes)
  return Buffer.concat([head, challengeMac(core, bound, head)]).toString('base64url')
}

/** Returns the end of a challenge. Null if it is not ours, belongs to another use, browser or session, or is over. */
export function endOfChallenge(core: WithKeys, bound: Within, challenge: string, now: Date): Date | null {
  const bytes = Buffer.from(challenge, 'base64url')
  // Another spelling of the same bytes would count as another challenge.
  if (bytes.length !== nonceBytes + endBytes + macBytes || bytes.toString('base64url') !== challenge) return null
  const head = bytes.subarray(0, nonceBytes + endBytes)
  if (!sameBytes(challengeMac(core, bound, head), bytes.subarray(head.length))) return null
  const end = new Date(head.readUInt32BE(nonceBytes) * 1000)
  return end.getTime() > now.getTime() ? end : null
}

function challengeMac({ keys }: WithKeys, { use, to, epoch }: Within, head: Buffer): Buffer {
  return keyedHash(keys.server('passkey challenge'), use, to, epoch, head)
}

export function challengeHash({ keys }: WithKeys, challenge: string): Buffer {
  return keyedHash(keys.server('spent passkey challenge'), challenge)
}

export function credentialHash({ keys }: WithKeys, credentialId: string): Buffer {
  return keyedHash(keys.server('passkey'), Buffer.from(credentialId, 'base64url'))
}

/** The handle of an account on a device. It names the account to nobody but this server. */
export function userHandle({ keys }: WithKeys, organizerId: string): string {
  return keyedHash(keys.server('passkey user'), organizerId).toString('base64url')
}

export interface Passkey {
  /** base64url, as the browser sends it. */
  id: string
  /** COSE, base64url. */
  publicKey: string
  label: string
}

export function sealPasskey({ keys }: WithKeys, hash: Buffer, passkey: Passkey): Buffer {
  return seal(keys.server('sealed passkey'), hash.toString('hex'), JSON.stringify(passkey), 1024)
}

export function openPasskey({ keys }: WithKeys, hash: Buffer, sealed: Buffer): Passkey {
  return JSON.parse(unseal(keys.server('sealed passkey'), hash.toString('hex'), sealed).toString()) as Passkey
}
