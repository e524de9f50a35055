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

/** A message, several, or a sentence in English that has not moved to the message files yet. */
export type Sentence = string | Message | readonly Sentence[]
