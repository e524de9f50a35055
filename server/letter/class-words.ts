import { say, type Sentence } from '../refusal.ts'
import type { VerificationClass } from './rules.ts'

const words = {
  mailbox: 'letter-class-mailbox',
  vouched: 'letter-class-vouched',
  reviewed: 'letter-class-reviewed',
  supporter: 'letter-class-supporter',
} as const
const counts = {
  mailbox: 'letter-count-mailbox',
  vouched: 'letter-count-vouched',
  reviewed: 'letter-count-reviewed',
  supporter: 'letter-count-supporter',
} as const

/** The label of a count without the number: `verified work addresses`. */
export function classInWords(verification: VerificationClass, count: number): Sentence {
  return say(words[verification], { count })
}

/** The count with its label: `1,234 verified work addresses`. */
export function countInWords(verification: VerificationClass, count: number): Sentence {
  return say(counts[verification], { count })
}
