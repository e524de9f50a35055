import { catalogueOf } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { english } from '../messages/languages.ts'
import { say, type Sentence } from '../refusal.ts'

/** A sentence as text for a column. It holds ids and values instead of words, so that it can be shown in any language later. */
export function storedSentence(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : JSON.stringify(sentence)
}

/**
 * Reads a sentence that `storedSentence` wrote. Older rows hold English text, which is returned as it is.
 * A later version may lack the message or need other values. Then a general message replaces it, because a page must not fail for
 * this reason.
 */
export function readSentence(stored: string): Sentence {
  if (!/^[[{]/.test(stored)) return stored
  let read: unknown
  try {
    read = JSON.parse(stored)
  } catch {
    return stored
  }
  const sentence = read as Sentence
  try {
    formatSentence(sentence, catalogueOf(english))
    return sentence
  } catch {
    return say('delivery-late-reason-unknown')
  }
}
