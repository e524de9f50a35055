import Handlebars from 'handlebars'
import type { Catalogue } from './catalogue.ts'
import type { Sentence } from './message.ts'

/** @returns the sentence in the catalogue's language. A sentence that is a string stays as it is. */
export function formatSentence(sentence: Sentence, words: Catalogue): string {
  if (typeof sentence === 'string') return sentence
  if ('id' in sentence) return words.format(sentence.id, sentence.values)
  return sentence.map((each) => formatSentence(each, words)).join(' ')
}

/** @returns the sentence as HTML, for messages with elements other than links. Values and strings are escaped. */
export function sentenceHtml(sentence: Sentence, words: Catalogue): string {
  if (typeof sentence === 'string') return Handlebars.escapeExpression(sentence)
  if ('id' in sentence) return words.html(sentence.id, sentence.values)
  return sentence.map((each) => sentenceHtml(each, words)).join(' ')
}
