import { catalogueOf } from '../../server/messages/catalogue.ts'
import { formatSentence } from '../../server/messages/format-sentence.ts'
import { english } from '../../server/messages/languages.ts'
import type { MessageId, ValuesOf } from '../../server/messages/message.ts'
import type { Sentence } from '../../server/refusal.ts'

/** A message in English, as pages, mails and answers show it. */
export function sentence<Id extends MessageId>(id: Id, ...values: ValuesOf<Id>): string {
  return catalogueOf(english).text(id, ...values)
}

/** A message in English, as HTML of a page shows it if it has elements, such as <bdi> around a name. */
export function sentenceOnPage<Id extends MessageId>(id: Id, ...[values]: ValuesOf<Id>): string {
  return catalogueOf(english).html(id, { ...values })
}

/** A refusal's sentence in English. */
export function said(words: Sentence): string {
  return formatSentence(words, catalogueOf(english))
}
