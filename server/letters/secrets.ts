import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Recipients' addresses are no part of the published text. They go at purge. */
export function sealRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, address: string): Buffer {
  return seal(keys.server('recipient address'), letterId, address, 512)
}

export function openRecipientAddress({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): string {
  return unseal(keys.server('recipient address'), letterId, sealed).toString()
}
