// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'plan-title': object
  'plan-copy-title': { name: MessageValue }
  'plan-copy-title-press': object
  'plan-kind-missing': object
  'plan-disclosure-missing': object
  'plan-recipient-unknown': object
  'plan-recipient-refused': { name: MessageValue }
  'plan-call-text-missing': object
  'plan-note-too-long': { most: MessageValue }
  'plan-note-unknown-fact': { known: MessageValue; typed: MessageValue }
  'plan-note-braces': { known: MessageValue }
  'plan-press-too-many': { most: MessageValue }
  'plan-press-faulty': { count: MessageValue; lines: MessageValue }
  'plan-press-many-faulty': { count: MessageValue; lines: MessageValue }
  'plan-date-malformed': object
  'plan-date-past': object
  'plan-zone-unknown': object
  'plan-time-twice': { time: MessageValue; zone: MessageValue }
  'plan-time-never': { time: MessageValue; zone: MessageValue }
  'plan-count-malformed': { most: MessageValue }
  'plan-class-missing': object
  'plan-days-malformed': { most: MessageValue }
  'plan-after-missing': object
  'plan-order-itself': object
  'plan-order-gone': object
  'plan-order-circle': { other: MessageValue; stage: MessageValue }
  'plan-order-later': { other: MessageValue; stage: MessageValue }
  'plan-order-nobody': { other: MessageValue }
  'refusal-plan-full': { most: MessageValue }
  'refusal-no-place': object
  'plan-change-started': object
  'plan-remove-started': object
  'refusal-stage-waited-for': object
  'refusal-sent-already': object
  'plan-late-missed': { since: MessageValue }
  'plan-late-refused': { since: MessageValue }
  'plan-late-next': object
  'delivery-letter-untitled': object
  'delivery-plan-draft': object
  'delivery-draft': object
  'delivery-purged': object
  'delivery-still-collecting': { least: MessageValue }
  'delivery-no-mail-server': object
  'refusal-nobody-chosen': object
  'refusal-recipient-gone': { name: MessageValue }
  'delivery-recipient-no-address': { name: MessageValue }
  'delivery-stage-changed': object
  'delivery-changed-during-trial': object
  'refusal-announced-already': object
  'refusal-not-to-approve': object
  'refusal-approved-already': object
  'refusal-date-past': object
  'refusal-not-announced': object
  'refusal-notice-runs': object
  'refusal-confirmed-already': object
  'refusal-changed-since-announced': object
  'delivery-confirm-stopped': object
  'delivery-cancel-over': object
  'refusal-not-your-stop': object
  'delivery-text-changed': object
  'refusal-address-changed': object
  'refusal-contact-changed': object
  'delivery-late-reason-unknown': object
  'delivery-write-title': object
  'refusal-call-stopped': object
  'refusal-call-over': object
  'delivery-call-not-open': object
  'hand-delivery-title': object
  'refusal-not-carried': object
  'hand-delivery-day-to-come': object
  'hand-delivery-day-before-freezing': { frozen: MessageValue }
  'hand-delivery-photo-too-large': { megabytes: MessageValue }
  'hand-delivery-photo-too-many-pixels': { megapixels: MessageValue }
  'hand-delivery-photo-unreadable': object
  'hand-delivery-photo-wrong-kind': object
  'hand-delivery-photo-choose-again': object
  'hand-delivery-print-stopped': object
  'hand-delivery-names-destroyed': object
  'delivery-day-malformed': object
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
  'responses-title': object
  'responses-pdf-title': object
  'responses-letter-title': object
  'responses-code-title': object
  'responses-sent-title': object
  'refusal-page-ended': object
  'refusal-copy-destroyed': object
  'refusal-address-gone': object
  'refusal-code-spent': object
  'refusal-too-many-files': { most: MessageValue }
  'responses-pdf-choose-again': object
  'responses-pdf-lost': object
  'responses-text-missing': object
  'responses-text-too-long': { most: MessageValue }
  'responses-by-too-long': { most: MessageValue }
  'responses-pdf-too-large': { megabytes: MessageValue }
  'responses-pdf-wrong-kind': object
  'responses-recipient-missing': object
  'responses-way-missing': object
  'responses-day-to-come': object
  'refusal-answer-gone': object
  'refusal-answer-unpublished': object
  'refusal-not-warned': object
}

export type MessageId = keyof Messages
