// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'facets-list-too-long': { most: MessageValue }
  'facets-entry-too-long': { most: MessageValue }
  'facets-entry-twice': object
  'facets-entries-missing': { entries: MessageValue }
  'facets-choose-role': object
  'facets-choose-team': object
  'facets-choose-site': object
  'refusal-facets-not-committed': object
  'refusal-form-out-of-date': object
  'refusal-from-elsewhere': object
  'refusal-too-many': object
  'refusal-too-many-at-once': object
  'http-session-ended': object
  'http-bearer-token-needed': object
  'refusal-idempotency-key-reused': object
  'refusal-request-under-way': object
  'refusal-idempotency-key-malformed': object
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
  'http-page-skip': object
  'http-page-account': object
  'http-page-letters': object
  'http-page-signed-in-as': object
  'http-page-sign-out': object
  'http-page-motto': object
  'http-page-about': object
  'http-page-how-it-works': object
  'http-page-privacy': object
  'http-page-organizers': object
  'mailbox-code-mail-subject': object
  'mailbox-code-mail-code': { code: MessageValue }
  'mailbox-code-mail-use': { minutes: MessageValue }
  'mailbox-code-mail-unasked': object
  'refusal-code-malformed': { example: MessageValue }
  'refusal-code-not-right': object
  'refusal-code-lost': object
  'mailbox-address-malformed': object
  'mailbox-address-role': object
  'mailbox-address-control': object
  'mailbox-domain-malformed': object
  'mailbox-domain-public-suffix': { domain: MessageValue }
  'mailbox-domain-free-mail': { domain: MessageValue }
  'mailbox-domain-disposable': { domain: MessageValue }
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
  'problem-back': object
  'text-line-unseen-at-start': { what: MessageValue }
  'text-line-unseen-after': { before: MessageValue; what: MessageValue }
  'text-unseen-at-start': { what: MessageValue }
  'text-unseen-after': { before: MessageValue; what: MessageValue }
  'text-marks-at-start': { most: MessageValue; what: MessageValue }
  'text-marks-after': { before: MessageValue; most: MessageValue; what: MessageValue }
  'text-joined-at-start': { most: MessageValue; what: MessageValue }
  'text-joined-after': { before: MessageValue; most: MessageValue; what: MessageValue }
  'text-long-word': { most: MessageValue; start: MessageValue; what: MessageValue }
  'text-footnotes': { most: MessageValue; what: MessageValue }
  'text-nesting': { most: MessageValue; what: MessageValue }
  'text-nesting-at': { most: MessageValue; start: MessageValue; what: MessageValue }
  'text-pieces': { most: MessageValue; what: MessageValue }
  'text-long-link': { most: MessageValue; start: MessageValue; what: MessageValue }
}

export type MessageId = keyof Messages
