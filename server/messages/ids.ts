// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'copies-mailbox': { count: MessageValue }
  'copies-vouched': { count: MessageValue }
  'copies-reviewed': { count: MessageValue }
  'copies-supporter': { count: MessageValue }
  'copies-mailbox-at': { count: MessageValue; employerCount: MessageValue; employers: MessageValue }
  'copies-vouched-at': { count: MessageValue; employerCount: MessageValue; employers: MessageValue }
  'copies-reviewed-at': { count: MessageValue; employerCount: MessageValue; employers: MessageValue }
  'copies-supporter-at': { count: MessageValue; employerCount: MessageValue; employers: MessageValue }
  'copies-counted': { count: MessageValue; label: MessageValue }
  'copies-names': { count: MessageValue }
  'copies-days': { count: MessageValue }
  'copies-name-and-office': { name: MessageValue; office: MessageValue }
  'copies-subject': { title: MessageValue }
  'copies-to': { recipient: MessageValue }
  'copies-signed': { asOf: MessageValue; counts: MessageValue; employers: MessageValue }
  'copies-private-page-heading': object
  'copies-private-page-link': { link: MessageValue }
  'copies-private-page': object
  'copies-reply': object
  'copies-revision': { hash: MessageValue; number: MessageValue }
  'copies-content-hash': { hash: MessageValue }
  'copies-pdf-name': object
  'copies-pdf-attached': object
  'copies-pdf-attached-list': { list: MessageValue }
  'copies-pdf-linked': { days: MessageValue }
  'copies-pdf-linked-list': { days: MessageValue; list: MessageValue }
  'copies-shows-count': object
  'copies-shows-employers': { counts: MessageValue }
  'copies-shows-no-employer': object
  'copies-press-letter': object
  'copies-press-page': object
  'copies-press-contact': { contact: MessageValue }
  'copies-press-signed': { asOf: MessageValue; counts: MessageValue; employers: MessageValue }
  'copies-no-mail': object
  'copies-no-pdf': object
  'copies-pdf-memory': { megabytes: MessageValue }
  'copies-pdf-time': object
  'copies-pdf-broken': object
  'copies-pdf-link-too-long': object
  'copies-pdf-too-deep': object
  'copies-note-too-long': { most: MessageValue }
  'copies-simplify': object
  'copies-show-less': object
  'copies-allow-more': object
  'copies-names-erased': object
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
  'pdf-page-number': { page: MessageValue; pages: MessageValue }
  'pdf-circle': object
  'pdf-as-of': { date: MessageValue }
  'pdf-to': object
  'pdf-note-heading': object
  'pdf-demands-heading': object
  'pdf-meaning-heading': object
  'pdf-verified': object
  'pdf-not-verified': object
  'pdf-count-alone': object
  'pdf-employers-alone': object
  'pdf-employers-heading': object
  'pdf-text-heading': object
  'pdf-revision': { date: MessageValue; number: MessageValue }
  'pdf-names-heading': object
  'pdf-names-shown': { date: MessageValue }
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
  'refusal-delivery-over': object
  'refusal-not-to-be-repeated': object
  'refusal-bytes-destroyed': object
  'sending-mail-not-made': object
  'sending-came-back': { said: MessageValue; status: MessageValue }
  'sending-came-back-silent': { status: MessageValue }
  'sending-tried': { answer: MessageValue; hours: MessageValue }
  'sending-interrupted': object
  'sending-names-erased': object
  'updates-address-at-employer': { domain: MessageValue }
  'refusal-no-more-updates': object
  'updates-text-empty': object
  'updates-text-too-long': { most: MessageValue }
  'updates-letter-purged': object
  'updates-letter-not-open': object
  'updates-changed-while-writing': object
  'updates-changed-before-publishing': object
  'updates-no-mail-server': object
  'refusal-nothing-to-publish': object
  'updates-asked-none': object
  'updates-asked-few': object
  'updates-asked': { count: MessageValue }
  'updates-untitled': object
  'updates-subject': { title: MessageValue }
  'updates-subject-quiet': object
  'updates-subject-preview': { subject: MessageValue }
  'updates-letter': object
  'updates-why': object
  'updates-stop': object
  'updates-stop-link': object
  'updates-announced-mail': { recipients: MessageValue }
  'updates-announced-by-hand': { recipients: MessageValue }
  'updates-announced-public': object
  'updates-announced-call': object
  'updates-recipient': { name: MessageValue; office: MessageValue }
  'updates-shows-count': object
  'updates-shows-employers': object
  'updates-shows-names': object
  'updates-notice': { link: MessageValue; until: MessageValue }
  'updates-bounce-no-mail': object
  'updates-bounce-too-early': object
  'updates-bounce-unknown': object
}

export type MessageId = keyof Messages
