import { say, type Sentence } from '../../refusal.ts'
import type { FoundSecret } from './secret-places.ts'

/** An item of the list of what must be taken out of an answer. */
export function secretInWords({ kind, what }: FoundSecret): Sentence {
  return say('responses-secret', { kind, what })
}
