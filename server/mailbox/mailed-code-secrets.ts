import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

type WithKeys = Pick<Core, 'keys'>

/**
 * The purposes of codes by the mailbox that a code proves: an organizer's to sign in or to change the account, the new one of an
 * account, a subscriber's, or that of a delivery's recipient.
 */
export type CodePurpose = 'sign-in' | 'account' | 'new-address' | 'updates' | 'answer'

/**
 * The tag under which codes for a mailbox are kept. It equals no hash of a table that lasts, so a row shows nothing about accounts
 * or subscribers. Signatories' codes are kept under the tag of their claim.
 * @param mailbox a normalised address, or the id of a delivery
 */
export function codeTag({ keys }: WithKeys, purpose: CodePurpose, mailbox: string): Buffer {
  return keyedHash(keys.server('code tag'), purpose, mailbox)
}

/** Good for every challenge with the same tag. */
export function mailedCodeMac({ keys }: WithKeys, tag: Buffer, code: string): Buffer {
  return keyedHash(keys.server('mailed code'), tag, code)
}

/**
 * The MAC of a signatory's code, under one key for the whole letter, so that one statement can find the challenge and try the code.
 * The row in which the MAC is stored binds it to an address.
 */
export function letterCodeMac({ keys }: WithKeys, letterId: string, code: string): Buffer {
  return keyedHash(keys.claims(letterId, 'code'), code)
}

export interface CodeToMail {
  address: string
  code: string
}

/** @param claimsOf the letter whose claims key seals the mail; null for the server's key */
export function sealMailedCode(core: WithKeys, claimsOf: string | null, id: Buffer, mail: CodeToMail): Buffer {
  return seal(mailKey(core, claimsOf), id.toString('hex'), JSON.stringify(mail), 1024)
}

export function openMailedCode(core: WithKeys, claimsOf: string | null, id: Buffer, sealed: Buffer): CodeToMail {
  return JSON.parse(unseal(mailKey(core, claimsOf), id.toString('hex'), sealed).toString()) as CodeToMail
}

function mailKey({ keys }: WithKeys, claimsOf: string | null) {
  return claimsOf === null ? keys.server('code to mail') : keys.claims(claimsOf, 'code mail')
}
