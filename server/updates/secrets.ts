import { createHash } from 'node:crypto'
import type { Core } from '../core.ts'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

type WithKeys = Pick<Core, 'keys'>

/** Tag by which an address is on a letter's list only once. @throws KeyGone */
export function subscriberTag({ keys }: WithKeys, letterId: string, normal: string): Buffer {
  return keyedHash(keys.names(letterId, 'subscriber tag'), normal)
}

/** Uses the letter's key of names, so that the list becomes unreadable when the names are erased. @throws KeyGone */
export function sealSubscriber({ keys }: WithKeys, letterId: string, id: Buffer, address: string): Buffer {
  return seal(keys.names(letterId, 'subscriber'), id.toString('hex'), address, 512)
}

/** @throws KeyGone */
export function openSubscriber({ keys }: WithKeys, letterId: string, id: Buffer, sealed: Buffer): string {
  return unseal(keys.names(letterId, 'subscriber'), id.toString('hex'), sealed).toString()
}

/** The address that updates were asked for. */
export interface AskedAddress {
  address: string
  normal: string
}

/** @throws KeyGone */
export function sealAskedAddress({ keys }: WithKeys, letterId: string, id: Buffer, asked: AskedAddress): Buffer {
  return seal(keys.names(letterId, 'asked address'), id.toString('hex'), JSON.stringify(asked), 1024)
}

/** @throws KeyGone */
export function openAskedAddress({ keys }: WithKeys, letterId: string, id: Buffer, sealed: Buffer): AskedAddress {
  const plain = unseal(keys.names(letterId, 'asked address'), id.toString('hex'), sealed).toString()
  return JSON.parse(plain) as AskedAddress
}

const idBytes = 16
const macBytes = 16

/** The last part of the unsubscribe link. It is derived from the id, so it is not stored and does not expire. */
export function unsubscribeToken(core: WithKeys, id: Buffer): string {
  return Buffer.concat([id, tokenMac(core, id)]).toString('base64url')
}

export function subscriberOf(core: WithKeys, token: string): Buffer | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + macBytes || bytes.toString('base64url') !== token) return null
  const id = bytes.subarray(0, idBytes)
  return sameBytes(tokenMac(core, id), bytes.subarray(idBytes)) ? id : null
}

function tokenMac({ keys }: WithKeys, id: Buffer): Buffer {
  return keyedHash(keys.server('unsubscribe'), id).subarray(0, macBytes)
}

/** The Message-ID of a mailing to a subscriber. A retry has the same one. */
export function updateMessageId({ keys, config }: Pick<Core, 'keys' | 'config'>, about: string, id: Buffer): string {
  const unique = keyedHash(keys.server('update message'), about, id).subarray(0, 16).toString('hex')
  return `${unique}@${config.host.replace(/:\d+$/, '')}`
}

export function sealUpdate({ keys }: WithKeys, letterId: string, text: string): Buffer {
  return seal(keys.draft(letterId, 'update'), letterId, text, 2048)
}

export function openUpdate({ keys }: WithKeys, letterId: string, sealed: Buffer): string {
  return unseal(keys.draft(letterId, 'update'), letterId, sealed).toString()
}

/** The hash that a second owner agrees to. */
export function updateHash(text: string): string {
  return createHash('sha256').update('update ').update(text).digest('hex')
}
