import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import type { TypedDemandState } from './rules.ts'

/** What an owner asks to say of a demand, while another owner has not agreed. */
export interface ProposedDemandState extends TypedDemandState {
  demand: string
}

/** @throws KeyGone after the letter is purged */
export function sealProposedState(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  proposed: ProposedDemandState,
): Buffer {
  return seal(keys.draft(letterId, 'demand state'), letterId, JSON.stringify(proposed), 2048)
}

/** @throws KeyGone */
export function openProposedState({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): ProposedDemandState {
  return JSON.parse(unseal(keys.draft(letterId, 'demand state'), letterId, sealed).toString()) as ProposedDemandState
}
