/**
 * A finding of the doctor. `good`: fine. `think`: worth a thought. `bad`: it would reveal signatories or break a promise to them.
 */
export interface Finding {
  level: 'good' | 'think' | 'bad'
  what: string
  /** The change that is advised, or ''. */
  advice: string
}

export const good = (what: string): Finding => ({ level: 'good', what, advice: '' })
export const think = (what: string, advice: string): Finding => ({ level: 'think', what, advice })
export const bad = (what: string, advice: string): Finding => ({ level: 'bad', what, advice })
