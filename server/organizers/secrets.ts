import { createHash, randomBytes } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
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

/** Good in its own challenge only. */
export function signInCodeMac({ keys }: WithKeys, challengeId: Buffer, code: string): Buffer {
  return keyedHash(keys.server('sign-in code'), challengeId, code)
}

/** Bucket of an address for the limit on mails; another one every hour. */
export function signInBucket({ keys }: WithKeys, normal: string, now: Date): Buffer {
  const hour = String(Math.floor(now.getTime() / 3_600_000))
  return keyedHash(keys.server('sign-in mail allowance'), hour, normal)
}

export interface SignInMail {
  address: string
  normal: string
  code: string
}

export function sealSignInMail({ keys }: WithKeys, challengeId: Buffer, mail: SignInMail): Buffer {
  return seal(keys.server('sign-in mail'), challengeId.toString('hex'), JSON.stringify(mail), 2048)
}

export function openSignInMail({ keys }: WithKeys, challengeId: Buffer, sealed: Buffer): SignInMail {
  return JSON.parse(unseal(keys.server('sign-in mail'), challengeId.toString('hex'), sealed).toString()) as SignInMail
}

/** A token for a link or a session: 32 random bytes. The database keeps its hash. */
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
 * The secret that follows another in a session, the same for everybody who asks within one window: two tabs that renew at the same
 * moment get the same one, and neither is taken for a thief.
 */
export function nextSecret({ keys }: WithKeys, secret: Buffer, window: number): Buffer {
  return keyedHash(keys.server('session renewal'), secret, String(window))
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
