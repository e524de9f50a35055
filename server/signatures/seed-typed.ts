import { readSlip } from '../crypto/slip.ts'
import { slipSentences } from '../crypto/slip-words.ts'
import { Refusal } from '../refusal.ts'

/**
 * The seed of the slip or earlier key that was typed.
 * @throws Refusal, which says which word is wrong. It depends on the typed text alone, and never on the signatures of a letter.
 */
export function seedTyped(text: string): Buffer {
  const read = readSlip(text)
  if ('seed' in read) return Buffer.from(read.seed)
  throw new Refusal('invalid', 'signing-key-malformed', slipSentences(read), 'signing_key')
}
