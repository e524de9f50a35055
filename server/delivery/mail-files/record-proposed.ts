import type { Core } from '../../core.ts'
import { recordAnswer } from '../responses/record-answer.ts'
import type { ProposedAnswer } from './propose-answer.ts'
import { factsOf } from './rules.ts'

/** The fields that an organizer can change before the answer is recorded. */
export interface Corrections {
  recipient: string
  answered_on: string
  text: string
  by: string
}

/**
 * Records an answer that `proposeAnswer` proposed, with the organizer's corrections. Idempotent: the same answer is recorded once.
 * @returns its id
 * @throws Refusal with all faults of the corrections
 */
export async function recordProposed(
  core: Core,
  organizerId: string,
  letterId: string,
  { proposed, typed }: { proposed: ProposedAnswer; typed: Corrections },
  now: Date,
): Promise<string> {
  const { copy, pdf } = proposed
  const mail = {
    ...factsOf(proposed, typed),
    deliveryId: copy?.recipient_id === typed.recipient ? copy.id : null,
  }
  return recordAnswer(core, organizerId, letterId, { ...typed, way: 'mail', pdf, mail }, now)
}
