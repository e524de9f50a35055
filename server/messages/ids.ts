// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'refusal-no-names': object
  'dashboard-title': { title: MessageValue }
  'dashboard-untitled': object
  'dashboard-activity-title': object
  'dashboard-export-waits-title': object
  'dashboard-signatures-title': object
  'dashboard-signature-title': object
  'dashboard-invalidations-title': object
  'dashboard-name-claims-title': object
  'dashboard-visibility-anonymous': object
  'dashboard-visibility-withheld': object
  'dashboard-visibility-together': object
  'dashboard-visibility-recipients': object
  'dashboard-visibility-public': object
  'dashboard-no-name-given': object
  'dashboard-without-employer': object
  'dashboard-reason-not-theirs': object
  'dashboard-reason-not-an-employee': object
  'dashboard-reason-not-a-person': object
  'dashboard-reason-other': object
  'dashboard-reason-not-theirs-choice': object
  'dashboard-reason-not-an-employee-choice': object
  'dashboard-reason-not-a-person-choice': object
  'dashboard-reason-other-choice': object
  'dashboard-condition-resemblance': { resemblance: MessageValue }
  'dashboard-condition-anonymous': object
  'dashboard-condition-withheld': object
  'dashboard-condition-together': object
  'dashboard-condition-recipients': object
  'dashboard-condition-public': object
  'dashboard-condition-name': { name: MessageValue }
  'dashboard-condition-employer': { employer: MessageValue }
  'dashboard-plot-title': { count: MessageValue; on: MessageValue }
  'dashboard-plot-goal': { goal: MessageValue }
  'dashboard-names-csv-name': object
  'dashboard-names-csv-visibility': object
  'dashboard-names-csv-class': object
  'dashboard-figures-csv-figure': object
  'dashboard-figures-csv-of': object
  'dashboard-figures-csv-number': object
  'dashboard-figures-csv-employer': object
  'dashboard-figures-csv-row': { class: MessageValue; employers: MessageValue }
  'dashboard-figures-csv-anonymous': object
  'dashboard-next-late': { count: MessageValue }
  'dashboard-next-approvals': { count: MessageValue }
  'dashboard-next-name-claims': { count: MessageValue }
  'dashboard-next-not-made': { count: MessageValue }
  'dashboard-next-unsure': { count: MessageValue }
  'dashboard-next-refused': { count: MessageValue }
  'dashboard-next-sending': { count: MessageValue }
  'dashboard-next-open': object
  'dashboard-next-paused': object
  'dashboard-next-batch': object
  'dashboard-next-notice': object
  'dashboard-next-close': object
  'dashboard-next-purge': object
  'dashboard-activity-name-hidden': object
  'dashboard-activity-name-shown-again': object
  'dashboard-activity-name-claim-declined': object
  'dashboard-activity-names-exported': object
  'dashboard-activity-export-proposed': object
  'dashboard-activity-answer-counts': object
  'dashboard-activity-answer-does-not-count': object
  'dashboard-activity-answer-published': object
  'dashboard-activity-answer-pdf-fetched': object
  'dashboard-activity-answer-pdf-published': object
  'dashboard-activity-answer-recorded': object
  'dashboard-activity-stage-planned': object
  'dashboard-activity-stage-changed': object
  'dashboard-activity-stage-moved': object
  'dashboard-activity-stage-removed': object
  'dashboard-activity-stage-approved': object
  'dashboard-activity-stage-stopped': object
  'dashboard-activity-stop-taken-back': object
  'dashboard-activity-change-dropped': object
  'dashboard-activity-call-ended': object
  'dashboard-activity-delivered-by-hand': object
  'dashboard-activity-update-written': object
  'dashboard-activity-update-published': object
  'dashboard-activity-copy-sent-again': object
  'dashboard-activity-delivery-announced': object
  'dashboard-activity-delivery-cancelled': object
  'dashboard-activity-delivery-confirmed': object
  'dashboard-activity-delivery-prepared': object
  'dashboard-activity-private-page-ended': object
  'dashboard-activity-statement-published': object
  'dashboard-activity-statement-declined': object
  'dashboard-activity-started': object
  'dashboard-activity-way-removed': object
  'dashboard-activity-opened': object
  'dashboard-activity-opened-quietly': object
  'dashboard-activity-corrected': object
  'dashboard-activity-changed-substance': object
  'dashboard-activity-paused': object
  'dashboard-activity-resumed': object
  'dashboard-activity-closed': object
  'dashboard-activity-link-replaced': object
  'dashboard-activity-proposal-refused': object
  'dashboard-activity-proposal-withdrawn': object
  'dashboard-activity-left': object
  'dashboard-activity-joined': { role: MessageValue }
  'dashboard-activity-invited': { role: MessageValue }
  'dashboard-activity-removed': { role: MessageValue }
  'dashboard-activity-role-changed': { from: MessageValue; to: MessageValue }
  'dashboard-activity-invalidated': { count: MessageValue; reason: MessageValue }
  'dashboard-activity-reinstated': { count: MessageValue }
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
  'letter-class-mailbox': { count: MessageValue }
  'letter-class-vouched': { count: MessageValue }
  'letter-class-reviewed': { count: MessageValue }
  'letter-class-supporter': { count: MessageValue }
  'letter-count-mailbox': { count: MessageValue }
  'letter-count-vouched': { count: MessageValue }
  'letter-count-reviewed': { count: MessageValue }
  'letter-count-supporter': { count: MessageValue }
  'letter-circle-collecting': object
  'letter-circle-counts': { counts: MessageValue }
  'letter-circle-description': object
  'letter-card-counts': { counts: MessageValue }
  'press-revision': { number: MessageValue; on: MessageValue }
  'home-title': object
  'how-it-works-title': object
  'privacy-title': object
  'how-anonymity-works-title': object
  'inventory-title': object
  'inventory-gone': object
  'inventory-gone-of-letter': object
  'inventory-same': object
  'inventory-same-until-purge': object
  'inventory-all': object
  'inventory-public': object
  'inventory-recipient-address': object
  'inventory-kind-shown': object
  'inventory-kind-clear': object
  'inventory-kind-random': object
  'inventory-kind-hash': object
  'inventory-kind-claims': object
  'inventory-kind-names': object
  'inventory-kind-draft': object
  'inventory-kind-server': object
  'inventory-claim-what': object
  'inventory-claim-before': object
  'inventory-claim-after': object
  'inventory-challenge-what': object
  'inventory-challenge-before': object
  'inventory-code-what': object
  'inventory-code-before': object
  'inventory-code-attempts-what': object
  'inventory-code-attempts-before': object
  'inventory-mailed-code-what': object
  'inventory-mailed-code-before': object
  'inventory-mailed-code-attempts-what': object
  'inventory-mailed-code-attempts-before': object
  'inventory-code-epoch-what': object
  'inventory-code-epoch-before': object
  'inventory-mail-allowance-what': object
  'inventory-mail-allowance-before': object
  'inventory-waiting-signature-what': object
  'inventory-waiting-signature-before': object
  'inventory-signature-what': object
  'inventory-signature-before': object
  'inventory-signature-after': object
  'inventory-issuer-what': object
  'inventory-issuer-before': object
  'inventory-issuer-after': object
  'inventory-vouch-key-what': object
  'inventory-vouch-key-before': object
  'inventory-vouch-key-after': object
  'inventory-pending-what': object
  'inventory-pending-before': object
  'inventory-pending-after': object
  'inventory-credential-what': object
  'inventory-credential-before': object
  'inventory-waiting-statement-what': object
  'inventory-waiting-statement-before': object
  'inventory-statement-what': object
  'inventory-statement-before': object
  'inventory-statement-after': object
  'inventory-facet-tally-what': object
  'inventory-facet-tally-before': object
  'inventory-name-claim-what': object
  'inventory-name-claim-before': object
  'inventory-refused-mail-what': object
  'inventory-refused-mail-before': object
  'inventory-tally-what': object
  'inventory-tally-before': object
  'inventory-tally-day-what': object
  'inventory-tally-day-before': object
  'inventory-breakdown-what': object
  'inventory-breakdown-before': object
  'inventory-letter-what': object
  'inventory-letter-before': object
  'inventory-letter-after': object
  'inventory-revision-what': object
  'inventory-employer-what': object
  'inventory-recipient-what': object
  'inventory-recipient-after': object
  'inventory-organizer-what': object
  'inventory-organizer-before': object
  'inventory-organizer-after': object
  'inventory-organizer-session-what': object
  'inventory-organizer-session-before': object
  'inventory-sign-in-challenge-what': object
  'inventory-sign-in-challenge-before': object
  'inventory-invitation-what': object
  'inventory-invitation-before': object
  'inventory-invitation-mail-what': object
  'inventory-invitation-mail-before': object
  'inventory-membership-what': object
  'inventory-approval-what': object
  'inventory-activity-what': object
  'inventory-activity-before': object
  'inventory-stage-what': object
  'inventory-stage-before': object
  'inventory-stage-after': object
  'inventory-stage-condition-what': object
  'inventory-stage-change-what': object
  'inventory-stage-change-before': object
  'inventory-stage-stop-what': object
  'inventory-stage-stop-before': object
  'inventory-stage-photo-what': object
  'inventory-stage-photo-before': object
  'inventory-stage-call-what': object
  'inventory-stage-call-before': object
  'inventory-call-recipient-what': object
  'inventory-plan-watch-what': object
  'inventory-plan-watch-before': object
  'inventory-stage-recipient-what': object
  'inventory-snapshot-what': object
  'inventory-snapshot-before': object
  'inventory-snapshot-after': object
  'inventory-snapshot-edition-what': object
  'inventory-snapshot-edition-before': object
  'inventory-snapshot-edition-after': object
  'inventory-delivery-what': object
  'inventory-delivery-before': object
  'inventory-delivery-after': object
  'inventory-recipient-page-what': object
  'inventory-recipient-page-before': object
  'inventory-receipt-what': object
  'inventory-receipt-before': object
  'inventory-recipient-challenge-what': object
  'inventory-recipient-challenge-before': object
  'inventory-recipient-upload-what': object
  'inventory-recipient-upload-before': object
  'inventory-response-what': object
  'inventory-response-before': object
  'inventory-response-after': object
  'inventory-response-pdf-what': object
  'inventory-response-pdf-before': object
  'inventory-response-pdf-after': object
  'inventory-bounce-what': object
  'inventory-bounce-before': object
  'inventory-subscriber-what': object
  'inventory-subscriber-before': object
  'inventory-subscriber-after': object
  'inventory-subscriber-challenge-what': object
  'inventory-subscriber-challenge-before': object
  'inventory-subscriber-receipt-what': object
  'inventory-subscriber-receipt-before': object
  'inventory-subscriber-receipt-after': object
  'inventory-letter-update-what': object
  'inventory-letter-update-before': object
  'inventory-letter-update-after': object
  'inventory-idempotency-what': object
  'inventory-idempotency-before': object
  'inventory-installation-what': object
  'inventory-installation-before': object
  'inventory-migration-what': object
  'inventory-migration-before': object
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
