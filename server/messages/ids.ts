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
  'refusal-not-signed-in': object
  'organizers-bearer-token-needed': object
  'refusal-role-may-not': { role: MessageValue }
  'organizers-owner-needed': object
  'organizers-address-at-employer': { domain: MessageValue }
  'organizers-server-without-mail': object
  'refusal-name-needed': object
  'refusal-by-invitation': object
  'refusal-session-ended': object
  'organizers-session-unlabelled': object
  'organizers-account-title': object
  'organizers-people-title': object
  'organizers-approvals-title': object
  'refusal-role-unknown': object
  'refusal-last-owner': object
  'organizers-letter-purged': object
  'refusal-proposal-settled': object
  'refusal-organizer-at-employer': { names: MessageValue }
  'organizers-invitation-title': object
  'organizers-invitation-to-letter-heading': object
  'organizers-invitation-to-server-heading': object
  'refusal-invitation-gone': object
  'organizers-invitation-no-mail-server': object
  'organizers-invitation-address-limit': object
  'organizers-invitation-inviter-limit': { most: MessageValue }
  'organizers-invitation-readable-letter': { domain: MessageValue }
  'organizers-invitation-readable-server': { domain: MessageValue }
  'organizers-invitation-mail-subject': object
  'organizers-invitation-mail-letter': object
  'organizers-invitation-mail-server': object
  'organizers-invitation-mail-validity': { until: MessageValue }
  'organizers-invitation-mail-unexpected': object
  'organizers-answer-mail-subject': object
  'organizers-answer-mail-text': object
  'organizers-activity-invited': { role: MessageValue }
  'organizers-activity-joined': { role: MessageValue }
  'organizers-activity-left': object
  'organizers-activity-role-changed': { from: MessageValue; to: MessageValue }
  'organizers-activity-person-removed': { role: MessageValue }
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
