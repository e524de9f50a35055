// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'refusal-form-out-of-date': object
  'refusal-from-elsewhere': object
  'refusal-too-many': object
  'problem-unreadable': object
  'problem-signed-out': object
  'problem-forbidden': object
  'problem-not-found': object
  'problem-conflict': object
  'problem-gone': object
  'problem-too-large': object
  'problem-invalid': object
  'problem-too-many': object
  'problem-unexpected': object
  'problem-unavailable': object
  'problem-other': object
  'problem-unreadable-detail': object
  'problem-malformed-detail': object
  'problem-field-too-long-detail': { field: MessageValue; most: MessageValue }
  'problem-too-large-detail': object
  'problem-too-many-detail': object
  'problem-busy-detail': object
  'problem-database-unavailable-detail': object
  'problem-unexpected-detail': object
  'problem-unknown-field': object
  'problem-wrong-form': object
}

export type MessageId = keyof Messages
