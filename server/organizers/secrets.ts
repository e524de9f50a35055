import { createHash, randomBytes } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

type WithKeys = Pick<Core, 'keys'>

/** Keyed hash that finds an organizer's row without opening any sealed address. */
export function organizerTag({ keys }: WithKeys, normal: string): Buffer {
  return keyedHash(keys.server('organizer address tag'), normal)
}

export function sealOrganizerAddress({ keys }: WithKeys, tag: Buffer, address: string): Buffer {
  return seal(keys.server('organizer address'), tag.toString('hex'), address, 512)
}

export function openOrganizerAddress({ keys }: WithKeys, tag: Buffer, sealed: Buffer): string {
  return unseal(keys.server('organizer address'), tag.toString('hex'), sealed).toString()
}

/** The address of a sign-in request, from which an account may be created. */
export interface SignInAddress {
  address: string
  normal: string
}

export function sealSignInAddress({ keys }: WithKeys, challengeId: Buffer, typed: SignInAddress): Buffer {
  return seal(keys.server('sign-in address'), challengeId.toString('hex'), JSON.stringify(typed), 2048)
}

export function openSignInAddress({ keys }: WithKeys, challengeId: Buffer, sealed: Buffer): SignInAddress {
  const plain = unseal(keys.server('sign-in address'), challengeId.toString('hex'), sealed).toString()
  return JSON.parse(plain) as SignInAddress
}

/** A random token for a link. The database keeps only its hash. */
export function newToken(): Buffer {
  return randomBytes(32)
}

/** The token of the first organizer's link. Its end makes the next link another one. */
export function firstOrganizerToken({ keys }: WithKeys, end: Date): Buffer {
  return keyedHash(keys.server('first organizer'), end.toISOString())
}

export function tokenHash(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Decodes 32 bytes from base64url. Null for anything else, including other spellings of the same bytes. */
export function tokenFrom(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === text ? bytes : null
}

/**
 * A session's secret: 16 bytes and a MAC that binds them to the session.
 * The MAC distinguishes a former secret of the session from one that never belonged to it.
 */
export function sessionSecret({ keys }: WithKeys, sessionId: string, unique: Buffer = randomBytes(16)): Buffer {
  return Buffer.concat([unique, keyedHash(keys.server('session secret'), sessionId, unique).subarray(0, 16)])
}

/** Returns true if this is or was a secret of the session. */
export function isSecretOf(core: WithKeys, sessionId: string, secret: Buffer): boolean {
  return sameBytes(sessionSecret(core, sessionId, secret.subarray(0, 16)), secret)
}

/**
 * Derives the next secret of a session. The result is the same within one time window.
 * So two tabs that renew at the same moment get the same secret, and neither looks like a reused token.
 */
export function nextSecret(core: WithKeys, sessionId: string, secret: Buffer, window: number): Buffer {
  const unique = keyedHash(core.keys.server('session renewal'), secret, String(window)).subarray(0, 16)
  return sessionSecret(core, sessionId, unique)
}

/** Seals what only a letter's owners may read. @throws KeyGone after the letter is discarded or purged */
export function sealForOwners({ keys }: WithKeys, letterId: string, shown: object): Buffer {
  return seal(keys.draft(letterId, 'for owners'), letterId, JSON.stringify(shown), 1024)
}

/** @throws KeyGone */
export function openForOwners({ keys }: WithKeys, letterId: string, sealed: Buffer): unknown {
  return JSON.parse(unseal(keys.draft(letterId, 'for owners'), letterId, sealed).toString())
}

export interface InvitationMail {
  address: string
  link: string
}

export function sealInvitationMail({ keys }: WithKeys, tokenHash: Buffer, mail: InvitationMail): Buffer {
  return seal(keys.server('invitation mail'), tokenHash.toString('hex'), JSON.stringify(mail), 2048)
}

export function openInvitationMail({ keys }: WithKeys, tokenHash: Buffer, sealed: Buffer): InvitationMail {
  return JSON.parse(
    unseal(keys.server('invitation mail'), tokenHash.toString('hex'), sealed).toString(),
  ) as InvitationMail
}

export function invitationBucket({ keys }: WithKeys, normal: string, now: Date): Buffer {
  const hour = String(Math.floor(now.getTime() / 3_600_000))
  return keyedHash(keys.server('invitation mail allowance'), hour, normal)
}
