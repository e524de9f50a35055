import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import type { SignInAddress } from '../secrets.ts'

type WithKeys = Pick<Core, 'keys'>

/** @param code as parsed, without its groups */
export function recoveryCodeHash({ keys }: WithKeys, code: string): Buffer {
  return keyedHash(keys.server('recovery code'), code)
}

/** The new address of a challenge, until its code is typed. */
export function sealNewAddress({ keys }: WithKeys, challengeId: Buffer, address: SignInAddress): Buffer {
  return seal(keys.server('new organizer address'), challengeId.toString('hex'), JSON.stringify(address), 2048)
}

export function openNewAddress({ keys }: WithKeys, challengeId: Buffer, sealed: Buffer): SignInAddress {
  const plain = unseal(keys.server('new organizer address'), challengeId.toString('hex'), sealed).toString()
  return JSON.parse(plain) as SignInAddress
}

export type NoticeKind =
  | 'codes-made'
  | 'code-used'
  | 'address-waits'
  | 'address-changed'
  | 'operator-link'
  | 'operator-link-used'
  | 'passkey-added'
  | 'passkey-removed'

/** A notice that waits for its mail. */
export interface AccountNotice {
  to: string
  kind: NoticeKind
}

export function sealNotice({ keys }: WithKeys, id: Buffer, notice: AccountNotice): Buffer {
  return seal(keys.server('account notice'), id.toString('hex'), JSON.stringify(notice), 1024)
}

export function openNotice({ keys }: WithKeys, id: Buffer, sealed: Buffer): AccountNotice {
  return JSON.parse(unseal(keys.server('account notice'), id.toString('hex'), sealed).toString()) as AccountNotice
}
