import { formatSentence } from '../../messages/format-sentence.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import type { Sentence } from '../../refusal.ts'

/**
 * Formats a reason of ours for `delivery.last_answer`. The column holds text, because it also contains mail servers' answers.
 * All organizers of a letter read the same row, so the text is in the language of mails and not in that of a request.
 */
export function storedAnswer(sentence: Sentence): string {
  return formatSentence(sentence, wordsWithoutRequest())
}
