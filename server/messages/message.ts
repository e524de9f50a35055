import type { MessageId, Messages } from './ids.ts'
import type { MessageValue } from './value.ts'

export type { MessageId }

/** A message without a language: its id and the values of its variables. */
export interface Message {
  id: MessageId
  values: Readonly<Record<string, MessageValue>>
}

/** The arguments of a message: none if it has no variables. */
export type ValuesOf<Id extends MessageId> = keyof Messages[Id] extends never ? [] : [values: Messages[Id]]

/** Names a message without formatting it: `say('refusal-letter-gone', { title })`. The page, mail or API answer formats it. */
export function say<Id extends MessageId>(id: Id, ...[values]: ValuesOf<Id>): Message {
  return { id, values: { ...values } }
}

/** A message, several, or a sentence in English that has not moved to the message files yet. */
export type Sentence = string | Message | readonly Sentence[]

/** The ids of a sentence's messages, for errors and logs that only engineers read. */
export function sentenceIds(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence
  return 'id' in sentence ? sentence.id : sentence.map(sentenceIds).join(' ')
}
