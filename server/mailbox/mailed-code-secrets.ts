import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

type WithKeys = Pick<Core, 'keys'>

/** What a mailed code proves: the mailbox of an organizer, of a subscriber, or of a delivery's recipient. */
export type CodePurpose = 'sign-in' | 'updates' | 'answer'

/**
 * The tag under which codes for a mailbox are kept. It equals no hash of a table that lasts, so a row shows nothing about accounts or
 * subscribers.
 * @param mailbox a normalised address, or the id of a delivery
 */
export function codeTag({ keys }: WithKeys, purpose: CodePurpose, mailbox: string): Buffer {
  return keyedHash(keys.server('code tag'), purpose, mailbox)
}

/** Good for every challenge with the same tag. */
export function mailedCodeMac({ keys }: WithKeys, tag: Buffer, code: string): Buffer {
  return keyedHash(keys.server('mailed code'), tag, code)
}

export interface CodeToMail {
  address: string
  code: string
}

export function sealMailedCode({ keys }: WithKeys, id: Buffer, mail: CodeToMail): Buffer {
  return seal(keys.server('code to mail'), id.toString('hex'), JSON.stringify(mail), 1024)
}

export function openMailedCode({ keys }: WithKeys, id: Buffer, sealed: Buffer): CodeToMail {
  return JSON.parse(unseal(keys.server('code to mail'), id.toString('hex'), sealed).toString()) as CodeToMail
}
