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
  'lifecycle-missing-title': object
  'lifecycle-missing-text': object
  'lifecycle-missing-recipients': object
  'lifecycle-missing-employer': object
  'lifecycle-missing-domain': { employer: MessageValue }
  'lifecycle-next-ready': object
  'lifecycle-next-draft': object
  'lifecycle-next-closed': object
  'lifecycle-next-purged': object
  'lifecycle-next-paused': object
  'lifecycle-next-quiet': object
  'lifecycle-next-open': object
  'lifecycle-opening-title': object
  'lifecycle-revising-title': object
  'lifecycle-life-title': object
  'refusal-opening-unclear': object
  'lifecycle-closed-before': object
  'lifecycle-opening-closed': object
  'refusal-letter-already-open': object
  'lifecycle-no-mail-server': object
  'lifecycle-opening-draft-changed': object
  'refusal-letter-not-ready': object
  'lifecycle-changed-meanwhile': object
  'refusal-kind-unclear': object
  'lifecycle-revising-closed': object
  'lifecycle-revising-draft-changed': object
  'refusal-nothing-changed': object
  'lifecycle-not-open-to-pause': object
  'lifecycle-not-open-to-close': object
  'lifecycle-not-sure': object
  'lifecycle-purged-already': object
  'refusal-letter-not-closed': object
  'refusal-letter-public': object
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
  'revisions-list-title': { title: MessageValue }
  'revisions-one-title': { number: MessageValue }
  'revisions-sign-demands': object
  'revisions-sign-recipients': object
  'revisions-sign-employers': object
  'revisions-sign-language': object
  'revisions-sign-text': object
}

export type MessageId = keyof Messages
