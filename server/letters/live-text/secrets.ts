import type { Core } from '../../core.ts'
import { seal, unseal } from '../../crypto/sealing.ts'

/** Where a change stands. It is the associated data, so a change that is moved to another place does not open there. */
export interface Place {
  letterId: string
  generation: string
  seq: number
}

function contextOf({ letterId, generation, seq }: Place): string {
  return `${letterId} ${generation} ${String(seq)}`
}

/** Seals a change of the shared document under the draft's key. @throws KeyGone */
export function sealUpdate({ keys }: Pick<Core, 'keys'>, place: Place, update: Uint8Array): Buffer {
  return seal(keys.draft(place.letterId, 'live update'), contextOf(place), Buffer.from(update), 256)
}

/** @throws KeyGone, or when the change was sealed for another place */
export function openUpdate({ keys }: Pick<Core, 'keys'>, place: Place, sealed: Buffer): Uint8Array {
  return unseal(keys.draft(place.letterId, 'live update'), contextOf(place), sealed)
}

/** Seals who is at a draft's text. */
export function sealPresent({ keys }: Pick<Core, 'keys'>, letterId: string, connection: string, json: string): Buffer {
  return seal(keys.draft(letterId, 'live presence'), `${letterId} ${connection}`, json, 512)
}

export function openPresent(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  connection: string,
  sealed: Buffer,
): string {
  return unseal(keys.draft(letterId, 'live presence'), `${letterId} ${connection}`, sealed).toString()
}
