import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Under the key of the names: a statement can say as much of its author as a name. */
export function sealStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, text: string): Buffer {
  return seal(keys.names(letterId, 'statement'), id.toString('hex'), text, 16_384)
}

export function openStatement({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, sealed: Buffer): string {
  return unseal(keys.names(letterId, 'statement'), id.toString('hex'), sealed).toString()
}
