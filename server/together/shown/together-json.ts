import { waitingInWords } from './together-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { TogetherRow } from '../queries.ts'
import type { TogetherJson } from '../schemas.ts'

/** The waiting of a letter's names as JSON. */
export function togetherJson(letter: { collecting: boolean }, together: TogetherRow, words: Catalogue): TogetherJson {
  const { state, needed, standing, until, reveals_at, agreed, ended_at } = together
  return {
    state,
    needed,
    standing: letter.collecting ? null : standing,
    until: until.toISOString(),
    reveals_at: reveals_at?.toISOString() ?? null,
    agreed,
    ended_at: ended_at?.toISOString() ?? null,
    words: waitingInWords(together, letter).map((sentence) => formatSentence(sentence, words)),
  }
}
