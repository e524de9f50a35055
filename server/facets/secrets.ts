import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import type { ChosenFacets } from './rules.ts'

/**
 * Seals a signatory's choice with the letter's key of names. The size is the same for every choice, also for an empty one.
 * @param id of the signature
 */
export function sealFacets({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, chosen: ChosenFacets): Buffer {
  return seal(keys.names(letterId, 'facets'), id.toString('hex'), JSON.stringify(chosen), 1024)
}

export function openFacets({ keys }: Pick<Core, 'keys'>, letterId: string, id: Buffer, sealed: Buffer): ChosenFacets {
  return JSON.parse(unseal(keys.names(letterId, 'facets'), id.toString('hex'), sealed).toString()) as ChosenFacets
}
