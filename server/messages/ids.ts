// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'refusal-form-out-of-date': object
  'refusal-from-elsewhere': object
  'refusal-too-many': object
  'refusal-no-answer': object
  'refusal-no-attachment': object
  'refusal-no-call': object
  'refusal-no-copy': object
  'refusal-no-delivery': object
  'refusal-no-entry': object
  'refusal-no-invitation': object
  'refusal-no-letter': object
  'refusal-no-mail': object
  'refusal-no-page': object
  'refusal-no-pdf': object
  'refusal-no-person': object
  'refusal-no-photo': object
  'refusal-no-proposal': object
  'refusal-no-proposed-change': object
  'refusal-no-request': object
  'refusal-no-revision': object
  'refusal-no-session': object
  'refusal-no-signature': object
  'refusal-no-stage': object
  'refusal-no-statement': object
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
