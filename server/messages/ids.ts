// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'refusal-letter-was-opened': object
  'refusal-title-missing': object
  'refusal-way-taken': object
  'drafting-changed-meanwhile': object
  'drafting-letter-closed': object
  'drafting-autosave-saved': object
  'drafting-autosave-overtaken': object
  'drafting-autosave-refused': { reason: MessageValue }
  'drafting-title-too-long': { most: MessageValue }
  'drafting-text-too-long': { most: MessageValue }
  'drafting-demand-too-long': { most: MessageValue }
  'drafting-demands-too-many': { most: MessageValue }
  'drafting-recipient-name-missing': object
  'drafting-recipient-name-too-long': { most: MessageValue }
  'drafting-recipient-office-too-long': { most: MessageValue }
  'drafting-recipient-address-wrong': object
  'drafting-recipient-repeated': object
  'drafting-recipients-too-many': { most: MessageValue }
  'drafting-employer-name-missing': object
  'drafting-employer-name-too-long': { most: MessageValue }
  'drafting-employer-repeated': object
  'drafting-employers-too-many': { most: MessageValue }
  'drafting-domain-repeated': { domain: MessageValue }
  'drafting-domains-too-many': { most: MessageValue }
  'drafting-language-wrong': object
  'drafting-batch-minutes-wrong': { least: MessageValue; most: MessageValue }
  'drafting-batch-size-wrong': { least: MessageValue; most: MessageValue }
  'drafting-first-threshold-wrong': { least: MessageValue; most: MessageValue }
  'drafting-notice-hours-wrong': { least: MessageValue; most: MessageValue }
  'drafting-protection-lowered': { held: MessageValue }
  'drafting-visibilities-missing': object
  'drafting-visibilities-unknown': object
  'drafting-vouches-wrong': { least: MessageValue; most: MessageValue }
  'drafting-goal-wrong': { least: MessageValue; most: MessageValue }
  'drafting-contact-too-long': { most: MessageValue }
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
