import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import type { LetterDraft } from './letter-rules.ts'

/** Recipients' addresses are no part of the published text. They go at purge. */
export function sealRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, address: string): Buffer {
  return seal(keys.server('recipient address'), letterId, address, 512)
}

export function openRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): string {
  return unseal(keys.server('recipient address'), letterId, sealed).toString()
}

/** Recipients as they are kept: the address sealed, or none. */
export function sealRecipients(core: Pick<Core, 'keys'>, letterId: string, recipients: LetterDraft['recipients']) {
  return recipients.map(({ name, office, address }) => ({
    name,
    office,
    addressSealed: address === '' ? null : sealRecipientAddress(core, letterId, address),
  }))
}
