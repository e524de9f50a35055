import type { Catalogue } from '../../messages/catalogue.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'

/**
 * The one place that decides the language of our words in a copy, in its mail and in its PDF: English for now. The letter's own
 * text stays in the letter's language. A copy that is made again after a crash must have the same content. So a later choice may
 * depend only on data that is frozen with the copy, such as the language of its revision, and never on a request or a setting.
 */
export function wordsOfCopies(): Catalogue {
  return wordsWithoutRequest()
}
