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
  'refusal-signing-paused': object
  'refusal-signing-closed': object
  'refusal-signing-ended': object
  'refusal-signing-text-changed': object
  'refusal-address-used': object
  'signing-visibility-missing': object
  'signing-name-missing': object
  'refusal-signing-not-anonymous': object
  'refusal-verifier-malformed': object
  'work-address-shared': object
  'work-address-malformed': object
  'work-address-elsewhere': { count: MessageValue; domains: MessageValue }
  'work-address-mistyped': { meant: MessageValue; typed: MessageValue }
  'name-empty': object
  'name-too-long': { most: MessageValue }
  'name-emoji': object
  'name-unseen': object
  'name-without-letters': object
  'name-link': object
  'mark-anonymous': { count: MessageValue }
  'mark-withheld': { count: MessageValue }
  'mark-recipients': { count: MessageValue }
  'mark-held': { count: MessageValue }
  'refusal-signing-key-malformed': object
  'refusal-signing-key-unknown': object
  'refusal-not-less-visible': object
  'refusal-nothing-to-agree-to': object
  'my-signature-withdrawn': object
  'my-signature-less-visible': object
  'my-signature-agreed': object
  'my-signature-objected': object
  'refusal-mailbox-way-gone': object
  'refusal-name-claim-purged': object
  'name-claim-name-missing': object
  'name-claim-name-too-long': object
  'name-claim-message-too-long': { most: MessageValue }
  'refusal-organizers-busy': object
  'refusal-moderation-purged': object
  'refusal-moderation-collecting': object
  'refusal-signature-missing': object
  'refusal-hidden-by-mailbox': object
  'refusal-reason-missing': object
  'refusal-number-changed': { expected: MessageValue; found: MessageValue }
  'refusal-condition-empty': object
  'refusal-condition-employer-with-others': object
  'refusal-condition-name-too-short': object
  'refusal-employer-too-small': object
  'employer-named-before': object
}

export type MessageId = keyof Messages
