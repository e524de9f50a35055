import { createHash, randomBytes } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

type WithKeys = Pick<Core, 'keys'>

/** Finds an organizer's row without opening any address. */
export function organizerTag({ keys }: WithKeys, normal: string): Buffer {
  return keyedHash(keys.server('organizer address tag'), normal)
}

export function sealOrganizerAddress({ keys }: WithKeys, tag: Buffer, address: string): Buffer {
  return seal(keys.server('organizer address'), tag.toString('hex'), address, 512)
}

export function openOrganizerAddress({ keys }: WithKeys, tag: Buffer, sealed: Buffer): string {
  return unseal(keys.server('organizer address'), tag.toString('hex'), sealed).toString()
}

/** The address that a sign-in was asked for: an account is made of it. */
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

/** A token for a link: 32 random bytes. The database keeps its hash. */
export function newToken(): Buffer {
  return randomBytes(32)
}

export function tokenHash(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest()
}

/** 32 bytes from base64url; null for anything else. */
export function tokenFrom(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === text ? bytes : null
}

/**
 * A session's secret: 16 bytes, and a MAC that ties them to the session. So a secret that was the session's once can be told from one
 * that never was.
 */
export function sessionSecret({ keys }: WithKeys, sessionId: string, unique: Buffer = randomBytes(16)): Buffer {
  return Buffer.concat([unique, keyedHash(keys.server('session secret'), sessionId, unique).subarray(0, 16)])
}

/** Whether it is, or was, a secret of this session. */
export function isSecretOf(core: WithKeys, sessionId: string, secret: Buffer): boolean {
  return sameBytes(sessionSecret(core, sessionId, secret.subarray(0, 16)), secret)
}

/**
 * The secret that follows another in a session, the same for everybody who asks within one window: two tabs that renew at the same
 * moment get the same one, and neither is taken for a thief.
 */
export function nextSecret(core: WithKeys, sessionId: string, secret: Buffer, window: number): Buffer {
  const unique = keyedHash(core.keys.server('session renewal'), secret, String(window)).subarray(0, 16)
  return sessionSecret(core, sessionId, unique)
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
