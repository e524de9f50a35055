import type { Message } from '../messages/message.ts'

type Words = Message | readonly Message[]

/**
 * A finding of the doctor. `good`: fine. `think`: worth a thought. `bad`: it would reveal signatories or break a promise to them.
 */
export interface Finding {
  level: 'good' | 'think' | 'bad'
  what: Words
  /** The change that is advised. Undefined if the finding is good. */
  advice?: Words
}

export const good = (what: Words): Finding => ({ level: 'good', what })
export const think = (what: Words, advice: Words): Finding => ({ level: 'think', what, advice })
export const bad = (what: Words, advice: Words): Finding => ({ level: 'bad', what, advice })
