// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
  'refusal-anonymous-not-offered': object
  'anonymity-page-not-offered-refusal': object
  'refusal-blinded-malformed': object
  'refusal-code-answered': object
  'anonymity-closed-while-proving-refusal': object
  'refusal-named-unknown': object
  'refusal-credential-malformed': object
  'refusal-credential-not-valid': object
  'anonymity-signature-by-other-key-refusal': object
  'anonymity-text-changed-before-signature-refusal': object
  'refusal-facets-not-stated': object
  'anonymity-signature-while-paused-refusal': object
  'refusal-redemption-ended': object
  'refusal-credential-used': object
  'anonymity-signed-again-after-withdrawal-refusal': object
  'refusal-credential-unknown': object
  'refusal-proof-not-valid': object
  'refusal-credential-withdrawn': object
  'refusal-facets-changed': object
  'anonymity-naming-needs-visibility-refusal': object
  'anonymity-text-changed-while-naming-refusal': object
  'refusal-change-unknown': object
  'refusal-bucket-unknown': object
  'anonymity-proving': object
  'anonymity-signing': object
  'anonymity-asking': object
  'anonymity-looking': object
  'anonymity-saved-as': { file: MessageValue }
  'anonymity-browser-keeps-nothing': object
  'anonymity-vouch-heading': object
  'anonymity-vouch-spent': object
  'anonymity-letter-changed': object
  'anonymity-not-counted-yet': object
  'anonymity-file-missing': object
  'anonymity-file-unreadable': object
  'anonymity-file-of-other-letter': object
  'anonymity-file-not-genuine': object
  'anonymity-mine-counted-heading': object
  'anonymity-mine-counted-words': object
  'anonymity-mine-withdrawn-heading': object
  'anonymity-mine-withdrawn-words': object
  'anonymity-mine-unknown-heading': object
  'anonymity-mine-unknown-words': object
  'anonymity-mine-withdrew-heading': object
  'anonymity-mine-withdrew-words': object
  'anonymity-mine-agreed-heading': object
  'anonymity-mine-agreed-words': object
  'anonymity-mine-named-heading': object
  'anonymity-mine-named-words': object
  'anonymity-letter-closed-title': object
  'anonymity-letter-closed-words': object
  'anonymity-back': object
  'anonymity-sign-title': object
  'anonymity-no-script-title': object
  'anonymity-no-script-words': object
  'anonymity-other-way': object
  'anonymity-steps-label': object
  'anonymity-address-heading': object
  'anonymity-step-sign': object
  'anonymity-step-counted': object
  'anonymity-address-lede': object
  'anonymity-how-code': object
  'anonymity-how-watched': object
  'anonymity-how-more': object
  'anonymity-from-named-title': object
  'anonymity-from-named-words': object
  'anonymity-vouch-words': object
  'anonymity-vouch-keep': object
  'anonymity-vouch-own-slip-label': object
  'anonymity-vouch-own-slip-hint': object
  'anonymity-vouch-use': object
  'anonymity-named-slip-label': object
  'anonymity-named-slip-hint': object
  'anonymity-own-slip-hint': object
  'anonymity-come-back-heading': object
  'anonymity-have-slip': object
  'anonymity-have-file': object
  'anonymity-see-mine': object
  'anonymity-prove': object
  'anonymity-used-heading': object
  'anonymity-fresh-slip': object
  'anonymity-slip-now': object
  'anonymity-when-heading': object
  'anonymity-proved': object
  'anonymity-not-signed-yet': object
  'anonymity-changed-title': object
  'anonymity-changed-words': object
  'anonymity-read-now': object
  'anonymity-now-heading': object
  'anonymity-now-words': object
  'anonymity-sign-now': object
  'anonymity-later-heading': object
  'anonymity-later-words': object
  'anonymity-later-do': object
  'anonymity-later-file': object
  'anonymity-save-file': object
  'anonymity-saved-words': object
  'anonymity-forget': object
  'anonymity-how-kept': object
  'anonymity-how-file': object
  'anonymity-accepted-heading': object
  'anonymity-accepted-keep': object
  'anonymity-save-file-again': object
  'anonymity-ask-again': object
  'anonymity-accepted-lost': object
  'anonymity-accepted-back': object
  'anonymity-receipt-words': object
  'anonymity-receipt-save': object
  'anonymity-counted-heading': object
  'anonymity-counted-words': object
  'anonymity-counted-back': object
  'anonymity-page-no-script-title': object
  'anonymity-file-no-script-words': object
  'anonymity-file-title': object
  'anonymity-file-other-device': object
  'anonymity-file-heading': object
  'anonymity-file-lede': object
  'anonymity-file-label': object
  'anonymity-file-hint': object
  'anonymity-file-open': object
  'anonymity-file-lost': object
  'anonymity-file-lost-link': object
  'anonymity-file-good-heading': object
  'anonymity-file-good-words': object
  'anonymity-file-changed-title': object
  'anonymity-mine-no-script-words': object
  'anonymity-mine-find-heading': object
  'anonymity-mine-named-elsewhere': object
  'anonymity-mine-named-link': object
  'anonymity-mine-another-slip': object
  'anonymity-mine-title': object
  'anonymity-mine-agree-words': object
  'anonymity-mine-agree-button': object
  'anonymity-mine-withdrawal-count': object
  'anonymity-mine-withdrawal-final': object
  'anonymity-mine-withdrawal-delivered': object
  'anonymity-mine-naming-heading': object
  'anonymity-mine-naming-words': object
  'anonymity-mine-naming-button': object
  'anonymity-mine-naming-hint': object
  'anonymity-mine-naming-withheld-words': object
  'anonymity-instead-withheld': object
  'anonymity-instead-name': object
  'anonymity-stopped-title': object
  'anonymity-stopped-words': object
  'approvals-title': object
  'approvals-intro': object
  'approvals-intro-alone': object
  'approvals-nothing': object
  'approvals-asked-on': { on: MessageValue }
  'approvals-only-owners': object
  'approvals-changed-title': object
  'approvals-changed-meanwhile': object
  'approvals-done-title': object
  'approvals-done-text': object
  'approvals-done-export-title': object
  'approvals-done-export': { hours: MessageValue }
  'approvals-refused-title': object
  'approvals-refused-text': object
  'approvals-asks': {
    by: MessageValue
    kind: MessageValue
    name: MessageValue
    role: MessageValue
    stage: MessageValue
  }
  'approvals-granted': { at: MessageValue; by: MessageValue }
  'approvals-granted-yours': { at: MessageValue }
  'approvals-export-now': object
  'approvals-alone': { kind: MessageValue; name: MessageValue }
  'approvals-yours': { kind: MessageValue; name: MessageValue; role: MessageValue; stage: MessageValue }
  'approvals-agree': { by: MessageValue; kind: MessageValue; name: MessageValue; stage: MessageValue }
  'approvals-follows-open': object
  'approvals-follows-open-quietly': object
  'approvals-follows-correct': object
  'approvals-follows-change-text': object
  'approvals-follows-close': object
  'approvals-follows-purge': object
  'approvals-follows-discard': object
  'approvals-follows-export': object
  'approvals-follows-reveal': object
  'approvals-follows-owner': object
  'approvals-follows-leave': object
  'approvals-follows-stage': object
  'approvals-follows-plan': object
  'approvals-follows-update': object
  'approvals-follows-reveal-together': object
  'approvals-follows-end-together': object
  'approvals-follows-extend': object
  'approvals-follows-keep': object
  'approvals-follows-campaign': object
  'approvals-follows-demand': object
  'approvals-follows-offer': object
  'approvals-letter-heading': object
  'approvals-letter-discarded': object
  'approvals-letter-to': { people: MessageValue }
  'approvals-preview-link': object
  'approvals-note-heading': object
  'approvals-update-heading': object
  'approvals-mail-heading': object
  'approvals-mails-heading': object
  'approvals-mail-for': { address: MessageValue }
  'approvals-mail-to': object
  'approvals-mail-subject': object
  'approvals-mail-more': object
  'approvals-changes-heading': object
  'approvals-changes-key': object
  'approvals-changes-published': object
  'approvals-unchanged': object
  'approvals-stale-title': object
  'approvals-stale': { by: MessageValue }
  'approvals-stale-yours': object
  'approvals-place': object
  'approvals-fact-revision': { number: MessageValue }
  'approvals-fact-visibility': { visibility: MessageValue }
  'approvals-fact-gone': { visibility: MessageValue }
  'approvals-fact-vouches': { count: MessageValue }
  'approvals-fact-checks': { count: MessageValue }
  'approvals-fact-check-trust': object
  'approvals-fact-check-ends': object
  'approvals-fact-batches': { count: MessageValue; minutes: MessageValue }
  'approvals-fact-by-employer': object
  'approvals-fact-first': { count: MessageValue }
  'approvals-fact-notice': { hours: MessageValue }
  'approvals-fact-ends-after': { days: MessageValue }
  'approvals-fact-ends-on': { on: MessageValue }
  'approvals-fact-end-before': { on: MessageValue }
  'approvals-fact-end-after': { on: MessageValue }
  'approvals-fact-purge-before': { on: MessageValue }
  'approvals-fact-purge-after': { on: MessageValue }
  'approvals-fact-agree-until': { at: MessageValue }
  'approvals-fact-employer': { domains: MessageValue; employer: MessageValue }
  'approvals-fact-list': { values: MessageValue }
  'approvals-fact-invited': { address: MessageValue }
  'approvals-fact-link': object
  'approvals-fact-address': { address: MessageValue; name: MessageValue }
  'approvals-fact-place': { place: MessageValue }
  'approvals-fact-press': { count: MessageValue }
  'approvals-fact-plan-note': { note: MessageValue; stage: MessageValue }
  'approvals-fact-stage-notice': { hours: MessageValue }
  'approvals-refuse-summary': object
  'approvals-reason-label': object
  'approvals-reason-hint': object
  'approvals-refuse': object
  'approvals-withdraw': object
  'approvals-cancel': object
  'approvals-alone-waits': { at: MessageValue }
  'approvals-alone-now': object
  'approvals-silent-now': { days: MessageValue }
  'approvals-carry-out': object
  'approvals-new-owner': object
  'approvals-needs-proof': object
  'approvals-refusals-heading': object
  'approvals-refusal-yours': object
  'approvals-over': object
  'approvals-reason-missing': object
  'approvals-reason-long': { most: MessageValue }
  'refusal-own-proposal': object
  'refusal-new-owner': object
  'refusal-proof-needed': object
  'approvals-waits-title': object
  'approvals-waits-link': object
  'approvals-waits-link-yours': object
  'audit-check-good': object
  'audit-check-bad': { count: MessageValue }
  'audit-check-standing': { count: MessageValue }
  'audit-check-closed': object
  'audit-check-row': { class: MessageValue; count: MessageValue; group: MessageValue; revision: MessageValue }
  'audit-check-text': { revision: MessageValue }
  'audit-check-group': { group: MessageValue }
  'audit-check-class': { class: MessageValue }
  'audit-check-proved-tree': { size: MessageValue }
  'audit-check-proved-older': { size: MessageValue }
  'audit-check-proved-credentials': { count: MessageValue }
  'audit-check-proved-once': object
  'audit-check-proved-receipts': { count: MessageValue }
  'audit-check-proved-names': { count: MessageValue; opened: MessageValue }
  'audit-check-proved-hidden': { count: MessageValue }
  'audit-check-proved-waiting': { count: MessageValue; needed: MessageValue }
  'audit-check-proved-reached': { count: MessageValue; needed: MessageValue }
  'audit-check-proved-revealed': { count: MessageValue; opened: MessageValue }
  'audit-check-word-issuers': { issuers: MessageValue }
  'audit-check-word-mailbox': { count: MessageValue }
  'audit-check-word-vouched': { count: MessageValue }
  'audit-check-word-reviewed': { count: MessageValue }
  'audit-check-word-supporter': { count: MessageValue }
  'audit-check-word-before-log': { count: MessageValue }
  'audit-check-word-reinstated': { count: MessageValue }
  'audit-check-word-lapsed': object
  'audit-check-word-withdrawn': { count: MessageValue }
  'audit-check-word-removed': { count: MessageValue; reason: MessageValue }
  'audit-check-word-lost': { count: MessageValue }
  'audit-check-word-policy': { count: MessageValue }
  'audit-check-compare': object
  'audit-check-root': object
  'audit-check-no-older': object
  'audit-check-receipts-waiting': { count: MessageValue }
  'audit-check-places': { count: MessageValue; places: MessageValue }
  'audit-check-places-more': { more: MessageValue; places: MessageValue }
  'audit-check-times': { count: MessageValue }
  'audit-check-error-format': object
  'audit-check-error-key': object
  'audit-check-error-checkpoint': object
  'audit-check-error-size': object
  'audit-check-error-root': object
  'audit-check-error-older-checkpoint': object
  'audit-check-error-older-size': object
  'audit-check-error-older-root': object
  'audit-check-error-receipt': object
  'audit-check-error-receipt-missing': object
  'audit-check-error-leaf': object
  'audit-check-error-first-leaf': object
  'audit-check-error-genesis-again': object
  'audit-check-error-close-again': object
  'audit-check-error-proof-missing': object
  'audit-check-error-proof-unused': object
  'audit-check-error-proof-hash': object
  'audit-check-error-proof-format': object
  'audit-check-error-proof-kind': object
  'audit-check-error-document-missing': object
  'audit-check-error-document-hash': object
  'audit-check-error-policy': object
  'audit-check-error-policy-letter': object
  'audit-check-error-policy-names': object
  'audit-check-error-revision-order': object
  'audit-check-error-revision-first': object
  'audit-check-error-revision-unknown': object
  'audit-check-error-credential-class': object
  'audit-check-error-credential-text': object
  'audit-check-error-credential-id': object
  'audit-check-error-credential-key': object
  'audit-check-error-credential-issuers': object
  'audit-check-error-credential-signature': object
  'audit-check-error-statement-signature': object
  'audit-check-error-statement-leaf': object
  'audit-check-error-statement-way': object
  'audit-check-error-reinstated': object
  'audit-check-error-before-log': object
  'audit-check-error-id-again': object
  'audit-check-error-id-unknown': object
  'audit-check-error-anonymous-id': object
  'audit-check-error-cell': object
  'audit-check-error-cell-empty': object
  'audit-check-error-change-group': object
  'audit-check-error-change-back': object
  'audit-check-error-names-count': object
  'audit-check-error-names-standing': object
  'audit-check-error-names-order': object
  'audit-check-error-names-length': object
  'audit-check-error-names-list': object
  'audit-check-error-names-opening': object
  'audit-check-error-threshold-policy': object
  'audit-check-error-threshold-again': object
  'audit-check-error-threshold-count': object
  'audit-check-error-threshold-few': object
  'audit-check-error-threshold-missing': object
  'audit-check-error-commit-missing': object
  'audit-check-error-commit-place': object
  'audit-check-error-commit-again': object
  'audit-check-error-together-late': object
  'audit-check-error-waiting-ended': object
  'audit-check-error-reveal-few': object
  'audit-check-error-reveal-many': object
  'audit-check-error-openings-order': object
  'audit-check-error-openings-length': object
  'audit-check-error-openings-list': object
  'audit-check-error-openings-committed': object
  'audit-check-error-openings-opening': object
  'audit-check-error-openings-shown': object
  'audit-check-error-openings-names': object
  'audit-check-usage': object
  'audit-check-unreadable': { file: MessageValue; reason: MessageValue }
  'audit-check-heading-proved': object
  'audit-check-heading-word': object
  'audit-check-heading-errors': object
  'audit-check-heading-compare': object
  'audit-check-file-title': object
  'audit-check-file-intro': object
  'audit-check-file-choose': object
  'audit-check-file-older': object
  'audit-check-file-older-hint': object
  'audit-check-file-older-paste': object
  'audit-check-file-receipts': object
  'audit-check-file-receipts-hint': object
  'audit-check-file-start': object
  'audit-check-file-progress': { percent: MessageValue }
  'audit-check-file-none': object
  'audit-check-file-failed': object
  'audit-check-file-no-script': object
  'audit-check-file-result': object
  'audit-check-file-counted': object
  'audit-check-file-column-text': object
  'audit-check-file-column-group': object
  'audit-check-file-column-class': object
  'audit-check-file-column-count': object
  'audit-check-file-caption': object
  'audit-check-file-letter': { title: MessageValue }
  'audit-title': object
  'audit-page-title': { title: MessageValue }
  'audit-back': object
  'audit-lede': object
  'audit-collecting': object
  'audit-collecting-again': object
  'audit-how-heading': object
  'audit-how-file-link': object
  'audit-how-file': object
  'audit-how-checker-link': object
  'audit-how-checker': object
  'audit-how-older': object
  'audit-proves-heading': object
  'audit-proves-count': object
  'audit-proves-anonymous': object
  'audit-proves-names': object
  'audit-proves-together': object
  'audit-proves-past': object
  'audit-word-heading': object
  'audit-word-mailbox': object
  'audit-word-credential': object
  'audit-word-reviewer': object
  'audit-word-together': object
  'audit-from-before': object
  'audit-checkpoint-heading': object
  'audit-checkpoint-words': { at: MessageValue }
  'audit-checkpoint-qr': object
  'audit-size': { size: MessageValue }
  'audit-own-heading': object
  'audit-own-link': object
  'audit-own': object
  'audit-programs-heading': object
  'audit-programs': { path: MessageValue }
  'audit-no-count-refusal': object
  'audit-count-changes-refusal': object
  'audit-mine-title': object
  'audit-mine-page-title': object
  'audit-mine-back': object
  'audit-mine-lede': object
  'audit-mine-no-script': object
  'audit-mine-find-heading': object
  'audit-mine-button': object
  'audit-mine-asks': object
  'audit-mine-looking': object
  'audit-mine-not-in-tree': object
  'audit-mine-no-answer': object
  'audit-mine-standing-heading': object
  'audit-mine-standing': { size: MessageValue }
  'audit-mine-ended-heading': object
  'audit-mine-ended': { size: MessageValue }
  'audit-mine-unknown-heading': object
  'audit-mine-unknown': object
  'audit-mine-add': { class: MessageValue; group: MessageValue; number: MessageValue; revision: MessageValue }
  'audit-mine-change': { group: MessageValue; number: MessageValue; revision: MessageValue }
  'audit-mine-withdraw': { number: MessageValue }
  'audit-mine-invalidate': { number: MessageValue }
  'audit-mine-lost': { number: MessageValue }
  'audit-mine-again': object
  'audit-mine-name-label': object
  'audit-mine-name-hint': object
  'audit-mine-name-fixed': { number: MessageValue }
  'audit-mine-name-not-fixed': object
  'audit-mine-name-not-typed': object
  'audit-group-anonymous': object
  'audit-group-hidden': object
  'audit-group-public': object
  'audit-group-together': object
  'audit-class-mailbox': object
  'audit-class-vouched': object
  'audit-class-reviewed': object
  'audit-class-supporter': object
  'backup-waits': { time: MessageValue }
  'backup-written': { file: MessageValue }
  'backup-file-exists': { file: MessageValue }
  'backup-no-folder': { folder: MessageValue }
  'backup-beside-keys': object
  'backup-during-upgrade': object
  'restore-done': { file: MessageValue }
  'restore-database-in-use': object
  'restore-unreadable': { file: MessageValue; reason: MessageValue }
  'restore-other-version': { file: MessageValue }
  'restore-newer': { migration: MessageValue }
  'restore-damaged': { file: MessageValue; reason: MessageValue }
  'restore-incomplete': { file: MessageValue }
  'browser-unreachable': { seconds: MessageValue }
  'browser-answer-not-genuine': object
  'browser-try-now': object
  'browser-sending': object
  'browser-autosave-unreachable': object
  'browser-oldest': { chrome: MessageValue; firefox: MessageValue; safari: MessageValue }
  'browser-not-begun-title': object
  'browser-not-begun-words': { browsers: MessageValue }
  'calls-none': object
  'calls-thanks-title': object
  'calls-thanks': object
  'calls-heading': object
  'calls-before-title': object
  'calls-before-name': object
  'calls-before-device': object
  'calls-before-words': object
  'calls-write-to': { people: MessageValue }
  'calls-write-hint': object
  'calls-said': object
  'calls-said-hint': object
  'calls-written-few': { least: MessageValue }
  'calls-written': { least: MessageValue }
  'calls-stopped-title': object
  'calls-stopped': object
  'calls-over-title': object
  'campaigns-lede': object
  'campaigns-sum': { counts: MessageValue }
  'campaigns-left-out': { count: MessageValue }
  'campaigns-workers': { employers: MessageValue }
  'campaigns-as-of': { at: MessageValue }
  'campaigns-none': object
  'campaigns-collecting': object
  'campaigns-independent': object
  'campaigns-data': object
  'campaigns-own-title': object
  'campaigns-own-lede': object
  'campaigns-back': object
  'campaigns-open-page': object
  'campaigns-others': object
  'campaigns-alone': object
  'campaigns-remove': object
  'campaigns-invite-heading': object
  'campaigns-invite-words': object
  'campaigns-invite-again': object
  'campaigns-invite-button': object
  'campaigns-invite-replace': object
  'campaigns-full': object
  'campaigns-leave-heading': object
  'campaigns-leave-words': object
  'campaigns-leave-began': object
  'campaigns-leave-button': object
  'campaigns-agree': object
  'campaigns-start-heading': object
  'campaigns-title-label': object
  'campaigns-title-hint': object
  'campaigns-start-button': object
  'campaigns-join-heading': object
  'campaigns-invitation-label': object
  'campaigns-invitation-hint': object
  'campaigns-join-button': object
  'campaigns-only-owners': object
  'campaigns-not-possible': object
  'campaigns-title-missing': object
  'campaigns-title-too-long': { most: MessageValue }
  'campaigns-invitation-unknown': object
  'refusal-campaign-not-public': object
  'refusal-in-campaign': object
  'refusal-campaign-full': { most: MessageValue }
  'refusal-campaign-not-begun': object
  'campaigns-fact-title': { title: MessageValue }
  'campaigns-fact-address': { address: MessageValue }
  'campaigns-fact-letter': { slug: MessageValue; title: MessageValue }
  'campaigns-fact-ended': object
  'check-page-title': object
  'check-title': object
  'check-lede': object
  'check-code-label': object
  'check-code-hint': object
  'check-button': object
  'check-never': object
  'check-malformed': object
  'check-unknown': object
  'check-real': object
  'check-letter': object
  'check-to': object
  'check-name-and-office': { name: MessageValue; office: MessageValue }
  'check-delivered': object
  'check-by-mail': { on: MessageValue }
  'check-by-hand': { on: MessageValue }
  'check-printed': object
  'check-on-its-way': object
  'check-count': object
  'check-as-of': { at: MessageValue }
  'check-shows': object
  'check-shows-names': { names: MessageValue }
  'check-shows-count': object
  'check-shows-employers': object
  'check-answer-by': object
  'check-hash': object
  'check-hash-why': object
  'check-earlier': object
  'check-text': object
  'check-revision': { hash: MessageValue; number: MessageValue }
  'check-contact': object
  'check-read': object
  'check-means-heading': object
  'check-means': object
  'check-another': object
  'command-one-file': { command: MessageValue }
  'command-no-database': { folder: MessageValue }
  'command-bounce-noted': object
  'command-bounce-known': object
  'command-bounce-foreign': object
  'command-bounce-no-report': object
  'command-bounce-kept': object
  'command-bounce-counted': object
  'command-bounce-too-many': object
  'command-bounce-too-early': object
  'demo-options': { reason: MessageValue }
  'demo-letter-without-title': { file: MessageValue }
  'demo-file-unreadable': { file: MessageValue }
  'demo-table-without-columns': { file: MessageValue; head: MessageValue }
  'demo-table-malformed': { file: MessageValue; line: MessageValue; separator: MessageValue }
  'demo-table-encoding': { file: MessageValue }
  'demo-too-few-signatories': { file: MessageValue }
  'comments-words-missing': object
  'comments-words-too-long': { most: MessageValue }
  'comments-passage-too-long': { most: MessageValue }
  'comments-passage-not-found': object
  'comments-passage-several': object
  'comments-suggestion-without-passage': object
  'comments-suggestion-same': object
  'comments-suggestion-over-blocks': object
  'comments-too-many': { most: MessageValue }
  'comments-name-wrong': object
  'comments-name-taken': { name: MessageValue }
  'comments-letter-opened': object
  'comments-closed': { how: MessageValue }
  'comments-not-yours': object
  'comments-not-yours-to-resolve': object
  'comments-no-suggestion': object
  'comments-passage-changed': object
  'comments-title': object
  'comments-intro': { days: MessageValue }
  'comments-opened': { days: MessageValue; kept: MessageValue }
  'comments-text': object
  'comments-no-text': object
  'comments-number-label': object
  'comments-on-passages': object
  'comments-on-whole': object
  'comments-none': object
  'comments-gone': object
  'comments-gone-words': object
  'comments-more': { count: MessageValue }
  'comments-closed-heading': { count: MessageValue }
  'comments-thread-name': { number: MessageValue }
  'comments-suggestion-name': { number: MessageValue }
  'comments-to-passage': object
  'comments-by': { name: MessageValue; on: MessageValue }
  'comments-by-reviewer': { name: MessageValue; on: MessageValue }
  'comments-by-you': { name: MessageValue; on: MessageValue }
  'comments-deleted': { on: MessageValue }
  'comments-edit': object
  'comments-closed-by': { by: MessageValue; how: MessageValue; on: MessageValue }
  'comments-accept': object
  'comments-refuse': object
  'comments-reply': object
  'comments-reply-or-refuse': object
  'comments-resolve': object
  'comments-reopen': object
  'comments-new': object
  'comments-quote-label': object
  'comments-quote-hint': object
  'comments-kind-legend': object
  'comments-kind': { kind: MessageValue }
  'comments-replacement-label': object
  'comments-replacement-hint': object
  'comments-words-label': object
  'comments-words-hint': object
  'comments-add': object
  'comments-name-heading': object
  'comments-name-words': object
  'comments-name-label': object
  'comments-name-hint': object
  'comments-name-save': object
  'comments-back': object
  'comments-thread-title': object
  'comments-reply-label': object
  'comments-decide-heading': object
  'comments-decide-words': object
  'comments-word-label': object
  'comments-word-hint': object
  'comments-own-title': object
  'comments-own-save': object
  'comments-own-delete': object
  'copies-class-at': { class: MessageValue; employerCount: MessageValue; employers: MessageValue }
  'copies-counted': { count: MessageValue; label: MessageValue }
  'copies-names': { count: MessageValue }
  'copies-days': { count: MessageValue }
  'copies-name-and-office': { name: MessageValue; office: MessageValue }
  'copies-subject': { title: MessageValue }
  'copies-to': { recipient: MessageValue }
  'copies-signed': { at: MessageValue; counts: MessageValue; employers: MessageValue }
  'copies-asks': { demands: MessageValue }
  'copies-asks-by': { at: MessageValue; demands: MessageValue }
  'copies-proof': object
  'copies-answer-heading': object
  'copies-reply': object
  'copies-reply-or-page': object
  'copies-page-alone': object
  'copies-private-page': object
  'copies-check-heading': object
  'copies-check': { address: MessageValue; code: MessageValue }
  'copies-check-place': { place: MessageValue }
  'copies-check-contact': { contact: MessageValue }
  'copies-revision': { hash: MessageValue; number: MessageValue }
  'copies-content-hash': { hash: MessageValue }
  'copies-checkpoint': { size: MessageValue }
  'copies-checkpoint-check': { address: MessageValue }
  'copies-pdf-name': object
  'copies-pdf-attached': object
  'copies-pdf-attached-list': { list: MessageValue }
  'copies-pdf-linked': { days: MessageValue }
  'copies-pdf-linked-list': { days: MessageValue; list: MessageValue }
  'copies-goes-on-attached': object
  'copies-goes-on-linked': object
  'copies-shows-count': object
  'copies-shows-employers': { counts: MessageValue }
  'copies-shows-no-employer': object
  'copies-press-embargo': { at: MessageValue }
  'copies-press-letter': object
  'copies-press-page': object
  'copies-press-contact': { contact: MessageValue }
  'copies-press-signed': { at: MessageValue; counts: MessageValue; employers: MessageValue }
  'copies-no-mail': object
  'copies-no-pdf': object
  'copies-too-many-names': { most: MessageValue }
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
  'refusal-no-names': object
  'refusal-headcount-malformed': { least: MessageValue; most: MessageValue }
  'refusal-headcount-of-part': object
  'dashboard-tabs': object
  'dashboard-tabs-menu': object
  'dashboard-tab-dashboard': object
  'dashboard-tab-text': object
  'dashboard-tab-signatures': object
  'dashboard-tab-delivery': object
  'dashboard-tab-people': object
  'dashboard-tab-close': object
  'dashboard-tab-list': object
  'dashboard-tab-statements': object
  'dashboard-tab-plan': object
  'dashboard-tab-answers': object
  'dashboard-tab-updates': object
  'dashboard-tab-organizers': object
  'dashboard-tab-approvals': object
  'dashboard-state-draft': object
  'dashboard-state-quiet': object
  'dashboard-state-open': object
  'dashboard-state-closed': object
  'dashboard-state-purged': object
  'dashboard-letter-page': object
  'dashboard-do-title': object
  'dashboard-do-nothing': object
  'dashboard-do-approvals': { count: MessageValue }
  'dashboard-do-answers': { count: MessageValue }
  'dashboard-do-returned': { count: MessageValue }
  'dashboard-do-unconfirmed': { count: MessageValue }
  'dashboard-do-doubtful': { count: MessageValue }
  'dashboard-do-statements': { count: MessageValue }
  'dashboard-do-comments': { count: MessageValue }
  'dashboard-checked-words': object
  'dashboard-checked': object
  'dashboard-more-waiting': { count: MessageValue }
  'dashboard-how-many': object
  'dashboard-as-of': { at: MessageValue }
  'dashboard-nobody-yet': object
  'dashboard-collecting': object
  'dashboard-collecting-until': { least: MessageValue }
  'dashboard-nothing-counted': object
  'dashboard-missing': object
  'dashboard-missing-later': object
  'dashboard-missing-none': object
  'dashboard-missing-stage': { class: MessageValue; least: MessageValue; missing: MessageValue; stage: MessageValue }
  'dashboard-missing-goal': { goal: MessageValue; missing: MessageValue }
  'dashboard-goal-reached': { goal: MessageValue }
  'dashboard-clocks': object
  'dashboard-silence': { days: MessageValue }
  'dashboard-clocks-recipient': object
  'dashboard-clocks-answer': object
  'dashboard-clock': { days: MessageValue }
  'dashboard-clock-answered': { on: MessageValue }
  'dashboard-clock-nothing': object
  'dashboard-clocks-days': object
  'dashboard-clocks-more': object
  'dashboard-removals-title': { count: MessageValue }
  'dashboard-removals': object
  'dashboard-no-codes': { domain: MessageValue }
  'dashboard-no-codes-words': object
  'dashboard-by-day': object
  'dashboard-events': object
  'dashboard-event-opened': object
  'dashboard-event-closed': object
  'dashboard-as-table': object
  'dashboard-day': object
  'dashboard-counted': object
  'dashboard-total': object
  'dashboard-plot-threshold': { least: MessageValue; stage: MessageValue }
  'dashboard-plot-differs': { counted: MessageValue; drawn: MessageValue; earlier: MessageValue }
  'dashboard-headcounts': object
  'dashboard-headcount': { employer: MessageValue; people: MessageValue; signed: MessageValue }
  'dashboard-headcount-apart': object
  'dashboard-headcount-hidden': { employers: MessageValue; least: MessageValue }
  'dashboard-headcounts-type': object
  'dashboard-headcounts-title': object
  'dashboard-headcounts-back': object
  'dashboard-headcounts-words': object
  'dashboard-headcounts-rule': { least: MessageValue }
  'dashboard-headcounts-hint': object
  'dashboard-headcounts-save': object
  'dashboard-headcounts-remove': object
  'dashboard-headcounts-undo': object
  'dashboard-headcounts-none': object
  'dashboard-headcount-saved': { employer: MessageValue; people: MessageValue }
  'dashboard-headcount-removed': { employer: MessageValue }
  'dashboard-breakdown': object
  'dashboard-breakdown-employer': object
  'dashboard-breakdown-class': object
  'dashboard-breakdown-signatures': object
  'dashboard-breakdown-together': object
  'dashboard-breakdown-anonymous': object
  'dashboard-breakdown-anonymous-class': object
  'dashboard-breakdown-all': object
  'dashboard-few-at': { employers: MessageValue; least: MessageValue }
  'dashboard-sum-differs': { counted: MessageValue; least: MessageValue; total: MessageValue }
  'dashboard-breakdown-as-of': { at: MessageValue; least: MessageValue }
  'dashboard-figures': object
  'dashboard-codes-title': object
  'dashboard-codes': { refused: MessageValue; sent: MessageValue; used: MessageValue }
  'dashboard-codes-rounded': { step: MessageValue }
  'dashboard-lately': object
  'dashboard-lately-left': object
  'dashboard-lately-all': object
  'dashboard-lately-nothing': object
  'dashboard-reload': { most: MessageValue }
  'dashboard-reload-off': object
  'dashboard-reload-stop': object
  'dashboard-reload-start': object
  'dashboard-title': { title: MessageValue }
  'dashboard-activity-title': object
  'dashboard-signatures-title': object
  'dashboard-signature-title': object
  'dashboard-invalidations-title': object
  'dashboard-name-claims-title': object
  'dashboard-open-domains-title': object
  'dashboard-open-domains': { domains: MessageValue }
  'dashboard-mine-alone-title': object
  'dashboard-mine-alone': { least: MessageValue }
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
  'dashboard-export-separator-hint': object
  'dashboard-export-title': object
  'dashboard-export-words': object
  'dashboard-export': object
  'dashboard-export-semicolon': object
  'dashboard-figures-semicolon': object
  'dashboard-names-csv-name': object
  'dashboard-names-csv-visibility': object
  'dashboard-names-csv-class': object
  'dashboard-figures-csv-figure': object
  'dashboard-figures-csv-of': object
  'dashboard-figures-csv-number': object
  'dashboard-figures-csv-employer': object
  'dashboard-figures-csv-row': { class: MessageValue; employers: MessageValue }
  'dashboard-figures-csv-anonymous': object
  'dashboard-next-title': object
  'dashboard-next-nothing': object
  'dashboard-next-late': { count: MessageValue }
  'dashboard-next-approvals-yours': { count: MessageValue }
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
  'dashboard-activity-heading': object
  'dashboard-activity-words': object
  'dashboard-activity-undo': object
  'dashboard-activity-pages': object
  'dashboard-activity-earlier': object
  'dashboard-signatures-collecting': object
  'dashboard-signatures-name': object
  'dashboard-signatures-visibility': object
  'dashboard-signatures-resemblance': object
  'dashboard-signatures-state': object
  'dashboard-filter-any': object
  'dashboard-state-standing': object
  'dashboard-state-invalid': object
  'dashboard-state-all': object
  'dashboard-resembles': { resemblance: MessageValue }
  'dashboard-signatures-no-name': object
  'dashboard-signatures-show': object
  'dashboard-signatures-invalidate': object
  'dashboard-signatures-activity': object
  'dashboard-signatures-caption': object
  'dashboard-signatures-caption-public': object
  'dashboard-signatures-act': object
  'dashboard-signatures-moderate': object
  'dashboard-signatures-not-found-yet': object
  'dashboard-signatures-further': object
  'dashboard-signatures-not-found': object
  'dashboard-signatures-pages': object
  'dashboard-name-hidden': object
  'dashboard-signature-back': object
  'dashboard-signature-visibility': { visibility: MessageValue }
  'dashboard-signature-resembles': { resemblance: MessageValue }
  'dashboard-signature-name-heading': object
  'dashboard-signature-name-hidden': object
  'dashboard-signature-name-show': object
  'dashboard-signature-name-words': object
  'dashboard-signature-name-hide': object
  'dashboard-signature-count-heading': object
  'dashboard-signature-count-invalid': object
  'dashboard-signature-count-again': object
  'dashboard-signature-count-words': object
  'dashboard-signature-count-invalidate': object
  'dashboard-reason-legend': object
  'dashboard-reason-hint': object
  'dashboard-invalidations-heading': object
  'dashboard-invalidations-words': object
  'dashboard-invalidations-resemblance': object
  'dashboard-invalidations-visibility': object
  'dashboard-invalidations-name': object
  'dashboard-invalidations-employer': object
  'dashboard-invalidations-preview': object
  'dashboard-invalidations-matching': { count: MessageValue }
  'dashboard-invalidations-button': { count: MessageValue }
  'dashboard-name-claims-heading': object
  'dashboard-name-claims-words': object
  'dashboard-name-claims-decide': object
  'dashboard-name-claims-received': { day: MessageValue }
  'dashboard-name-claims-none': object
  'dashboard-name-claim-back': object
  'dashboard-name-claim-on': { day: MessageValue }
  'dashboard-name-claim-search': object
  'dashboard-name-claim-whose': object
  'dashboard-name-claim-more': object
  'dashboard-name-claim-not-found': object
  'dashboard-name-claim-hide': object
  'dashboard-name-claim-decline': object
  'plan-title': object
  'plan-draft-title': object
  'plan-draft-intro': object
  'plan-copy-title': { name: MessageValue }
  'plan-copy-title-press': object
  'plan-stopped-title': object
  'plan-stopped': { hours: MessageValue }
  'plan-asked-link': object
  'plan-back': object
  'plan-expected-title': object
  'plan-expected-draft': { by: MessageValue; count: MessageValue }
  'plan-expected-open': { by: MessageValue; count: MessageValue; from: MessageValue }
  'plan-expected-collecting': { by: MessageValue; count: MessageValue }
  'plan-expected-closed': object
  'plan-expected-no-date': object
  'plan-expected-closes': object
  'plan-expected-purge': object
  'plan-expected-announced': { at: MessageValue }
  'plan-expected-after-close': object
  'plan-expected-not': { after: MessageValue; because: MessageValue }
  'plan-rehearsal-title': object
  'plan-rehearsal-signatures': object
  'plan-rehearsal-by': object
  'plan-rehearsal-button': object
  'plan-rehearsal-hint': object
  'plan-rehearsal-number': { most: MessageValue }
  'plan-rehearsal-day': { end: MessageValue; from: MessageValue }
  'plan-templates-title': object
  'plan-templates-intro': object
  'plan-templates-nobody': object
  'plan-templates-zone': object
  'plan-template-heading': { template: MessageValue }
  'plan-template-step-up': {
    days: MessageValue
    first: MessageValue
    least: MessageValue
    more: MessageValue
    second: MessageValue
    shows: MessageValue
  }
  'plan-template-on-a-day': {
    date: MessageValue
    days: MessageValue
    first: MessageValue
    shows: MessageValue
    zone: MessageValue
  }
  'plan-template-by-hand-first': {
    days: MessageValue
    first: MessageValue
    least: MessageValue
    second: MessageValue
    shows: MessageValue
  }
  'plan-template-blank-label': { blank: MessageValue }
  'plan-template-choose': object
  'plan-template-everybody': object
  'plan-template-others': object
  'plan-template-shows': { shown: MessageValue }
  'plan-template-blank': object
  'plan-template-add': object
  'plan-template-link': object
  'plan-template-added-title': { count: MessageValue }
  'plan-template-added': object
  'plan-template-undo': object
  'plan-undo-changed': object
  'plan-notice-alone': { hours: MessageValue }
  'plan-kind-missing': object
  'plan-disclosure-missing': object
  'plan-recipient-unknown': object
  'plan-recipient-refused': { name: MessageValue }
  'plan-call-text-missing': object
  'plan-note-too-long': { most: MessageValue }
  'plan-note-unknown-fact': { known: MessageValue; typed: MessageValue }
  'plan-note-braces': { known: MessageValue }
  'plan-note-hint': { known: MessageValue; number: MessageValue; words: MessageValue }
  'plan-press-too-many': { most: MessageValue }
  'plan-press-faulty': { count: MessageValue; lines: MessageValue }
  'plan-press-many-faulty': { count: MessageValue; lines: MessageValue }
  'plan-date-label': object
  'plan-date-hint': object
  'plan-zone-label': object
  'plan-zone-hint': object
  'plan-date-malformed': object
  'plan-date-past': object
  'plan-zone-unknown': object
  'plan-time-twice': { time: MessageValue; zone: MessageValue }
  'plan-time-never': { time: MessageValue; zone: MessageValue }
  'plan-count-malformed': { most: MessageValue }
  'plan-class-missing': object
  'plan-class-not-offered': object
  'plan-days-malformed': { most: MessageValue }
  'plan-after-missing': object
  'plan-after-close': { at: MessageValue; end: MessageValue; stage: MessageValue }
  'plan-after-purge': { at: MessageValue; end: MessageValue; stage: MessageValue }
  'plan-stage-fault': { stage: MessageValue }
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
  'plan-late-missed': { at: MessageValue }
  'plan-late-refused': { at: MessageValue }
  'plan-late-next': object
  'delivery-plan-came-back': { reason: MessageValue }
  'delivery-plan-returned': { kind: MessageValue; on: MessageValue }
  'delivery-plan-read-returned': object
  'plan-embargo-label': object
  'plan-embargo-hint': object
  'plan-embargo-past': object
  'plan-embargo': { at: MessageValue }
  'plan-embargo-over': { at: MessageValue }
  'plan-answer-heading': object
  'plan-answer-hint': object
  'plan-answer-days-label': object
  'plan-answer-by-label': object
  'plan-answer-both': object
  'plan-answer-days-malformed': { most: MessageValue }
  'plan-answer-by-malformed': object
  'plan-answer-by-wrong': { latest: MessageValue }
  'plan-answer-in-days': { days: MessageValue }
  'plan-answer-by': { by: MessageValue }
  'plan-answer-by-past': { by: MessageValue }
  'plan-answer-too-early': { days: MessageValue; stage: MessageValue }
  'plan-collecting': { least: MessageValue }
  'plan-none': object
  'plan-owners': object
  'plan-when-ended': { on: MessageValue }
  'plan-when-cancelled': { on: MessageValue }
  'plan-when-started': { at: MessageValue }
  'plan-tag': { state: MessageValue }
  'plan-call-text': object
  'plan-cut': { count: MessageValue; most: MessageValue }
  'plan-counted': { count: MessageValue; least: MessageValue }
  'plan-silence-answered': { stage: MessageValue }
  'plan-silence-cancelled': { stage: MessageValue }
  'plan-silence-undelivered': { stage: MessageValue }
  'plan-silence-passed': object
  'plan-silence-until': { at: MessageValue }
  'plan-approved': object
  'plan-not-approved': object
  'plan-notice-none': object
  'plan-notice': { hours: MessageValue }
  'plan-announced-approved': { at: MessageValue }
  'plan-announced': { at: MessageValue }
  'plan-announced-ready': object
  'plan-goes-now': object
  'plan-being-sent': object
  'plan-sent': object
  'plan-accepted': { count: MessageValue; total: MessageValue }
  'plan-frozen': object
  'plan-handed-over': { on: MessageValue }
  'plan-is-public': object
  'plan-press-accepted': { count: MessageValue; total: MessageValue }
  'plan-call-out': object
  'plan-call-ended': object
  'plan-stopped-by': { name: MessageValue }
  'plan-stopped-until': { at: MessageValue }
  'plan-got-nothing': object
  'plan-got-nobody': object
  'plan-got': { people: MessageValue }
  'plan-got-unsure': { people: MessageValue }
  'plan-got-press': { count: MessageValue }
  'plan-asked': { by: MessageValue; what: MessageValue }
  'plan-asked-yours': { what: MessageValue }
  'plan-asked-decide': object
  'plan-asked-waits': object
  'plan-approve': object
  'plan-approve-announced': object
  'plan-start-late': object
  'plan-start-early': object
  'plan-announce': object
  'plan-send-public': object
  'plan-send-call': object
  'plan-send-by-hand': object
  'plan-send': { count: MessageValue }
  'plan-send-call-hint': object
  'plan-send-hint': object
  'plan-skip': object
  'plan-call-stop': object
  'plan-call-cancel': object
  'plan-call-end': object
  'plan-by-hand-stop': object
  'plan-sending-stop': object
  'plan-cancel-rest': object
  'plan-cancel': object
  'plan-resume': object
  'plan-change-withdraw': object
  'plan-change-drop': object
  'plan-stage-add': object
  'plan-stage-change': { number: MessageValue }
  'plan-stage-up': { number: MessageValue }
  'plan-stage-down': { number: MessageValue }
  'plan-stage-out': { number: MessageValue }
  'plan-record-by-hand': object
  'plan-copy-link': { people: MessageValue }
  'plan-copy-changed-link': { people: MessageValue }
  'plan-print-link': { people: MessageValue }
  'plan-review-list': object
  'plan-table-recipient': object
  'plan-table-state': object
  'plan-table-names': object
  'plan-table-receipt': object
  'plan-table-press': object
  'plan-send-again': { name: MessageValue }
  'plan-send-again-press': object
  'plan-page-end-title': object
  'plan-page-end-hint': object
  'plan-page-end': { name: MessageValue }
  'delivery-plan-state': { state: MessageValue }
  'delivery-plan-receipt-none': object
  'delivery-plan-queued': object
  'delivery-plan-handing-over': object
  'delivery-plan-retried': { at: MessageValue }
  'delivery-plan-said': { answer: MessageValue }
  'delivery-plan-accepted': { at: MessageValue }
  'delivery-plan-delayed': { answer: MessageValue; on: MessageValue }
  'delivery-plan-handed-over': object
  'delivery-plan-printed': object
  'delivery-plan-refused': object
  'delivery-plan-bounced': { answer: MessageValue; on: MessageValue }
  'delivery-plan-bounced-gone': object
  'delivery-plan-not-made': object
  'delivery-plan-not-made-next': object
  'delivery-plan-unsure': object
  'delivery-plan-cancelled': object
  'plan-copy-heading': { name: MessageValue }
  'plan-copy-proposed-title': object
  'plan-copy-proposed': object
  'plan-copy-pdf': object
  'plan-copy-pdf-size': { kilobytes: MessageValue }
  'plan-copy-pdf-large': object
  'plan-copy-mail-text': object
  'plan-copy-list': object
  'plan-copy-names': { count: MessageValue }
  'plan-copy-no-names': object
  'plan-stage-approved-title': object
  'plan-stage-approved': object
  'plan-kind-legend': object
  'plan-kind-mail': object
  'plan-kind-mail-hint': object
  'plan-kind-by-hand': object
  'plan-kind-by-hand-hint': object
  'plan-kind-public': object
  'plan-kind-public-hint': object
  'plan-kind-call': object
  'plan-kind-call-hint': object
  'plan-recipients-legend': object
  'plan-recipients-none': object
  'plan-recipient-no-address': object
  'plan-recipient-address-refused': object
  'plan-disclosure-legend': object
  'plan-disclosure-count': object
  'plan-disclosure-count-hint': object
  'plan-disclosure-employers': object
  'plan-disclosure-employers-hint': object
  'plan-disclosure-names': object
  'plan-disclosure-names-hint': object
  'plan-note-label': object
  'plan-press-title': object
  'plan-press-label': object
  'plan-press-hint': { most: MessageValue }
  'plan-start-title': object
  'plan-start-hint': object
  'plan-count-label': object
  'plan-class-legend': object
  'plan-class-workers': object
  'plan-class-mailbox': object
  'plan-class-vouched': object
  'plan-class-reviewed': object
  'plan-class-supporter': object
  'plan-after-legend': object
  'plan-after-none': object
  'plan-after-stage': { number: MessageValue }
  'plan-after-people': { recipients: MessageValue }
  'plan-days-label': object
  'plan-stage-save': object
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
  'hand-delivery-heading': { number: MessageValue }
  'hand-delivery-intro': object
  'hand-delivery-photo-label': object
  'hand-delivery-photo-hint': { megabytes: MessageValue }
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
  'demands-heading': object
  'demands-source': object
  'demands-silent': object
  'demands-open': object
  'demands-state': { on: MessageValue; state: MessageValue }
  'demands-before': object
  'demands-link': object
  'demands-earlier-heading': object
  'demands-earlier-words': object
  'demands-title': object
  'demands-intro': object
  'demands-rule': object
  'demands-none': object
  'demands-not-yet': object
  'demands-plan': object
  'demands-to-answers': object
  'demands-only-owners': object
  'demands-say': object
  'demands-back': object
  'demands-say-title': object
  'demands-now': object
  'demands-say-words': object
  'demands-choice-legend': object
  'demands-choice-open': object
  'demands-choice-promised': object
  'demands-choice-partly-met': object
  'demands-choice-met': object
  'demands-choice-refused': object
  'demands-since-label': object
  'demands-since-hint': object
  'demands-note-label': object
  'demands-note-hint': object
  'demands-link-label': object
  'demands-link-hint': object
  'demands-say-button': object
  'demands-state-missing': object
  'demands-since-malformed': object
  'demands-since-to-come': object
  'demands-since-too-early': { on: MessageValue }
  'demands-note-missing': object
  'demands-note-too-long': { most: MessageValue }
  'demands-link-too-long': { most: MessageValue }
  'demands-link-malformed': object
  'refusal-not-delivered': object
  'demands-fact-demand': { demand: MessageValue }
  'demands-fact-before-open': object
  'demands-fact-before': { on: MessageValue; state: MessageValue }
  'demands-fact-after': { on: MessageValue; state: MessageValue }
  'demands-fact-note': { note: MessageValue }
  'demands-fact-link': { link: MessageValue }
  'demands-fact-no-link': object
  'dev-mail-title': object
  'dev-mail-intro': object
  'dev-mail-from': object
  'dev-mail-when': object
  'dev-mail-no-subject': object
  'dev-mail-none': object
  'dev-mail-all': object
  'dev-mail-text': object
  'dev-mail-html': object
  'dev-mail-attachments': object
  'dev-mail-bytes': { count: MessageValue }
  'dev-mail-headers': object
  'doctor-line-good': { finding: MessageValue }
  'doctor-line-think': { finding: MessageValue }
  'doctor-line-bad': { finding: MessageValue }
  'doctor-summary': { bad: MessageValue; good: MessageValue; think: MessageValue }
  'doctor-no-backups': object
  'doctor-start-refuses': object
  'doctor-settings-fine': object
  'doctor-no-mail-server': object
  'doctor-no-mail-server-advice': object
  'doctor-mail-unencrypted': object
  'doctor-mail-unencrypted-advice': object
  'doctor-sender-telling': { address: MessageValue }
  'doctor-sender-telling-advice': object
  'doctor-mail-unsigned': object
  'doctor-mail-unsigned-advice': object
  'doctor-proxy-unknown': object
  'doctor-proxy-unknown-advice': object
  'doctor-proxy-avoidable': { host: MessageValue }
  'doctor-proxy-avoidable-advice': object
  'doctor-folder-absent': { path: MessageValue }
  'doctor-folder-absent-advice': object
  'doctor-folder-private': { path: MessageValue }
  'doctor-file-shared': { path: MessageValue }
  'doctor-file-shared-advice': { mode: MessageValue; path: MessageValue }
  'doctor-keys-in-data': { one: MessageValue; other: MessageValue }
  'doctor-keys-in-backups': { one: MessageValue; other: MessageValue }
  'doctor-backups-in-data': { one: MessageValue; other: MessageValue }
  'doctor-logs-in-data': { one: MessageValue; other: MessageValue }
  'doctor-logs-in-backups': { one: MessageValue; other: MessageValue }
  'doctor-nested-advice': object
  'doctor-keys-apart-from-data': object
  'doctor-keys-apart-from-backups': object
  'doctor-logs-apart-from-data': object
  'doctor-logs-apart-from-backups': object
  'doctor-backups-apart-from-data': object
  'doctor-keys-among-backups': { path: MessageValue }
  'doctor-keys-among-backups-advice': { files: MessageValue }
  'doctor-backups-hasty': { path: MessageValue }
  'doctor-backups-hasty-advice': object
  'doctor-backups-many': { count: MessageValue; path: MessageValue }
  'doctor-backups-many-advice': object
  'doctor-snapshots': { filesystem: MessageValue }
  'doctor-snapshots-advice': object
  'doctor-swap': object
  'doctor-swap-advice': object
  'doctor-keys-fine': object
  'doctor-keys-not-compared': object
  'doctor-keys-not-compared-advice': object
  'doctor-keys-missing': { keys: MessageValue }
  'doctor-keys-missing-advice': object
  'doctor-keys-back': { keys: MessageValue }
  'doctor-keys-back-advice': object
  'doctor-keys-unknown': { letters: MessageValue }
  'doctor-keys-unknown-advice': object
  'doctor-logs-fine': object
  'doctor-logs-not-compared': object
  'doctor-logs-not-compared-advice': object
  'doctor-logs-behind': { letters: MessageValue }
  'doctor-logs-behind-advice': object
  'doctor-logs-uncopied': { letters: MessageValue }
  'doctor-logs-uncopied-advice': object
  'doctor-database-unreachable': { reason: MessageValue }
  'doctor-database-unreachable-advice': object
  'doctor-version-fine': object
  'doctor-version-other': { version: MessageValue }
  'doctor-version-other-advice': object
  'doctor-elsewhere-fine': object
  'doctor-slots': { count: MessageValue }
  'doctor-slots-advice': object
  'doctor-replicas': object
  'doctor-replicas-advice': object
  'doctor-publications': object
  'doctor-publications-advice': object
  'doctor-statements-counted': object
  'doctor-statements-counted-advice': object
  'doctor-triggers': { count: MessageValue }
  'doctor-triggers-advice': object
  'doctor-tables-logged': { tables: MessageValue }
  'doctor-tables-logged-advice': { statements: MessageValue }
  'doctor-connection-clear': object
  'doctor-connection-clear-advice': object
  'doctor-roles': { count: MessageValue }
  'doctor-roles-advice': object
  'doctor-clock-fine': object
  'doctor-clock-unset': { year: MessageValue }
  'doctor-clock-unset-advice': object
  'doctor-clock-apart': { seconds: MessageValue }
  'doctor-clock-apart-advice': object
  'doctor-postgres-fine': { name: MessageValue; value: MessageValue }
  'doctor-postgres-fine-empty': { name: MessageValue }
  'doctor-change': { change: MessageValue }
  'doctor-change-restart': { change: MessageValue }
  'doctor-change-archive': { change: MessageValue }
  'doctor-change-libraries': { change: MessageValue }
  'doctor-setting-log-statement': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-duration': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-sample': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-transactions': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-failed': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-verbosity': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-parameters': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-messages': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-busy': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-prefix': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-waits': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-checkpoints': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-autovacuum': { name: MessageValue; value: MessageValue }
  'doctor-setting-log-replication': { name: MessageValue; value: MessageValue }
  'doctor-setting-commit-timestamps': { name: MessageValue; value: MessageValue }
  'doctor-setting-activity-size': { name: MessageValue; value: MessageValue }
  'doctor-setting-archive': { name: MessageValue; value: MessageValue }
  'doctor-setting-wal-level': { name: MessageValue; value: MessageValue }
  'doctor-setting-wal-kept': { name: MessageValue; value: MessageValue }
  'doctor-setting-wal-recycled': { name: MessageValue; value: MessageValue }
  'doctor-setting-wal-summaries': { name: MessageValue; value: MessageValue }
  'doctor-setting-libraries': { name: MessageValue; value: MessageValue }
  'doctor-setting-autovacuum': { name: MessageValue; value: MessageValue }
  'doctor-setting-vacuum-truncate': { name: MessageValue; value: MessageValue }
  'doctor-setting-crash-everything': { name: MessageValue; value: MessageValue }
  'doctor-setting-crash-signatures': { name: MessageValue; value: MessageValue }
  'drafting-letters-title': object
  'drafting-letters-none': object
  'drafting-letter-role': { role: MessageValue }
  'drafting-start-title': object
  'drafting-start-hint': object
  'drafting-start-button': object
  'drafting-tasks': { count: MessageValue }
  'drafting-discarded': { at: MessageValue }
  'drafting-restore': object
  'drafting-examples-title': object
  'drafting-examples-words': object
  'drafting-example-start': object
  'refusal-letter-was-opened': object
  'refusal-title-missing': object
  'refusal-way-taken': object
  'drafting-changed-meanwhile': object
  'drafting-letter-closed': object
  'drafting-autosave-saved': object
  'drafting-autosave-merged': object
  'drafting-autosave-overtaken': object
  'drafting-autosave-refused': { reason: MessageValue }
  'drafting-saved-merged': object
  'drafting-overtaken-title': { count: MessageValue; names: MessageValue }
  'drafting-overtaken-rule': object
  'drafting-overtaken-words': object
  'drafting-overtaken-field': { field: MessageValue }
  'drafting-overtaken-both': object
  'drafting-overtaken-one': object
  'drafting-overtaken-drop': object
  'drafting-title-label': object
  'drafting-text-label': object
  'drafting-text-hint': object
  'drafting-title-too-long': { most: MessageValue }
  'drafting-text-too-long': { most: MessageValue }
  'drafting-demands-legend': object
  'drafting-demands-hint': object
  'drafting-demand-add': object
  'drafting-demand-label': { number: MessageValue }
  'drafting-demand-remove': { number: MessageValue }
  'drafting-demand-too-long': { most: MessageValue }
  'drafting-demand-up': { number: MessageValue }
  'drafting-demand-down': { number: MessageValue }
  'drafting-demands-too-many': { most: MessageValue }
  'drafting-recipients-legend': object
  'drafting-recipients-hint': object
  'drafting-recipient-add': object
  'drafting-recipient-legend': { number: MessageValue }
  'drafting-name-label': object
  'drafting-office-label': object
  'drafting-recipient-address-label': object
  'drafting-recipient-remove': { number: MessageValue }
  'drafting-recipient-name-missing': object
  'drafting-recipient-name-too-long': { most: MessageValue }
  'drafting-name-link': object
  'drafting-recipient-office-too-long': { most: MessageValue }
  'drafting-office-link': object
  'drafting-recipient-address-wrong': object
  'drafting-recipient-repeated': object
  'drafting-recipients-too-many': { most: MessageValue }
  'drafting-employers-legend': object
  'drafting-employers-hint': object
  'drafting-employer-add': object
  'drafting-employer-legend': { number: MessageValue }
  'drafting-domains-label': object
  'drafting-domains-hint': object
  'drafting-employer-remove': { number: MessageValue }
  'drafting-employer-name-missing': object
  'drafting-employer-name-too-long': { most: MessageValue }
  'drafting-employer-repeated': object
  'drafting-employers-too-many': { most: MessageValue }
  'drafting-domain-repeated': { domain: MessageValue }
  'drafting-domains-too-many': { most: MessageValue }
  'drafting-facet-label': { facet: MessageValue }
  'drafting-facet-hint': object
  'drafting-slug-label': object
  'drafting-slug-hint': object
  'drafting-slug-short': object
  'drafting-slug-own-word': { slug: MessageValue }
  'drafting-slug-quiet-words': { slug: MessageValue }
  'refusal-address-taken': { free: MessageValue; slug: MessageValue }
  'refusal-address-fixed': object
  'drafting-language-label': object
  'drafting-language-other-label': object
  'drafting-language-other-hint': object
  'drafting-language-wrong': object
  'drafting-offers-legend': object
  'drafting-offers-hint': object
  'drafting-offer-anonymous': object
  'drafting-offer-anonymous-words': object
  'drafting-offer-withheld': object
  'drafting-offer-withheld-words': object
  'drafting-offer-recipients': object
  'drafting-offer-recipients-words': object
  'drafting-offer-public': object
  'drafting-offer-public-words': object
  'drafting-by-employer-legend': object
  'drafting-by-employer-hint': object
  'drafting-by-employer': object
  'drafting-by-employer-words': object
  'drafting-by-employer-late': object
  'drafting-vouches-label': object
  'drafting-vouches-hint': object
  'drafting-checks-label': object
  'drafting-checks-hint': object
  'drafting-presets-legend': object
  'drafting-presets-hint': object
  'drafting-preset-careful': object
  'drafting-preset-careful-words': { days: MessageValue; first: MessageValue; together: MessageValue }
  'drafting-preset-usual': object
  'drafting-preset-usual-words': { days: MessageValue; first: MessageValue; together: MessageValue }
  'drafting-preset-none': object
  'drafting-preset-none-words': object
  'drafting-preset-own': object
  'drafting-preset-own-words': object
  'drafting-fine-tune': object
  'drafting-fine-tune-words': object
  'drafting-sample-title': object
  'drafting-sample-words': object
  'drafting-batch-minutes-label': object
  'drafting-batch-minutes-hint': object
  'drafting-batch-size-label': object
  'drafting-batch-size-hint': object
  'drafting-first-threshold-label': object
  'drafting-first-threshold-hint': object
  'drafting-notice-hours-label': object
  'drafting-notice-hours-hint': object
  'drafting-batch-minutes-wrong': { least: MessageValue; most: MessageValue }
  'drafting-batch-size-wrong': { least: MessageValue; most: MessageValue }
  'drafting-first-threshold-wrong': { least: MessageValue; most: MessageValue }
  'drafting-notice-hours-wrong': { least: MessageValue; most: MessageValue }
  'drafting-protection-lowered': { held: MessageValue }
  'drafting-visibilities-missing': object
  'drafting-visibilities-unknown': object
  'drafting-checks-wrong': { least: MessageValue; most: MessageValue }
  'drafting-vouches-wrong': { least: MessageValue; most: MessageValue }
  'drafting-ends-on-label': object
  'drafting-ends-on-hint': { days: MessageValue }
  'drafting-ends-on-malformed': object
  'drafting-ends-on-wrong': { days: MessageValue; latest: MessageValue }
  'drafting-ends-on-fixed': object
  'drafting-goal-label': object
  'drafting-goal-hint': object
  'drafting-contact-label': object
  'drafting-contact-hint': object
  'drafting-goal-wrong': { least: MessageValue; most: MessageValue }
  'drafting-second-place-label': object
  'drafting-second-place-hint': object
  'drafting-contact-too-long': { most: MessageValue }
  'drafting-paper-legend': object
  'drafting-paper-hint': object
  'drafting-paper-a4': object
  'drafting-paper-a4-hint': object
  'drafting-paper-letter': object
  'drafting-paper-letter-hint': object
  'drafting-paper-unknown': object
  'drafting-part-label': { part: MessageValue }
  'drafting-parts': object
  'drafting-save': object
  'drafting-save-and-continue': { part: MessageValue }
  'drafting-comments': { count: MessageValue }
  'drafting-only-editors': object
  'drafting-only-owners': object
  'drafting-note-names-draft': object
  'drafting-note-names-open': object
  'drafting-note-details-open': object
  'drafting-note-open': object
  'drafting-preview': object
  'drafting-preview-back': object
  'dry-run-title': object
  'dry-run-link': object
  'dry-run-open': object
  'dry-run-back-preview': object
  'dry-run-back': object
  'dry-run-intro': object
  'dry-run-intro-mail': object
  'dry-run-intro-address': object
  'dry-run-intro-kept': object
  'dry-run-begin': object
  'dry-run-leave': object
  'dry-run-again': object
  'dry-run-nothing-kept': object
  'dry-run-step-sign': object
  'dry-run-step-code': object
  'dry-run-step-done': object
  'dry-run-step-mine': object
  'dry-run-code': object
  'dry-run-code-mail': object
  'dry-run-next': { to: MessageValue }
  'dry-run-anonymous-title': object
  'dry-run-anonymous-why': object
  'dry-run-anonymous-what': object
  'dry-run-anonymous-key': object
  'dry-run-anonymous-code': object
  'dry-run-anonymous-sign': object
  'dry-run-anonymous-counted': object
  'dry-run-anonymous-link': object
  'dry-run-mail-title': object
  'dry-run-mail-intro': object
  'dry-run-mail-to': object
  'dry-run-mail-subject': object
  'dry-run-mail-nobody': object
  'editor-tools': object
  'editor-strong': object
  'editor-strong-sign': object
  'editor-em': object
  'editor-em-sign': object
  'editor-heading': object
  'editor-subheading': object
  'editor-quote': object
  'editor-bullets': object
  'editor-numbers': object
  'editor-link': object
  'editor-source': object
  'editor-undo': object
  'editor-redo': object
  'editor-address': object
  'editor-address-wrong': object
  'editor-link-set': object
  'editor-link-remove': object
  'editor-comment': object
  'editor-comment-on': object
  'editor-comment-whole': object
  'editor-comment-suggest': object
  'editor-comment-leave': object
  'editor-places': object
  'editor-places-title': object
  'editor-places-demands': object
  'editor-places-sources': object
  'editor-places-move': object
  'editor-places-leave': object
  'editor-left-out-pictures': object
  'editor-left-out-struck': object
  'editor-left-out-tables': object
  'editor-left-out-files': object
  'editor-left-out-too-much': object
  'editor-tidy': object
  'editor-tidy-hint': object
  'editor-restore': object
  'editor-places-plain': object
  'editor-words': object
  'editor-help': object
  'editor-moved-demands': object
  'live-present': object
  'live-stored': object
  'live-unstored': object
  'live-away': object
  'live-ended': object
  'emergency-title': object
  'emergency-intro': object
  'emergency-names-heading': object
  'emergency-names-what': object
  'emergency-names-hide': object
  'emergency-names-hidden': object
  'emergency-names-asked': { name: MessageValue }
  'emergency-names-look': object
  'emergency-names-asked-yours': object
  'emergency-names-show': object
  'emergency-signing-heading': object
  'emergency-signing-what': object
  'emergency-signing-pause': object
  'emergency-signing-paused': object
  'emergency-signing-resume': object
  'emergency-stages-heading': object
  'emergency-stages-what': { count: MessageValue; hours: MessageValue }
  'emergency-stages-stop': object
  'emergency-stages-stopped': { count: MessageValue; hours: MessageValue }
  'emergency-stages-look': object
  'emergency-stages-none': object
  'emergency-link-heading': object
  'emergency-link-what': object
  'emergency-link-replace': object
  'emergency-reviews-heading': object
  'emergency-reviews-what': { count: MessageValue }
  'emergency-reviews-end': object
  'emergency-sessions-heading': object
  'emergency-sessions-what': object
  'emergency-sessions-end': { name: MessageValue }
  'emergency-sessions-none': object
  'emergency-sessions-own': object
  'emergency-tell-heading': object
  'emergency-tell-what': object
  'emergency-tell-happened': object
  'emergency-tell-names': object
  'emergency-tell-paused': object
  'emergency-tell-stopped': object
  'emergency-tell-withdraw': object
  'emergency-legal-heading': object
  'emergency-legal-contact': object
  'emergency-legal-none': object
  'emergency-legal-demand': object
  'emergency-done-paused': object
  'emergency-done-stopped': { hours: MessageValue }
  'emergency-done-some-go-on': object
  'emergency-done-hidden': object
  'emergency-done-shown': object
  'emergency-done-waits': object
  'emergency-done-replaced': object
  'emergency-done-links-ended': object
  'emergency-done-ended': object
  'emergency-names-away': object
  'refusal-names-hidden': object
  'how-anonymity-picture-title': object
  'how-anonymity-picture-words': object
  'how-anonymity-picture-slip-1': object
  'how-anonymity-picture-slip-2': object
  'how-anonymity-picture-stamp-1': object
  'how-anonymity-picture-stamp-2': object
  'how-anonymity-picture-gap-1': object
  'how-anonymity-picture-gap-2': object
  'how-anonymity-picture-out-1': object
  'how-anonymity-picture-out-2': object
  'how-anonymity-picture-counted-1': object
  'how-anonymity-picture-counted-2': object
  'how-anonymity-picture-counted-3': object
  'explanations-how-link': object
  'explanations-inventory-link': object
  'home-heading': object
  'home-lede': object
  'home-what': object
  'home-once': object
  'home-choice': object
  'home-together': object
  'home-letters-heading': object
  'home-letter-employers': { employers: MessageValue }
  'home-write-heading': object
  'home-write-words': object
  'how-it-works-lede': object
  'how-it-works-steps-heading': object
  'how-it-works-step-read': object
  'how-it-works-step-choose': object
  'how-it-works-step-slip': object
  'how-it-works-step-code': object
  'how-it-works-names-heading': object
  'how-it-works-names-words': object
  'how-it-works-anonymous': object
  'how-it-works-withheld': object
  'how-it-works-together-label': object
  'how-it-works-together-choice': object
  'how-it-works-recipients': object
  'how-it-works-public': object
  'how-it-works-change': object
  'how-it-works-together-heading': object
  'how-it-works-together-time': object
  'how-it-works-together-hidden': object
  'how-it-works-together-first': object
  'how-it-works-together-withdrawn': object
  'how-it-works-employer-heading': object
  'how-it-works-employer-code': object
  'how-it-works-employer-device': object
  'how-it-works-employer-mailbox': object
  'how-it-works-count-heading': object
  'how-it-works-count-words': object
  'how-it-works-limits-heading': object
  'how-it-works-limits-watched': object
  'how-it-works-limits-device': object
  'how-it-works-limits-organizer': object
  'how-it-works-limits-mailboxes': object
  'how-it-works-limits-copies': object
  'how-anonymity-lede': object
  'how-anonymity-envelope-heading': object
  'how-anonymity-envelope-words': object
  'how-anonymity-envelope-blind': object
  'how-anonymity-time-heading': object
  'how-anonymity-time-address': { closesAfter: MessageValue; closesAtLatest: MessageValue }
  'how-anonymity-time-together': object
  'how-anonymity-time-request': object
  'how-anonymity-time-tables': object
  'how-anonymity-slip-heading': object
  'how-anonymity-slip-words': object
  'how-anonymity-limits-heading': object
  'how-anonymity-limits-code': object
  'how-anonymity-limits-watched': object
  'how-anonymity-limits-browser': object
  'how-anonymity-limits-invented': object
  'how-anonymity-limits-employer': object
  'how-anonymity-limits-stolen': object
  'how-anonymity-limits-words': object
  'privacy-lede': object
  'privacy-column-what': object
  'privacy-column-how': object
  'privacy-column-until': object
  'privacy-address-what': object
  'privacy-address-how': object
  'privacy-used-what': object
  'privacy-used-how': object
  'privacy-used-until': { closesAfter: MessageValue; closesAtLatest: MessageValue }
  'privacy-public-what': object
  'privacy-public-how': object
  'privacy-public-until': { days: MessageValue }
  'privacy-name-what': object
  'privacy-name-how': object
  'privacy-name-until': { days: MessageValue }
  'privacy-held-what': object
  'privacy-held-how': object
  'privacy-held-until': object
  'privacy-slip-what': object
  'privacy-slip-how': object
  'privacy-slip-until': object
  'privacy-time-what': object
  'privacy-time-how': object
  'privacy-claim-what': object
  'privacy-claim-how': object
  'privacy-claim-until': object
  'privacy-updates-what': object
  'privacy-updates-how': object
  'privacy-updates-until': object
  'privacy-organizer-what': object
  'privacy-organizer-how': object
  'privacy-organizer-until': object
  'privacy-visits-what': object
  'privacy-visits-how': object
  'privacy-visits-until': object
  'privacy-letter-what': object
  'privacy-letter-how': object
  'privacy-letter-until': object
  'privacy-other-sites': object
  'privacy-withdrawing-heading': object
  'privacy-withdrawing-words': object
  'privacy-backups-heading': object
  'privacy-backups-words': object
  'inventory-lede': object
  'inventory-short-heading': object
  'inventory-short-public': object
  'inventory-short-names': object
  'inventory-short-used': object
  'inventory-short-anonymous': object
  'inventory-short-addresses': object
  'inventory-short-visits': object
  'inventory-future': object
  'inventory-tables-heading': object
  'inventory-tables-after': object
  'inventory-column-what': object
  'inventory-column-before': object
  'inventory-column-after': object
  'inventory-columns': { table: MessageValue }
  'inventory-beside-heading': object
  'inventory-beside-keys': object
  'inventory-beside-keys-words': object
  'inventory-beside-logs': object
  'inventory-beside-logs-words': object
  'inventory-beside-jobs': object
  'inventory-beside-jobs-words': object
  'inventory-beside-database-log': object
  'inventory-beside-database-log-embedded': object
  'inventory-beside-database-log-own': object
  'inventory-beside-log': object
  'inventory-beside-log-words': object
  'inventory-beside-proxies': object
  'inventory-beside-proxies-words': { count: MessageValue }
  'inventory-beside-proxies-none': object
  'inventory-beside-backups': object
  'inventory-beside-backups-words': object
  'inventory-beside-mail': object
  'inventory-beside-mail-words': object
  'facets-list-too-long': { most: MessageValue }
  'facets-entry-too-long': { most: MessageValue }
  'facets-entry-twice': object
  'facets-entry-link': object
  'facets-entries-missing': { entries: MessageValue }
  'facets-choose-role': object
  'facets-choose-team': object
  'facets-choose-site': object
  'refusal-facets-not-committed': object
  'facets-role': object
  'facets-team': object
  'facets-site': object
  'facets-roles': object
  'facets-teams': object
  'facets-sites': object
  'facets-number': { count: MessageValue }
  'facets-number-or-more': { least: MessageValue }
  'facets-not-shown': object
  'facets-choice-legend': object
  'facets-choice-hint': object
  'facets-choice-none': object
  'facets-figures-heading': object
  'facets-figures-words': object
  'facets-figures-steps': { least: MessageValue }
  number: { value: MessageValue }
  date: { at: MessageValue }
  time: { at: MessageValue }
  'date-and-time': { at: MessageValue }
  'http-local-time': { local: MessageValue; utc: MessageValue }
  'http-local-date-and-time': { date: MessageValue; time: MessageValue }
  'http-local-utc': { time: MessageValue }
  'refusal-form-out-of-date': object
  'refusal-from-elsewhere': object
  'refusal-too-many': object
  'http-typed-kept': object
  'refusal-too-many-at-once': object
  'http-form-expired-title': object
  'http-form-expired-words': object
  'http-session-ended': object
  'http-bearer-token-needed': object
  'refusal-idempotency-key-reused': object
  'refusal-request-under-way': object
  'refusal-idempotency-key-malformed': object
  'refusal-no-answer': object
  'refusal-no-attachment': object
  'refusal-no-call': object
  'refusal-no-comment': object
  'refusal-no-copy': object
  'refusal-no-delivery': object
  'refusal-no-demand': object
  'refusal-no-entry': object
  'refusal-no-invitation': object
  'refusal-no-letter': object
  'refusal-no-mail': object
  'refusal-no-page': object
  'refusal-no-pdf': object
  'refusal-no-person': object
  'refusal-no-photo': object
  'refusal-no-proposal': object
  'refusal-no-passkey': object
  'refusal-no-proposed-change': object
  'refusal-no-request': object
  'refusal-no-revision': object
  'refusal-no-session': object
  'refusal-no-signature': object
  'refusal-no-stage': object
  'refusal-no-statement': object
  'refusal-no-version': object
  'http-page-skip': object
  'http-page-name': object
  'http-page-account': object
  'http-page-letters': object
  'http-page-signed-in-as': object
  'http-page-sign-out': object
  'http-page-motto': object
  'http-page-about': object
  'http-page-how-it-works': object
  'http-page-check': object
  'http-page-privacy': object
  'http-page-organizers': object
  'http-page-back': object
  'http-pagination-previous': object
  'http-pagination-next': object
  'in-person-title': object
  'in-person-off-title': object
  'in-person-off-words': object
  'in-person-switch-on': object
  'in-person-draft-title': object
  'in-person-draft-words': { most: MessageValue }
  'in-person-paused-words': object
  'in-person-closed-title': object
  'in-person-closed-words': object
  'in-person-used-up-title': { most: MessageValue }
  'in-person-used-up-words': object
  'in-person-lede': object
  'in-person-look-heading': object
  'in-person-look-paper': object
  'in-person-look-person': object
  'in-person-look-once': object
  'in-person-write-heading': object
  'in-person-write-nothing': object
  'in-person-write-photo': object
  'in-person-write-place': object
  'in-person-kept-heading': object
  'in-person-kept-number': object
  'in-person-kept-copy': object
  'in-person-kept-word': object
  'in-person-total': { count: MessageValue }
  'in-person-total-later': object
  'in-person-left': { count: MessageValue }
  'in-person-limits': { all: MessageValue; each: MessageValue }
  'in-person-make-heading': object
  'in-person-count-label': object
  'in-person-count-hint': { most: MessageValue }
  'in-person-count-wrong': { most: MessageValue }
  'in-person-make': object
  'in-person-made': { count: MessageValue }
  'in-person-codes-heading': object
  'in-person-codes-none': object
  'in-person-codes-kept': object
  'in-person-no-script-title': object
  'in-person-no-script-words': object
  'in-person-other-device': object
  'in-person-signed-out': object
  'in-person-no-answer': object
  'refusal-in-person-check-off': object
  'refusal-codes-handed-over': { most: MessageValue }
  'refusal-codes-of-letter-handed-over': { most: MessageValue }
  'refusal-code-key-changed': object
  'keys-file-damaged': { path: MessageValue }
  'keys-file-missing': { path: MessageValue }
  'keys-no-folder': { path: MessageValue }
  'keys-beside-data': { data: MessageValue; keys: MessageValue }
  'keys-of-another-database': object
  'keys-missing': object
  'keys-of-letters-missing': { keys: MessageValue; letters: MessageValue }
  'keys-other-folder': object
  'keys-process-silent': { others: MessageValue; silent: MessageValue }
  'keys-to-copy': { find: MessageValue; folder: MessageValue }
  'closed-while-away-unreadable': { typed: MessageValue }
  'closed-while-away-no-letter': { letter: MessageValue }
  'closed-while-away-not-missing': { key: MessageValue }
  'closed-while-away-open': { letter: MessageValue }
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
  'letter-to': { people: MessageValue }
  'letter-to-many': { others: MessageValue; people: MessageValue }
  'letter-line-label': object
  'letter-line-collecting': object
  'letter-line-sign': object
  'letter-line-paused': object
  'letter-line-closed': object
  'letter-state-some-answered': { answered: MessageValue; of: MessageValue }
  'letter-state-all-answered': { of: MessageValue }
  'letter-state-silent': { days: MessageValue }
  'letter-state-on-its-way': object
  'letter-state-open': object
  'letter-state-open-until': { on: MessageValue }
  'letter-state-paused': object
  'letter-state-closed': object
  'letter-state-purged': object
  'letter-demands-heading': object
  'letter-paper-published': { on: MessageValue }
  'letter-feed-author': object
  'letter-feed-update': object
  'letter-campaign': object
  'letter-feed-link': object
  'letter-embed-link': object
  'letter-description': { employers: MessageValue }
  'letter-card-alt': object
  'letter-check-count': object
  'letter-card-counts': { counts: MessageValue }
  'letter-card-counts-checked': { counts: MessageValue; size: MessageValue }
  'home-title': object
  'home-quiet-link': object
  'how-it-works-title': object
  'privacy-title': object
  'privacy-address-until': object
  'privacy-cookies': object
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
  'inventory-kind-together': object
  'inventory-kind-draft': object
  'inventory-kind-server': object
  'inventory-kind-browser': object
  'inventory-claim-what': object
  'inventory-claim-before': object
  'inventory-claim-after': object
  'inventory-claim-count-what': object
  'inventory-claim-count-before': object
  'inventory-challenge-what': object
  'inventory-challenge-before': object
  'inventory-mailed-code-what': object
  'inventory-mailed-code-before': object
  'inventory-mailed-code-after': object
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
  'inventory-together-what': object
  'inventory-together-before': object
  'inventory-together-after': object
  'inventory-log-opening-what': object
  'inventory-log-opening-before': object
  'inventory-issuer-what': object
  'inventory-issuer-before': object
  'inventory-issuer-after': object
  'inventory-code-key-what': object
  'inventory-code-key-before': object
  'inventory-code-key-after': object
  'inventory-handed-over-what': object
  'inventory-handed-over-before': object
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
  'inventory-code-total-what': object
  'inventory-code-total-before': object
  'inventory-mine-alone-what': object
  'inventory-mine-alone-before': object
  'inventory-tally-what': object
  'inventory-tally-before': object
  'inventory-log-what': object
  'inventory-log-before': object
  'inventory-log-leaf-what': object
  'inventory-log-leaf-before': object
  'inventory-log-tile-what': object
  'inventory-log-tile-before': object
  'inventory-log-document-what': object
  'inventory-log-document-before': object
  'inventory-log-names-part-what': object
  'inventory-log-names-part-before': object
  'inventory-letter-copy-what': object
  'inventory-letter-copy-before': object
  'inventory-changed-signature-what': object
  'inventory-changed-signature-before': object
  'inventory-tally-day-what': object
  'inventory-tally-day-before': object
  'inventory-breakdown-what': object
  'inventory-breakdown-before': object
  'inventory-letter-what': object
  'inventory-letter-before': object
  'inventory-letter-after': object
  'inventory-draft-version-what': object
  'inventory-draft-version-before': { days: MessageValue }
  'inventory-draft-version-read-what': object
  'inventory-draft-version-read-before': object
  'inventory-revision-what': object
  'inventory-draft-live-what': object
  'inventory-draft-live-before': object
  'inventory-draft-live-after': object
  'inventory-draft-update-what': object
  'inventory-draft-update-before': object
  'inventory-draft-presence-what': object
  'inventory-draft-presence-before': object
  'inventory-demand-state-what': object
  'inventory-campaign-what': object
  'inventory-campaign-before': object
  'inventory-campaign-after': object
  'inventory-campaign-letter-what': object
  'inventory-employer-what': object
  'inventory-employer-before': object
  'inventory-employer-after': object
  'inventory-recipient-what': object
  'inventory-recipient-after': object
  'inventory-organizer-what': object
  'inventory-organizer-before': object
  'inventory-organizer-after': object
  'inventory-organizer-session-what': object
  'inventory-organizer-session-before': object
  'inventory-passkey-what': object
  'inventory-passkey-before': object
  'inventory-spent-passkey-challenge-what': object
  'inventory-spent-passkey-challenge-before': object
  'inventory-sign-in-challenge-what': object
  'inventory-sign-in-challenge-before': object
  'inventory-recovery-code-what': object
  'inventory-recovery-code-before': object
  'inventory-address-change-what': object
  'inventory-address-change-before': object
  'inventory-recovery-link-what': object
  'inventory-recovery-link-before': object
  'inventory-account-challenge-what': object
  'inventory-account-challenge-before': object
  'inventory-account-notice-what': object
  'inventory-account-notice-before': object
  'inventory-invitation-what': object
  'inventory-invitation-before': object
  'inventory-review-link-what': object
  'inventory-review-link-before': object
  'inventory-review-link-after': object
  'inventory-invitation-mail-what': object
  'inventory-invitation-mail-before': object
  'inventory-draft-thread-what': object
  'inventory-draft-thread-before': object
  'inventory-draft-thread-after': object
  'inventory-draft-passages-what': object
  'inventory-draft-passages-before': object
  'inventory-drafting-name-what': object
  'inventory-drafting-name-before': object
  'inventory-membership-what': object
  'inventory-approval-what': object
  'inventory-approval-refusal-what': object
  'inventory-approval-refusal-before': object
  'inventory-approval-look-what': object
  'inventory-approval-look-before': object
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
  'inventory-copy-pdf-what': object
  'inventory-copy-pdf-before': object
  'inventory-copy-pdf-after': object
  'inventory-delivery-what': object
  'inventory-delivery-before': object
  'inventory-delivery-after': object
  'inventory-recipient-page-what': object
  'inventory-recipient-page-before': object
  'inventory-receipt-what': object
  'inventory-receipt-before': object
  'inventory-delegation-what': object
  'inventory-delegation-before': object
  'inventory-time-request-what': object
  'inventory-time-request-before': object
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
  'inventory-returned-mail-what': object
  'inventory-returned-mail-before': object
  'inventory-returned-mail-after': object
  'inventory-subscriber-what': object
  'inventory-subscriber-before': object
  'inventory-subscriber-after': object
  'inventory-subscriber-challenge-what': object
  'inventory-subscriber-challenge-before': object
  'inventory-subscriber-report-what': object
  'inventory-subscriber-report-before': object
  'inventory-subscriber-receipt-what': object
  'inventory-subscriber-receipt-before': object
  'inventory-subscriber-receipt-after': object
  'inventory-letter-update-what': object
  'inventory-letter-update-before': object
  'inventory-letter-update-after': object
  'inventory-idempotency-what': object
  'inventory-idempotency-before': object
  'inventory-kept-form-what': object
  'inventory-kept-form-before': object
  'inventory-installation-what': object
  'inventory-installation-before': object
  'inventory-migration-what': object
  'inventory-migration-before': object
  'letter-names-print': object
  'letter-names-lists': object
  'letter-names-all': object
  'letter-names-of': { employer: MessageValue }
  'letter-names-others': object
  'letter-names-grouped': object
  'letter-names-more': object
  'letter-back': object
  'letter-print-how': object
  'letter-print-button': object
  'letter-print-next': { count: MessageValue }
  'letter-print-none': object
  'letter-names-title': { title: MessageValue }
  'letter-names-searched-partly': { links: MessageValue }
  'refusal-search-took-too-long': object
  'quiet-link-title': object
  'quiet-link-intro': object
  'quiet-link-label': object
  'quiet-link-hint': object
  'quiet-link-button': object
  'quiet-link-own-phone': object
  'quiet-link-unknown-word': { word: MessageValue }
  'quiet-link-not-five': { words: MessageValue }
  'letter-embargo-title': object
  'letter-embargo': { at: MessageValue }
  'letter-standing-label': object
  'letter-standing-collecting-next': object
  'letter-standing-collecting': { count: MessageValue }
  'letter-standing-goal': { count: MessageValue }
  'letter-standing-sign': object
  'letter-standing-write': object
  'letter-standing-paused': object
  'letter-names-heading': object
  'letter-names-erased-announced': object
  'letter-names-none-public': object
  'letter-names-search-link': object
  'letter-names-hidden': { count: MessageValue }
  'letter-statements-heading': object
  'letter-statements-all': object
  'letter-names-list-heading': { title: MessageValue }
  'letter-names-erased': object
  'letter-names-collecting': object
  'letter-names-search-label': object
  'letter-names-search-button': object
  'letter-names-no-match': object
  'letter-names-none-here': object
  'letter-names-pages': object
  'letter-names-order': object
  'letter-about-heading': object
  'letter-about-who': object
  'letter-about-workers': { name: MessageValue }
  'letter-about-text': object
  'letter-about-revision': { on: MessageValue; revision: MessageValue }
  'letter-about-signed-before': { count: MessageValue; revision: MessageValue }
  'letter-about-signed-revision': { count: MessageValue; revision: MessageValue }
  'letter-about-hash': object
  'letter-about-organizers': object
  'letter-about-one-person': object
  'letter-about-several': object
  'letter-about-press': { contact: MessageValue }
  'letter-about-updates': object
  'letter-about-signed': object
  'letter-about-statement': object
  'letter-about-protection': object
  'letter-about-data': object
  'letter-about-json': object
  'letter-number-in-words': { count: MessageValue }
  'letter-as-of-verified': { at: MessageValue }
  'letter-checkpoint': { size: MessageValue }
  'letter-count-time': { at: MessageValue }
  'letter-others': { count: MessageValue }
  'letter-others-hidden': { count: MessageValue }
  'letter-counted-at': { at: MessageValue }
  'letter-counted-next': object
  'letter-counted-at-with': { at: MessageValue; count: MessageValue }
  'letter-counted-next-with': { count: MessageValue }
  'letter-counted-at-with-hidden': { at: MessageValue; count: MessageValue }
  'letter-counted-next-with-hidden': { count: MessageValue }
  'letter-counted-if-hidden': { count: MessageValue }
  'letter-counted-latest': { closes: MessageValue }
  'letter-counted-latest-extended': { latest: MessageValue; until: MessageValue }
  'letter-counted-latest-last': object
  'letter-change-at': { at: MessageValue }
  'letter-change-next': object
  'letter-change-at-with': { at: MessageValue; count: MessageValue }
  'letter-change-next-with': { count: MessageValue }
  'letter-change-latest-closing': object
  'letter-change-latest-closing-on': { on: MessageValue }
  'letter-change-latest-extended': { latest: MessageValue; until: MessageValue }
  'letter-change-latest-purge': object
  'letter-change-latest-purge-on': { on: MessageValue }
  'letter-ends': { on: MessageValue }
  'letter-ends-extendable': { latest: MessageValue; until: MessageValue }
  'letter-ends-extended': { before: MessageValue; on: MessageValue }
  'letter-counting-hidden': { count: MessageValue }
  'letter-counting-last': { count: MessageValue }
  'letter-counting-last-after': { closes: MessageValue; count: MessageValue }
  'letter-organizers-last-count': { count: MessageValue }
  'letter-organizers-groups': { count: MessageValue }
  'letter-paused-title': object
  'letter-paused-words': object
  'letter-untitled': object
  'letter-quiet-title': object
  'letter-closed-title': object
  'letter-closed-words': object
  'lifecycle-missing-title': object
  'lifecycle-missing-text': object
  'lifecycle-missing-recipients': object
  'lifecycle-missing-employer': object
  'lifecycle-missing-domain': { employer: MessageValue }
  'lifecycle-missing-end': { on: MessageValue }
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
  'lifecycle-opening-extension': { latest: MessageValue; until: MessageValue }
  'lifecycle-opening-no-extension': object
  'lifecycle-opening-earlier': object
  'lifecycle-life-extendable': { latest: MessageValue; until: MessageValue }
  'lifecycle-life-extended': { before: MessageValue }
  'lifecycle-extension-title': object
  'lifecycle-extension-back': object
  'lifecycle-extension-dates': { at: MessageValue; end: MessageValue; latest: MessageValue }
  'lifecycle-extension-words': object
  'lifecycle-extension-told': object
  'lifecycle-extension-alone': object
  'lifecycle-until-label': object
  'lifecycle-until-hint': object
  'lifecycle-extension-button': object
  'lifecycle-extension-only-owners': object
  'lifecycle-until-malformed': object
  'lifecycle-until-too-early': { on: MessageValue }
  'lifecycle-until-too-late': { on: MessageValue }
  'lifecycle-not-open-to-extend': object
  'refusal-already-extended': object
  'refusal-extension-not-announced': object
  'refusal-too-late-to-extend': object
  'lifecycle-unprotected-title': object
  'lifecycle-unprotected-alone': object
  'lifecycle-unprotected': object
  'lifecycle-discard-words': object
  'lifecycle-discard-sure': object
  'lifecycle-discard-button': object
  'lifecycle-copy-title': object
  'lifecycle-copy-words': object
  'lifecycle-copy-button': object
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
  'lifecycle-life-open': object
  'lifecycle-date-opened': object
  'lifecycle-date-closed': object
  'lifecycle-date-closes': object
  'lifecycle-date-purged': object
  'lifecycle-date-purges': object
  'lifecycle-discard-owners': object
  'lifecycle-link-collects': object
  'lifecycle-link-closed': object
  'lifecycle-link-pass': object
  'lifecycle-link-replace': object
  'lifecycle-link-replace-button': object
  'lifecycle-pause-title': object
  'lifecycle-pause': object
  'lifecycle-paused': object
  'lifecycle-close-title': object
  'lifecycle-close': object
  'lifecycle-close-button': object
  'lifecycle-close-owners': object
  'lifecycle-final-sure': object
  'lifecycle-purge-title': object
  'lifecycle-purge': object
  'lifecycle-purge-goes': { count: MessageValue; kind: MessageValue }
  'lifecycle-purge-stays': { count: MessageValue; revisions: MessageValue }
  'lifecycle-purge-accounts': object
  'lifecycle-purge-button': object
  'lifecycle-opening-public': object
  'lifecycle-opening-alone-title': object
  'lifecycle-opening-alone': object
  'lifecycle-opening-dates': object
  'lifecycle-opening-closes': object
  'lifecycle-opening-closes-words': { on: MessageValue }
  'lifecycle-opening-names': object
  'lifecycle-opening-names-words': { days: MessageValue }
  'lifecycle-opening-purges': object
  'lifecycle-opening-purges-words': { on: MessageValue }
  'lifecycle-opening-protection': object
  'lifecycle-opening-stricter': object
  'lifecycle-opening-legend': object
  'lifecycle-opening-quietly': object
  'lifecycle-opening-quietly-hint': object
  'lifecycle-opening-to-public': object
  'lifecycle-opening-owners': object
  'lifecycle-revising-number': { number: MessageValue }
  'lifecycle-revising-signs-title': object
  'lifecycle-revising-signs': object
  'lifecycle-revising-recipients-title': object
  'lifecycle-revising-recipients': { people: MessageValue }
  'lifecycle-revising-button': { number: MessageValue }
  'lifecycle-revising-owners': object
  'lifecycle-revising-nothing': object
  'lifecycle-kind-legend': object
  'lifecycle-kind-hint': object
  'lifecycle-kind-correction': object
  'lifecycle-kind-correction-hint': object
  'lifecycle-kind-substance': object
  'lifecycle-kind-substance-hint': object
  'log-behind-its-copy': { letter: MessageValue }
  'log-not-restored': { letter: MessageValue; reason: MessageValue }
  'logs-beside-data': { data: MessageValue; logs: MessageValue }
  'mail-files-title': object
  'mail-files-review-title': object
  'mail-files-missing': object
  'mail-files-too-large': { megabytes: MessageValue }
  'mail-files-too-complex': object
  'mail-files-no-mail': object
  'mail-files-outlook': object
  'mail-files-unreadable': object
  'mail-files-ended': object
  'mail-files-heading': object
  'mail-files-intro': object
  'mail-files-label': object
  'mail-files-hint': object
  'mail-files-discarded': object
  'mail-files-read': object
  'mail-files-back': object
  'mail-files-review-intro': object
  'mail-files-signature-heading': object
  'mail-files-signature': { domain: MessageValue; state: MessageValue }
  'mail-files-signature-own': { names: MessageValue }
  'mail-files-signature-foreign': object
  'mail-files-copy': { stage: MessageValue }
  'mail-files-no-copy': object
  'mail-files-quoted': object
  'mail-files-no-text': object
  'mail-files-pdf': { kilobytes: MessageValue }
  'mail-files-large-pdf': { megabytes: MessageValue }
  'mail-files-left-files': { count: MessageValue }
  'mail-files-winmail': object
  'mail-files-invitation': object
  'mail-files-edited': object
  'mail-files-recipient': object
  'mail-files-by': object
  'mail-files-by-hint': object
  'mail-files-day': object
  'mail-files-text': object
  'mail-files-record': object
  'mailbox-code-mail-subject': object
  'mailbox-code-mail-code': { code: MessageValue }
  'mailbox-code-mail-use': object
  'mailbox-code-mail-unasked': object
  'mailbox-code-lifetime': object
  'mailbox-address-hint': object
  'mailbox-code-hint': object
  'mailbox-no-mail': object
  'mailbox-codes-per-hour': object
  'mailbox-no-mail-at-work': object
  'mailbox-another-code-title': object
  'mailbox-another-code-words': object
  'refusal-code-malformed': { example: MessageValue }
  'refusal-code-not-right': object
  'refusal-code-lost': object
  'refusal-code-page-expired': object
  'mailbox-address-malformed': object
  'mailbox-address-role': object
  'mailbox-address-unclear': object
  'mailbox-mine-alone-legend': object
  'mailbox-mine-alone-label': object
  'mailbox-address-control': object
  'mailbox-domain-malformed': object
  'mailbox-domain-public-suffix': { domain: MessageValue }
  'mailbox-domain-free-mail': { domain: MessageValue }
  'mailbox-domain-disposable': { domain: MessageValue }
  'mailbox-domain-tenant': { domain: MessageValue }
  'my-signature-title': object
  'my-signature-key-heading': object
  'my-signature-key-anonymous-title': object
  'my-signature-key-anonymous-words': object
  'my-signature-key-words': object
  'my-signature-key-show': object
  'my-signature-withdrawn-heading': object
  'my-signature-withdrawn-erased': object
  'my-signature-withdrawn-address': object
  'my-signature-not-counted-heading': object
  'my-signature-not-counted-words': object
  'my-signature-hidden-heading': object
  'my-signature-hidden-words': object
  'my-signature-waiting-heading': object
  'my-signature-counted-heading': object
  'my-signature-counted-earlier': object
  'my-signature-counted-revision': { revision: MessageValue }
  'my-signature-visibility': { visibility: MessageValue }
  'my-signature-removal-heading': object
  'my-signature-removal-words': { on: MessageValue }
  'my-signature-removal-keep': object
  'my-signature-changed-heading': object
  'my-signature-changed-words': { revision: MessageValue; signed: MessageValue }
  'my-signature-changed-sign': { revision: MessageValue }
  'my-signature-lesser-heading': object
  'my-signature-lesser-button': object
  'my-signature-lesser-legend': object
  'my-signature-lesser-hint': object
  'my-signature-lesser-recipients-words': object
  'my-signature-lesser-withheld-words': object
  'my-signature-lesser-nameless-label': object
  'my-signature-lesser-nameless-words': object
  'my-signature-anonymous-heading': object
  'my-signature-anonymous-words': object
  'my-signature-anonymous-link': object
  'my-signature-anonymous-no-script': object
  'my-signature-withdrawal-heading': object
  'my-signature-withdrawal-erased': object
  'my-signature-withdrawal-final': object
  'my-signature-withdrawal-copies': object
  'my-signature-withdrawal-closed': object
  'my-signature-withdrawal-button': object
  'my-signature-remove-title': object
  'my-signature-remove-ways': object
  'my-signature-remove-slip-heading': object
  'my-signature-remove-slip-words': object
  'my-signature-remove-slip-link': object
  'my-signature-remove-mailbox-heading': object
  'my-signature-remove-mailbox-words': { days: MessageValue }
  'my-signature-remove-mailbox-shows': object
  'my-signature-remove-mailbox-button': object
  'my-signature-remove-mailbox-gone': object
  'my-signature-remove-claim-heading': object
  'my-signature-remove-claim-words': object
  'my-signature-remove-claim-name-label': object
  'my-signature-remove-claim-message-label': object
  'my-signature-remove-claim-message-hint': object
  'my-signature-remove-claim-button': object
  'my-signature-removal-code-button': object
  'my-signature-removed-heading': object
  'my-signature-removed-words': { on: MessageValue }
  'my-signature-removed-same': object
  'my-signature-claimed-heading': object
  'my-signature-claimed-words': object
  'my-signature-claimed-same': object
  'next-steps-people': { more: MessageValue; people: MessageValue }
  'next-steps-silent': { moreSilent: MessageValue; silent: MessageValue }
  'next-steps-count': { class: MessageValue; least: MessageValue }
  'next-steps-silence': { days: MessageValue; moreSilent: MessageValue; silent: MessageValue; stage: MessageValue }
  'next-steps-time': { at: MessageValue; utc: MessageValue; utcDay: MessageValue; zone: MessageValue }
  'next-steps-date': { at: MessageValue; utc: MessageValue; utcDay: MessageValue; zone: MessageValue }
  'next-steps-together': object
  'next-steps-start': {
    at: MessageValue
    class: MessageValue
    days: MessageValue
    least: MessageValue
    moreSilent: MessageValue
    silent: MessageValue
    stage: MessageValue
    start: MessageValue
    utc: MessageValue
    utcDay: MessageValue
    zone: MessageValue
  }
  'next-steps-mail': {
    at: MessageValue
    class: MessageValue
    days: MessageValue
    least: MessageValue
    more: MessageValue
    moreSilent: MessageValue
    people: MessageValue
    silent: MessageValue
    stage: MessageValue
    start: MessageValue
    utc: MessageValue
    utcDay: MessageValue
    zone: MessageValue
  }
  'next-steps-by-hand': {
    at: MessageValue
    class: MessageValue
    days: MessageValue
    least: MessageValue
    more: MessageValue
    moreSilent: MessageValue
    people: MessageValue
    silent: MessageValue
    stage: MessageValue
    start: MessageValue
    utc: MessageValue
    utcDay: MessageValue
    zone: MessageValue
  }
  'next-steps-public': {
    at: MessageValue
    class: MessageValue
    days: MessageValue
    least: MessageValue
    moreSilent: MessageValue
    silent: MessageValue
    stage: MessageValue
    start: MessageValue
    utc: MessageValue
    utcDay: MessageValue
    zone: MessageValue
  }
  'next-steps-call': {
    at: MessageValue
    class: MessageValue
    days: MessageValue
    least: MessageValue
    more: MessageValue
    moreSilent: MessageValue
    people: MessageValue
    silent: MessageValue
    stage: MessageValue
    start: MessageValue
    utc: MessageValue
    utcDay: MessageValue
    zone: MessageValue
  }
  'next-steps-stage-mail': { more: MessageValue; number: MessageValue; people: MessageValue }
  'next-steps-stage-by-hand': { more: MessageValue; number: MessageValue; people: MessageValue }
  'next-steps-stage-public': { number: MessageValue }
  'next-steps-stage-call': { more: MessageValue; number: MessageValue; people: MessageValue }
  'next-steps-shows-public': object
  'next-steps-shows-nobody': object
  'next-steps-shows-count': object
  'next-steps-shows-employers': object
  'next-steps-shows-names': object
  'setting-wrong': { meaning: MessageValue; name: MessageValue; problem: MessageValue }
  'setting-given-twice': { name: MessageValue }
  'setting-file-unreadable': { name: MessageValue; path: MessageValue; reason: MessageValue }
  'setting-database-url-unreadable': { name: MessageValue }
  'setting-no-origin': { name: MessageValue; value: MessageValue }
  'setting-unknown-country': { name: MessageValue; value: MessageValue }
  'start-without-https': { url: MessageValue }
  'start-sender-at-localhost': object
  'start-rehearsal-setting': { name: MessageValue; value: MessageValue }
  'start-tls-unchecked': object
  'start-node-debug': object
  'start-sender-unreadable': { name: MessageValue; value: MessageValue }
  'start-smtp-url': { name: MessageValue }
  'start-dkim-incomplete': object
  'start-dkim-other-domain': { sender: MessageValue; signer: MessageValue }
  'start-bounce-address': { address: MessageValue }
  'start-bounce-other-domain': { returned: MessageValue; sender: MessageValue }
  'copy-address-unusable': object
  'copy-unsure-after-restore': object
  'start-listening': { origin: MessageValue; url: MessageValue }
  'start-no-mail-server': object
  'start-first-organizer': { days: MessageValue; link: MessageValue }
  'start-arguments': { reason: MessageValue }
  'start-port-in-use': { host: MessageValue; port: MessageValue }
  'start-port-forbidden': { port: MessageValue }
  'start-host-elsewhere': { host: MessageValue }
  'start-host-unknown': { host: MessageValue }
  'folder-not-made': { path: MessageValue; reason: MessageValue }
  'file-shared': { mode: MessageValue; path: MessageValue }
  'file-unreadable': { path: MessageValue; reason: MessageValue }
  'folder-no-flock': object
  'folder-in-use': { path: MessageValue; process: MessageValue }
  'database-not-answering': { reason: MessageValue; setting: MessageValue }
  'database-behind-pooler': object
  'database-not-direct': object
  'database-locked': { name: MessageValue; process: MessageValue; since: MessageValue }
  'database-newer': { migration: MessageValue }
  'database-other-migration': { migration: MessageValue }
  'database-migration-failed': { migration: MessageValue; reason: MessageValue }
  'embedded-not-installed': { package: MessageValue }
  'embedded-link-missing': { path: MessageValue }
  'embedded-no-socket-folder': { path: MessageValue; reason: MessageValue }
  'embedded-not-set-up': { reason: MessageValue }
  'embedded-other-version': { path: MessageValue; version: MessageValue }
  'embedded-not-started': { output: MessageValue }
  'embedded-still-working': { path: MessageValue; process: MessageValue }
  'embedded-wrong-user': object
  'embedded-other-owner': { path: MessageValue }
  crash: { error: MessageValue }
  'crash-at': { error: MessageValue; place: MessageValue }
  'crash-no-error': object
  'jobs-begin-again': object
  'jobs-not-released': { error: MessageValue }
  'jobs-failed': { attempt: MessageValue; failure: MessageValue; most: MessageValue }
  'jobs-failed-for-good': { attempt: MessageValue; failure: MessageValue; most: MessageValue }
  'health-not-ok': { parts: MessageValue }
  'refusal-role-may-not': { role: MessageValue }
  'organizers-owner-needed': object
  'organizers-mine-alone-hint': object
  'organizers-address-at-employer': { domain: MessageValue }
  'organizers-server-without-mail': object
  'refusal-name-needed': object
  'refusal-by-invitation': object
  'refusal-session-ended': object
  'organizers-session-unlabelled': object
  'organizers-address-use': object
  'organizers-account-title': object
  'organizers-account-name': { name: MessageValue }
  'organizers-sessions-heading': object
  'organizers-sessions-label': object
  'organizers-sessions-since': object
  'organizers-sessions-column-end': object
  'organizers-sessions-this': object
  'organizers-sessions-end-all': object
  'organizers-session-hint': object
  'organizers-sign-in-heading': object
  'organizers-sign-in-intro': object
  'organizers-sign-in-anybody': object
  'organizers-sign-in-invited': object
  'organizers-address-label': object
  'organizers-address-hint': object
  'organizers-code-other-address': object
  'organizers-name-label': object
  'organizers-name-why': object
  'organizers-name-hint': object
  'organizers-name-button': object
  'organizers-sessions-end': object
  'organizers-role': { role: MessageValue }
  'organizers-role-words': { role: MessageValue }
  'organizers-people-heading': object
  'organizers-people-alone': object
  'organizers-people-owners': { count: MessageValue }
  'organizers-people-name': object
  'organizers-people-role': object
  'organizers-people-change': object
  'organizers-people-means': object
  'organizers-people-you': object
  'organizers-people-role-of': { name: MessageValue }
  'organizers-people-change-role': object
  'organizers-people-leave': object
  'organizers-people-remove': { name: MessageValue }
  'organizers-people-title': object
  'refusal-role-unknown': object
  'refusal-last-owner': object
  'organizers-letter-purged': object
  'refusal-proposal-settled': object
  'refusal-organizer-at-employer': { names: MessageValue }
  'organizers-invite-heading': object
  'organizers-invite-server-heading': object
  'organizers-invite-server': object
  'organizers-invite-link': object
  'organizers-invite-personal': object
  'organizers-invite-role': object
  'organizers-invite-address-label': object
  'organizers-invite-address-hint': object
  'organizers-invite-button': object
  'organizers-invitations-open': object
  'organizers-invitation-open': { at: MessageValue; name: MessageValue; role: MessageValue }
  'organizers-invitation-open-left': { at: MessageValue; role: MessageValue }
  'organizers-invitation-until': { at: MessageValue }
  'organizers-invitation-take-back': object
  'organizers-link-mailed': object
  'organizers-link-by-hand': object
  'organizers-link-once': object
  'organizers-link-validity': { at: MessageValue }
  'organizers-welcome-letter': object
  'organizers-welcome-server': object
  'organizers-welcome-first': object
  'organizers-welcome-asked': { name: MessageValue; role: MessageValue; title: MessageValue }
  'organizers-welcome-asked-by-nobody': { role: MessageValue; title: MessageValue }
  'organizers-welcome-role': { role: MessageValue }
  'organizers-welcome-server-asked': { name: MessageValue }
  'organizers-welcome-first-words': object
  'organizers-welcome-signed-in': { name: MessageValue }
  'organizers-welcome-accept': object
  'organizers-welcome-address-hint': object
  'organizers-invitation-title': object
  'organizers-invitation-to-letter-heading': object
  'organizers-invitation-to-server-heading': object
  'refusal-invitation-gone': object
  'organizers-invitation-no-mail-server': object
  'organizers-invitation-address-limit': object
  'organizers-invitation-inviter-limit': { most: MessageValue }
  'organizers-invitation-shared': object
  'organizers-invitation-readable-letter': { domain: MessageValue }
  'organizers-invitation-readable-server': { domain: MessageValue }
  'organizers-invitation-mail-subject': object
  'organizers-invitation-mail-letter': object
  'organizers-invitation-mail-server': object
  'organizers-invitation-mail-validity': { at: MessageValue }
  'organizers-invitation-mail-unexpected': object
  'organizers-answer-mail-subject': object
  'organizers-answer-mail-text': object
  'organizers-time-mail-text': object
  'organizers-no-receipt-mail-text': object
  'organizers-waits-mail-text': object
  'organizers-returned-mail-text': object
  'organizers-review-mail-text': object
  'activity-a-reviewer': object
  'activity-invited': { role: MessageValue }
  'activity-joined': { role: MessageValue }
  'activity-left': object
  'activity-role-changed': { from: MessageValue; to: MessageValue }
  'activity-person-removed': { role: MessageValue }
  'activity-proposal-refused': object
  'activity-proposal-withdrawn': object
  'activity-address-changed': object
  'activity-address-change-waits': object
  'activity-address-kept': object
  'activity-address-change-dropped': object
  'activity-recovery-codes-made': object
  'activity-recovery-code-used': object
  'activity-passkey-added': object
  'activity-passkey-removed': object
  'activity-operator-link-made': object
  'activity-operator-link-used': object
  'activity-letter-started': object
  'activity-letter-duplicated': object
  'activity-draft-discarded': object
  'activity-draft-restored': object
  'activity-way-removed': object
  'activity-in-person-check-changed': object
  'activity-letter-opened': object
  'activity-letter-opened-quietly': object
  'activity-link-replaced': object
  'activity-correction-published': object
  'activity-substance-changed': object
  'activity-signing-paused': object
  'activity-signing-resumed': object
  'activity-all-names-hidden': object
  'activity-all-names-shown': object
  'activity-sessions-ended': object
  'activity-review-link-made': object
  'activity-review-link-used': object
  'activity-review-browser-refused': object
  'activity-review-left': object
  'activity-review-link-ended': object
  'activity-review-links-ended': object
  'activity-letter-extended': object
  'activity-drafting-kept': object
  'activity-drafting-not-kept': object
  'activity-campaign-started': object
  'activity-campaign-joined': object
  'activity-campaign-left': object
  'activity-campaign-invited': object
  'activity-campaign-letter-removed': object
  'activity-letter-closed': object
  'activity-together-raised': { count: MessageValue }
  'activity-together-agreed': object
  'activity-together-ended': object
  'activity-headcount-changed': object
  'activity-name-hidden': object
  'activity-name-shown-again': object
  'activity-name-claim-declined': object
  'activity-invalidated': { count: MessageValue; reason: MessageValue }
  'activity-reinstated': { count: MessageValue }
  'activity-names-exported': object
  'activity-export-proposed': object
  'activity-export-agreed': object
  'activity-statement-published': object
  'activity-statement-declined': object
  'activity-update-written': object
  'activity-update-published': object
  'activity-stage-planned': object
  'activity-stage-changed': object
  'activity-stage-moved': object
  'activity-stage-removed': object
  'activity-stage-approved': object
  'activity-stage-stopped': object
  'activity-stop-taken-back': object
  'activity-change-dropped': object
  'activity-delivery-announced': object
  'activity-delivery-cancelled': object
  'activity-delivery-confirmed': object
  'activity-delivered-by-hand': object
  'activity-copy-sent-again': object
  'activity-call-ended': object
  'activity-private-page-ended': object
  'activity-demand-state-said': object
  'activity-answer-recorded': object
  'activity-returned-mail-removed': object
  'activity-copy-arrived': object
  'activity-answer-published': object
  'activity-answer-pdf-fetched': object
  'activity-answer-pdf-published': object
  'activity-delivery-prepared': object
  'organizers-own-device': object
  'passkeys-title': object
  'passkeys-account-link': object
  'passkeys-intro': object
  'passkeys-warning-title': object
  'passkeys-warning': object
  'passkeys-warning-do': object
  'passkeys-list-heading': object
  'passkeys-none': object
  'passkeys-column-name': object
  'passkeys-column-since': object
  'passkeys-column-used': object
  'passkeys-column-remove': object
  'passkeys-never-used': object
  'passkeys-remove': object
  'passkeys-remove-what': object
  'passkeys-unlabelled': object
  'passkeys-add-heading': object
  'passkeys-listed-as': { host: MessageValue; name: MessageValue }
  'passkeys-neutral-name': object
  'passkeys-cannot': object
  'passkeys-label-label': object
  'passkeys-label-hint': object
  'passkeys-add': object
  'passkeys-full': { most: MessageValue }
  'passkeys-proof-first': object
  'passkeys-proof': object
  'passkeys-done-added': object
  'passkeys-done-removed': object
  'passkeys-use-heading': object
  'passkeys-sign-in': object
  'passkeys-prove': object
  'passkeys-script-waiting': object
  'passkeys-script-stopped': object
  'passkeys-script-known': object
  'refusal-passkey-not-right': object
  'refusal-passkeys-need-host-name': object
  'refusal-too-many-passkeys': { most: MessageValue }
  'refusal-mailed-code-needed': object
  'passkeys-mail-added': object
  'passkeys-mail-removed': object
  'pdf-page-number': { page: MessageValue; pages: MessageValue }
  'pdf-circle': object
  'pdf-as-of': { date: MessageValue }
  'pdf-to': object
  'pdf-more-recipients': { count: MessageValue }
  'pdf-more-demands': { count: MessageValue }
  'pdf-more-counts': { count: MessageValue }
  'pdf-answer-by': { date: MessageValue }
  'pdf-check-heading': object
  'pdf-check': { address: MessageValue }
  'pdf-check-shows': object
  'pdf-check-qr': object
  'pdf-other-place': object
  'pdf-note-heading': object
  'pdf-demands-heading': object
  'pdf-meaning-heading': object
  'pdf-verified': object
  'pdf-not-verified': object
  'pdf-count-alone': object
  'pdf-employers-alone': object
  'pdf-employers-heading': object
  'pdf-checkpoint-heading': object
  'pdf-checkpoint': { size: MessageValue }
  'pdf-checkpoint-address': { address: MessageValue }
  'pdf-checkpoint-key': object
  'pdf-checkpoint-qr': object
  'pdf-text-heading': object
  'pdf-revision': { date: MessageValue; number: MessageValue }
  'pdf-names-heading': object
  'pdf-names-shown': { date: MessageValue }
  'pdf-slip-use': object
  'pdf-slip-cut': object
  'pdf-slip-heading': object
  'pdf-slip-received': object
  'pdf-slip-hash': object
  'pdf-slip-name': object
  'pdf-slip-day': object
  'pdf-slip-signature': object
  'pdf-slip-meaning': object
  'press-title': object
  'press-page-title': { title: MessageValue }
  'press-back': object
  'press-lede': object
  'press-quote-heading': object
  'press-quote': {
    at: MessageValue
    counts: MessageValue
    employers: MessageValue
    recipients: MessageValue
    title: MessageValue
  }
  'press-quote-collecting': { employers: MessageValue; recipients: MessageValue; title: MessageValue }
  'press-quote-silence': { days: MessageValue; on: MessageValue }
  'press-letter': object
  'press-to': object
  'press-counts': object
  'press-as-of': { at: MessageValue }
  'press-collecting': object
  'press-employers': object
  'press-employer': { counted: MessageValue; employers: MessageValue }
  'press-employers-small': object
  'press-answer': object
  'press-contact': object
  'press-contact-none': object
  'press-demands-heading': object
  'press-how-heading': object
  'press-how-address': object
  'press-how-proves': object
  'press-how-vouched': object
  'press-how-reviewed': object
  'press-how-apart': object
  'press-how-names': object
  'press-how-one-person': object
  'press-how-owners': object
  'press-how-signing': object
  'press-check-heading': object
  'press-text': object
  'press-hash': object
  'press-data': object
  'press-data-link': object
  'press-check-count': object
  'press-check-count-link': object
  'press-check-people': object
  'press-check-copy': object
  'press-check-link': object
  'press-files-heading': object
  'press-pdf': object
  'press-circle': object
  'press-card-wide': { height: MessageValue; width: MessageValue }
  'press-card-square': { height: MessageValue; width: MessageValue }
  'press-card-tall': { height: MessageValue; width: MessageValue }
  'press-revision': { number: MessageValue; on: MessageValue }
  'problem-unreadable': object
  'problem-signed-out': object
  'problem-forbidden': object
  'problem-not-found': object
  'problem-conflict': object
  'problem-gone': object
  'problem-too-large': object
  'problem-invalid': object
  'problem-errors': { count: MessageValue }
  'problem-error-mark': object
  'problem-warning-mark': object
  'problem-too-many': object
  'problem-unexpected': object
  'problem-unavailable': object
  'problem-other': object
  'problem-unreadable-detail': object
  'problem-slow-request-detail': object
  'problem-large-headers-detail': object
  'problem-keys-shared-detail': object
  'problem-keys-unreadable-detail': object
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
  'proof-title': object
  'proof-why': object
  'proof-ask': object
  'proof-code-label': object
  'proof-confirm': object
  'proof-again': object
  'proof-back': object
  'proof-validity': { minutes: MessageValue }
  'questioned-title': object
  'questioned-lede': object
  'questioned-decline': object
  'questioned-others': object
  'questioned-code': object
  'questioned-time': object
  'questioned-notes': object
  'questioned-devices': object
  'questioned-call-heading': object
  'questioned-call-operator': object
  'questioned-call-own': object
  'questioned-call-organizers': object
  'questioned-less-heading': object
  'questioned-less': object
  'questioned-link': object
  'recovery-title': object
  'recovery-account-link': object
  'recovery-intro': object
  'recovery-codes-heading': object
  'recovery-codes-left': { count: MessageValue }
  'recovery-codes-what': { count: MessageValue }
  'recovery-codes-earlier': { hours: MessageValue }
  'recovery-codes-make': object
  'recovery-codes-make-at-once': object
  'recovery-address-heading': object
  'recovery-address-what': object
  'recovery-address-lost': object
  'recovery-address-lost-waits': { hours: MessageValue }
  'recovery-address-label': object
  'recovery-address-hint': object
  'recovery-address-send': object
  'recovery-change-waits-title': object
  'recovery-change-waits': { at: MessageValue }
  'recovery-link-waits-title': object
  'recovery-link-waits': { at: MessageValue }
  'recovery-keep': object
  'recovery-done-address': object
  'recovery-done-waits': object
  'recovery-done-kept': object
  'recovery-done-signed-in': object
  'recovery-code-title': object
  'recovery-code-title-two': object
  'recovery-code-old-label': object
  'recovery-code-new-label': object
  'recovery-code-own-label': object
  'recovery-code-make': object
  'recovery-code-change': object
  'recovery-code-again': object
  'recovery-back': object
  'recovery-codes-title': object
  'recovery-codes-once': object
  'recovery-codes-keep': object
  'recovery-codes-use': object
  'recovery-codes-done': object
  'recovery-sign-in-title': object
  'recovery-sign-in-intro': object
  'recovery-sign-in-warning': object
  'recovery-sign-in-label': object
  'recovery-sign-in-hint': object
  'recovery-sign-in-session': object
  'recovery-sign-in-button': object
  'recovery-sign-in-none': object
  'recovery-sign-in-link': object
  'recovery-sign-in-mail': object
  'refusal-recovery-code-malformed': object
  'refusal-recovery-code-not-right': object
  'refusal-address-has-account': object
  'recovery-link-title': object
  'recovery-link-intro': { name: MessageValue }
  'recovery-link-warning': object
  'recovery-link-validity': { at: MessageValue }
  'recovery-link-send': object
  'recovery-link-use': object
  'refusal-recovery-link-gone': object
  'recovery-mail-subject': object
  'recovery-mail-codes-made': { hours: MessageValue }
  'recovery-mail-code-used': object
  'recovery-mail-address-waits': { hours: MessageValue }
  'recovery-mail-address-changed': object
  'recovery-mail-operator-link': object
  'recovery-mail-operator-link-used': object
  'recovery-owner-mail-subject': object
  'recovery-owner-mail-text': object
  'recover-organizer-usage': object
  'recover-organizer-none': object
  'recover-organizer-several': object
  'recover-organizer-choice': { id: MessageValue; name: MessageValue; role: MessageValue }
  'recover-organizer-made': { at: MessageValue; link: MessageValue; name: MessageValue }
  'responses-title': object
  'responses-pdf-title': object
  'responses-letter-title': object
  'responses-code-title': object
  'responses-time-code-title': object
  'responses-delegate-code-title': object
  'responses-sent-title': object
  'responses-lede': { people: MessageValue }
  'responses-count-heading': object
  'responses-counts': { counts: MessageValue }
  'responses-counts-as-of': { at: MessageValue; counts: MessageValue }
  'responses-count-means': object
  'responses-copy-fetch': { size: MessageValue }
  'responses-copy-size': { megabytes: MessageValue }
  'responses-copy-kept-until': { until: MessageValue }
  'responses-copy-kept': object
  'responses-copy-destroyed': object
  'responses-pdf-hash': object
  'responses-received-heading': object
  'responses-received': { on: MessageValue }
  'responses-receive': object
  'responses-receive-button': object
  'responses-receipt-get': object
  'responses-receipt-hint': object
  'refusal-page-ended': object
  'refusal-copy-destroyed': object
  'refusal-address-gone': object
  'refusal-code-spent': object
  'refusal-too-many-files': { most: MessageValue }
  'responses-pdf-choose-again': object
  'responses-pdf-lost': object
  'responses-receipt-title': object
  'responses-receipt-recipient': object
  'responses-receipt-delivered': object
  'responses-receipt-delivered-how': { how: MessageValue; on: MessageValue }
  'responses-receipt-letter': object
  'responses-receipt-counts': object
  'responses-receipt-as-of': { on: MessageValue }
  'responses-receipt-revision': { number: MessageValue }
  'responses-receipt-content': object
  'responses-receipt-meaning': object
  'responses-time-heading': object
  'responses-time-intro': object
  'responses-time-asked': { on: MessageValue; until: MessageValue }
  'responses-time-label': object
  'responses-time-hint': object
  'responses-send-code': { to: MessageValue }
  'responses-time-words': { until: MessageValue }
  'responses-time-button': object
  'responses-time-too-early': object
  'responses-time-too-late': object
  'refusal-asked-too-often': { most: MessageValue }
  'responses-delegate-heading': object
  'responses-delegate-intro': object
  'responses-delegate-now': { name: MessageValue; on: MessageValue }
  'responses-delegate-link': { link: MessageValue }
  'responses-delegate-end': object
  'responses-delegate-replaces': object
  'responses-delegate-name-label': object
  'responses-delegate-name-hint': object
  'responses-delegate-address-label': object
  'responses-delegate-address-hint': object
  'responses-delegate-words': { address: MessageValue; name: MessageValue }
  'responses-delegate-button': object
  'responses-delegate-name-missing': object
  'responses-delegate-address-wrong': object
  'refusal-delegate-only-answers': object
  'responses-delegate-lede': { people: MessageValue }
  'responses-delegate-stands': { name: MessageValue; recipient: MessageValue }
  'responses-delegate-send-code': object
  'responses-delegate-code-hint': object
  'responses-delegate-code-went': object
  'responses-delegation-mail-subject': object
  'responses-delegation-mail-asked': { recipient: MessageValue }
  'responses-delegation-mail-code': object
  'responses-delegation-mail-end': { name: MessageValue }
  'responses-back': object
  'responses-code-heading': object
  'responses-code-went': object
  'responses-code-label': object
  'responses-code-another': object
  'responses-sent-as-label': object
  'responses-by-sent-label': object
  'responses-pdf-goes': object
  'responses-send': object
  'responses-sent': object
  'responses-sent-pdf': object
  'responses-asked-until': { until: MessageValue }
  'responses-delegate-answered': { days: MessageValue }
  'responses-answer-by': { by: MessageValue }
  'responses-answer-heading': object
  'responses-answered': { days: MessageValue }
  'responses-text-label': object
  'responses-text-hint': object
  'responses-by-label': { name: MessageValue }
  'responses-by-hint': object
  'responses-pdf-label': object
  'responses-pdf-hint': { megabytes: MessageValue }
  'responses-code-hint': object
  'responses-text-missing': object
  'responses-text-too-long': { most: MessageValue }
  'responses-by-too-long': { most: MessageValue }
  'responses-by-link': object
  'responses-pdf-too-large': { megabytes: MessageValue }
  'responses-pdf-wrong-kind': object
  'responses-recipient-missing': object
  'responses-way-missing': object
  'responses-day-to-come': object
  'verdict-answers-tag': object
  'verdict-answers-button': object
  'verdict-answers-heading': { by: MessageValue; on: MessageValue; people: MessageValue; who: MessageValue }
  'verdict-answers-line': { by: MessageValue; people: MessageValue; who: MessageValue }
  'verdict-no-answer-tag': object
  'verdict-no-answer-button': object
  'verdict-no-answer-heading': { by: MessageValue; on: MessageValue; people: MessageValue; who: MessageValue }
  'verdict-no-answer-line': { by: MessageValue; people: MessageValue; who: MessageValue }
  'verdict-no-answer-note': object
  'verdict-not-yet-tag': object
  'verdict-not-yet-note': object
  'refusal-verdict-unknown': object
  'activity-answer-counts': object
  'activity-answer-does-not-count': object
  'responses-way': { way: MessageValue }
  'refusal-answer-gone': object
  'refusal-answer-with-secret': { kind: MessageValue; what: MessageValue }
  'refusal-answer-unpublished': object
  'refusal-not-warned': object
  'responses-publication-title': object
  'responses-publication-back': object
  'responses-publication-shown': object
  'responses-publication-empty': object
  'responses-publication-pdf': object
  'responses-publication-trap-heading': object
  'responses-publication-trap': object
  'responses-publication-final': object
  'responses-publication-button': object
  'responses-publication-blocked': object
  'responses-publication-link': object
  'responses-answers-copy': { stage: MessageValue }
  'responses-secrets-heading': object
  'responses-secret': { kind: MessageValue; what: MessageValue }
  'responses-returned-heading': object
  'responses-returned-intro': object
  'responses-returned-kind': { kind: MessageValue }
  'responses-returned-about': { name: MessageValue; of: MessageValue; on: MessageValue; stage: MessageValue }
  'responses-returned-hidden': object
  'responses-returned-unread': object
  'responses-returned-undecided': object
  'responses-returned-arrived': object
  'responses-returned-arrived-removed': object
  'responses-returned-newer': object
  'responses-returned-older': object
  'responses-returned-remove': object
  'responses-clocks-answer': object
  'responses-silence-whole': { days: MessageValue; since: MessageValue }
  'responses-has-answered': object
  'responses-answer-of': { by: MessageValue; on: MessageValue; people: MessageValue; who: MessageValue }
  'responses-published': { on: MessageValue }
  'responses-unpublished': object
  'responses-with-pdf': { kilobytes: MessageValue }
  'responses-with-pdf-published': { kilobytes: MessageValue; on: MessageValue }
  'responses-pdf-warning-link': object
  'responses-none': object
  'responses-record-heading': object
  'responses-record-recipient': object
  'responses-record-way': object
  'responses-record-way-mail': object
  'responses-record-way-other': object
  'responses-record-way-other-hint': object
  'responses-record-by-label': object
  'responses-record-by-hint': object
  'responses-day-label': object
  'responses-record-text-label': object
  'responses-record-pdf-label': object
  'responses-record-pdf-hint': { megabytes: MessageValue }
  'responses-record-button': object
  'responses-pdf-attached': object
  'responses-pdf-came': object
  'responses-pdf-traces-title': object
  'responses-pdf-traces': object
  'responses-pdf-open-heading': object
  'responses-pdf-open-device': object
  'responses-pdf-open-offline': object
  'responses-pdf-open-links': object
  'responses-pdf-open-pass': object
  'responses-pdf-logged': object
  'responses-pdf-fetch': object
  'responses-pdf-publish-heading': object
  'responses-pdf-published': { on: MessageValue }
  'responses-pdf-publish': object
  'responses-pdf-publish-button': object
  'responses-pdf-publish-later': object
  'reviews-title': object
  'reviews-intro': object
  'reviews-intro-sees': object
  'reviews-over-now': object
  'reviews-make-heading': object
  'reviews-label': object
  'reviews-label-hint': object
  'reviews-days': { least: MessageValue; most: MessageValue }
  'reviews-version-label': object
  'reviews-version-now': object
  'reviews-version': { number: MessageValue; on: MessageValue }
  'reviews-version-named': { name: MessageValue; number: MessageValue; on: MessageValue }
  'reviews-make': object
  'reviews-list-heading': object
  'reviews-none': object
  'reviews-list-editor': object
  'reviews-end': object
  'reviews-end-what': object
  'reviews-state-unused': { until: MessageValue }
  'reviews-state-in-use': { name: MessageValue; since: MessageValue; until: MessageValue }
  'reviews-state-expired': { on: MessageValue }
  'reviews-state-expired-used': { name: MessageValue; on: MessageValue }
  'reviews-state-ended': { on: MessageValue }
  'reviews-state-ended-used': { name: MessageValue; on: MessageValue }
  'reviews-state-refused': { on: MessageValue }
  'reviews-made-title': object
  'reviews-made-once': object
  'reviews-made-good': { on: MessageValue }
  'reviews-made-back': object
  'refusal-no-review-link': object
  'reviews-over': object
  'reviews-link-ended-already': object
  'reviews-too-many': { most: MessageValue }
  'reviews-too-many-ever': { most: MessageValue }
  'reviews-no-version': object
  'reviews-no-text': object
  'reviews-days-malformed': { least: MessageValue; most: MessageValue }
  'reviews-name-needed': object
  'reviews-name-too-long': { most: MessageValue }
  'reviews-reviewer-title': object
  'reviews-begin-heading': object
  'reviews-begin-what': object
  'reviews-begin-own-heading': object
  'reviews-begin-own': object
  'reviews-begin-browser': object
  'reviews-begin-stored-heading': object
  'reviews-begin-name': object
  'reviews-begin-stored': object
  'reviews-begin-cookie': object
  'reviews-begin-erased': { days: MessageValue }
  'reviews-begin-courts': object
  'reviews-begin-label': object
  'reviews-begin-label-hint': object
  'reviews-begin': object
  'reviews-link-unknown': object
  'reviews-second-browser': object
  'reviews-not-begun': object
  'reviews-too-many-comments': { most: MessageValue }
  'reviews-answered': object
  'reviews-you-are': { name: MessageValue; until: MessageValue }
  'reviews-you-see': object
  'reviews-comment-heading': object
  'reviews-quote': object
  'reviews-quote-hint': object
  'reviews-kind': object
  'reviews-kind-comment': object
  'reviews-kind-replace': object
  'reviews-kind-remove': object
  'reviews-replacement': object
  'reviews-words': object
  'reviews-words-hint': object
  'reviews-send': object
  'reviews-use-selection': object
  'reviews-own-heading': object
  'reviews-own-none': object
  'reviews-on-whole': object
  'reviews-on-passage': object
  'reviews-suggested': object
  'reviews-suggested-nothing': object
  'reviews-written-on': { on: MessageValue }
  'reviews-answer': { on: MessageValue }
  'reviews-closed-resolved': object
  'reviews-closed-accepted': object
  'reviews-closed-refused': object
  'reviews-change': object
  'reviews-change-save': object
  'reviews-delete': object
  'reviews-leave-heading': object
  'reviews-leave-what': object
  'reviews-leave': object
  'reviews-left-heading': object
  'reviews-left-what': object
  'reviews-people-heading': object
  'reviews-people-what': object
  'reviews-people-link': object
  'revisions-list-title': { title: MessageValue }
  'revisions-one-title': { number: MessageValue }
  'revisions-list-heading': object
  'revisions-list-words': object
  'revisions-all': object
  'revisions-kind-first': object
  'revisions-kind-correction': object
  'revisions-kind-substance': object
  'revisions-hash': object
  'revisions-compared': object
  'revisions-nav': object
  'revisions-previous': object
  'revisions-next': object
  'revisions-sign-demands': object
  'revisions-sign-recipients': object
  'revisions-sign-employers': object
  'revisions-sign-language': object
  'revisions-sign-text': object
  'revisions-diff-added': object
  'revisions-diff-removed': object
  'refusal-delivery-over': object
  'refusal-not-to-be-repeated': object
  'refusal-bytes-destroyed': object
  'sending-mail-not-made': object
  'sending-came-back': { said: MessageValue; status: MessageValue }
  'sending-came-back-silent': { status: MessageValue }
  'sending-came-back-unread': object
  'sending-tried': { answer: MessageValue; hours: MessageValue }
  'sending-interrupted': object
  'sending-names-erased': object
  'refusal-not-open-yet': object
  'sharing-title': object
  'sharing-heading-open': object
  'sharing-heading-quiet': object
  'sharing-heading-closed': object
  'sharing-lede-open': object
  'sharing-lede-quiet': object
  'sharing-lede-closed': object
  'sharing-open-page': object
  'sharing-caution': object
  'sharing-link-heading': object
  'sharing-link-open': object
  'sharing-link-quiet': object
  'sharing-copy-link': object
  'sharing-sheet': object
  'sharing-words': object
  'sharing-copy-words': object
  'sharing-old-form': object
  'sharing-copied': object
  'sharing-selected': object
  'sharing-texts-heading': object
  'sharing-texts-open': object
  'sharing-texts-quiet': object
  'sharing-chat-heading': object
  'sharing-spoken-heading': object
  'sharing-print-heading': object
  'sharing-copy-text': object
  'sharing-qr-heading': object
  'sharing-qr': object
  'sharing-qr-label': object
  'sharing-embed-heading': object
  'sharing-embed': object
  'sharing-embed-copy': object
  'sharing-poster-heading': object
  'sharing-poster': object
  'sharing-poster-a4': object
  'sharing-poster-letter': object
  'sharing-poster-a6': object
  'sharing-poster-strips-a4': object
  'sharing-poster-strips-letter': object
  'refusal-no-poster': object
  'sharing-poster-more': { count: MessageValue }
  'sharing-poster-read': object
  'sharing-poster-caution': object
  'sharing-after-signing-heading': object
  'sharing-after-signing': object
  'sharing-qr-show': object
  'sharing-next-heading': object
  'sharing-next-anonymous': object
  'sharing-updates': object
  'sharing-vouching': object
  'sharing-from': { employers: MessageValue }
  'sharing-chat': { from: MessageValue; title: MessageValue }
  'sharing-spoken': { from: MessageValue; title: MessageValue }
  'sharing-spoken-demands': { demands: MessageValue }
  'sharing-read': { link: MessageValue; state: MessageValue }
  'sharing-spoken-read': { link: MessageValue; state: MessageValue }
  'sharing-names': { anonymous: MessageValue }
  'sharing-until': { on: MessageValue }
  'sharing-own-phone': object
  'sharing-quiet-chat': { link: MessageValue }
  'sharing-quiet-spoken': object
  'sharing-quiet-words': { url: MessageValue; words: MessageValue }
  'sharing-quiet-own-phone': object
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
  'work-address-perhaps-shared': object
  'work-address-malformed': object
  'work-address-elsewhere': { count: MessageValue; domains: MessageValue }
  'work-address-below': { count: MessageValue; domains: MessageValue; example: MessageValue }
  'work-address-below-too': { count: MessageValue; domains: MessageValue; example: MessageValue }
  'work-address-more': { count: MessageValue }
  'work-address-mistyped': { meant: MessageValue; typed: MessageValue }
  'signing-mine-alone-hint': object
  'name-empty': object
  'name-too-long': { most: MessageValue }
  'name-emoji': object
  'name-unseen': object
  'name-marks': object
  'name-without-letters': object
  'name-link': object
  'title-too-long': { most: MessageValue }
  'title-emoji': object
  'title-unseen': object
  'title-marks': object
  'title-without-letters': object
  'title-link': object
  'title-not-public': object
  'name-with-title': { name: MessageValue; title: MessageValue }
  'name-label': object
  'name-label-optional': object
  'name-hint-optional': object
  'name-hint-choice': object
  'title-label': object
  'title-hint': object
  'mark-anonymous': { count: MessageValue }
  'mark-withheld': { count: MessageValue }
  'mark-recipients': { count: MessageValue }
  'mark-held': { count: MessageValue }
  'refusal-signing-key-unknown': object
  'refusal-not-less-visible': object
  'refusal-nothing-to-agree-to': object
  'my-signature-slip-kept-nowhere': object
  'my-signature-no-slip': object
  'my-signature-withdrawn': object
  'my-signature-withdrawn-already': object
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
  'signing-back-to-letter': object
  'signing-before-title': object
  'signing-before-own-phone': object
  'signing-before-code-seen': object
  'signing-how-show': object
  'signing-address-label': object
  'signing-send-code': object
  'signing-code-title': object
  'signing-code-label': object
  'signing-no-mail-heading': object
  'signing-another-code': object
  'signing-other-address': object
  'signing-leave': object
  'signing-sign': object
  'signing-slip-when': object
  'signing-no-code': object
  'signing-no-mail-other-way': { way: MessageValue }
  'signing-done-heading': object
  'signing-slip-last': object
  'signing-slip-show': object
  'signing-done-forgotten': object
  'signing-public-employer': object
  'signing-visibility-legend': object
  'signing-visibility-hint': object
  'signing-visibility-column-who': object
  'signing-visibility-everyone': object
  'signing-visibility-recipients': object
  'signing-visibility-organizers': object
  'signing-visibility-stolen': object
  'signing-visibility-anonymous-label': object
  'signing-visibility-withheld-label': object
  'signing-visibility-together-label': { needed: MessageValue }
  'signing-visibility-recipients-label': object
  'signing-visibility-public-label': object
  'signing-visibility-anonymous-words': object
  'signing-visibility-withheld-words': object
  'signing-visibility-together-words': object
  'signing-visibility-recipients-words': object
  'signing-visibility-public-words': object
  'signing-sees-anonymous': object
  'signing-sees-withheld': object
  'signing-sees-recipients': object
  'signing-sees-name': object
  'signing-sees-held': object
  'signing-sees-name-some': object
  'signing-sees-name-if-given': object
  'signing-stolen-anonymous': object
  'signing-stolen-locked': object
  'signing-choice-title': object
  'signing-steps-heading': object
  'signing-steps-words': object
  'signing-how-pages': object
  'signing-no-script-title': object
  'signing-no-script-words': object
  'signing-no-script-withheld': object
  'signing-you-heading': object
  'signing-few-title': { count: MessageValue }
  'signing-few-words': object
  'signing-no-address': { way: MessageValue }
  'slip-missing': object
  'slip-key-mistyped': object
  'slip-count': { count: MessageValue }
  'slip-word-unknown': { number: MessageValue; word: MessageValue }
  'slip-word-similar': { number: MessageValue; similar: MessageValue; word: MessageValue }
  'slip-words-unknown': { numbers: MessageValue }
  'slip-checksum': object
  'slip-exchanged': { first: MessageValue; second: MessageValue }
  'slip-misread': { meant: MessageValue; number: MessageValue; word: MessageValue }
  'slip-heading': object
  'slip-keep': object
  'slip-paper': object
  'slip-print': object
  'slip-save': object
  'slip-copy': object
  'slip-caution': object
  'slip-copied': object
  'slip-selected': object
  'slip-saved': { file: MessageValue }
  'slip-qr-show': object
  'slip-qr-label': object
  'slip-qr-words': object
  'slip-about-show': object
  'slip-about-proof': object
  'slip-about-copy': object
  'slip-about-lost': object
  'slip-about-later': object
  'slip-about-print': object
  'slip-field-label': object
  'slip-field-hint': object
  'slip-stays-here': object
  'slip-own-device': object
  'slip-other-device': object
  'statements-text-empty-refusal': object
  'statements-text-too-long-refusal': { most: MessageValue }
  'refusal-statement-there': object
  'statements-letter-closed-refusal': object
  'refusal-signature-wanted': object
  'statements-signature-not-counted-refusal': object
  'refusal-verdict-missing': object
  'statements-more-waiting': object
  'statements-badge-mailbox': { count: MessageValue; employers: MessageValue }
  'statements-badge-vouched': { count: MessageValue; employers: MessageValue }
  'statements-badge-reviewed': { count: MessageValue; employers: MessageValue }
  'statements-state-waits': object
  'statements-state-unread': object
  'statements-state-published': object
  'statements-state-declined': object
  'statements-state-none': object
  'statements-withdrawn': object
  'statements-slip-hint': object
  'statements-dashboard-title': object
  'statements-dashboard-words': object
  'statements-dashboard-publish': object
  'statements-dashboard-decline': object
  'statements-dashboard-none': object
  'statements-list-title': object
  'statements-list-words': object
  'statements-list-none': object
  'statements-new-title': object
  'statements-new-words': object
  'statements-new-warning-title': object
  'statements-new-warning-style': object
  'statements-new-warning-facts': object
  'statements-new-warning-device': object
  'statements-new-then': object
  'statements-new-no-script-words': object
  'statements-new-label': object
  'statements-new-hint': { most: MessageValue }
  'statements-new-send': object
  'statements-new-ask': object
  'statements-new-withdraw': object
  'text-invisible': object
  'text-line-unseen-at-start': object
  'text-line-unseen-after': { before: MessageValue }
  'text-unseen-at-start': object
  'text-unseen-after': { before: MessageValue }
  'text-marks-at-start': { most: MessageValue }
  'text-marks-after': { before: MessageValue; most: MessageValue }
  'text-joined-at-start': { most: MessageValue }
  'text-joined-after': { before: MessageValue; most: MessageValue }
  'text-long-word': { most: MessageValue; start: MessageValue }
  'text-undrawn': { characters: MessageValue; count: MessageValue }
  'text-footnotes': { most: MessageValue }
  'text-nesting': { most: MessageValue }
  'text-nesting-at': { most: MessageValue; start: MessageValue }
  'text-pieces': { most: MessageValue }
  'text-long-link': { most: MessageValue; start: MessageValue }
  'text-note-lost': { label: MessageValue }
  'text-note-missing': { label: MessageValue }
  'text-address-lost': { label: MessageValue }
  'text-link-broken': { link: MessageValue }
  'text-too-long': { most: MessageValue }
  'timeline-title': object
  'timeline-silence': { days: MessageValue; since: MessageValue }
  'timeline-asked': { by: MessageValue }
  'timeline-asked-past': { by: MessageValue; days: MessageValue }
  'timeline-stands-answered': { answered: MessageValue; delivered: MessageValue; people: MessageValue }
  'timeline-stands-answered-alone': { answered: MessageValue; people: MessageValue }
  'timeline-stands-answered-before': { answered: MessageValue; days: MessageValue; people: MessageValue }
  'timeline-stands-silent': { days: MessageValue; delivered: MessageValue; people: MessageValue }
  'timeline-stands-received': { received: MessageValue }
  'timeline-stands-not-there': { people: MessageValue; state: MessageValue }
  'timeline-stands-asked': { until: MessageValue }
  'timeline-log': { count: MessageValue }
  'timeline-announced': { people: MessageValue; stage: MessageValue }
  'timeline-announced-shows': { disclosure: MessageValue }
  'timeline-announced-notice': { at: MessageValue }
  'timeline-cancelled': { people: MessageValue; stage: MessageValue; who: MessageValue }
  'timeline-escalated': { days: MessageValue }
  'timeline-public': object
  'timeline-call': { written: MessageValue }
  'timeline-accepted': { on: MessageValue; people: MessageValue }
  'timeline-handed-over': { on: MessageValue; people: MessageValue }
  'timeline-photo-alt': { on: MessageValue }
  'timeline-photo': object
  'timeline-refused': { people: MessageValue }
  'timeline-unsure': { people: MessageValue }
  'timeline-returned': { people: MessageValue }
  'timeline-received': { people: MessageValue }
  'timeline-asked-for-time': { people: MessageValue; until: MessageValue; who: MessageValue }
  'timeline-no-answer': { days: MessageValue }
  'timeline-answer-pdf': { way: MessageValue }
  'timeline-answer-pdf-warning': object
  'timeline-answer-pdf-withheld': object
  'timeline-answer-came': { published: MessageValue; way: MessageValue }
  'timeline-answer-from-file': { edited: MessageValue; published: MessageValue }
  'timeline-answer-signature': { checked: MessageValue; domain: MessageValue; state: MessageValue }
  'timeline-day-page-title': { day: MessageValue; title: MessageValue }
  'timeline-day-back': object
  'timeline-day-title': { day: MessageValue }
  'timeline-day-runs': object
  'timeline-day-known': { on: MessageValue }
  'timeline-day-recipients': object
  'timeline-day-events': object
  'timeline-day-nothing': object
  'timeline-day-cite': object
  'timeline-day-cite-hint': object
  'timeline-day-others': object
  'timeline-day-before': { on: MessageValue }
  'timeline-day-after': { on: MessageValue }
  'refusal-together-not-waiting': object
  'together-needed-wrong': { least: MessageValue; most: MessageValue }
  'together-needed-not-higher': { needed: MessageValue }
  'refusal-together-not-reached': object
  'refusal-together-ended': object
  'refusal-together-log-behind': object
  'refusal-together-kept': object
  'together-offer': object
  'together-offer-words': object
  'together-needed-label': object
  'together-needed-hint': { most: MessageValue }
  'together-offer-needed-wrong': { least: MessageValue; most: MessageValue }
  'together-until-label': object
  'together-until-hint': object
  'together-until-wrong': { latest: MessageValue }
  'together-missing-until': { on: MessageValue }
  'together-offer-late': object
  'together-offer-alone': object
  'together-fixed': object
  'together-shown-waiting': { count: MessageValue; needed: MessageValue }
  'together-shown-collecting': { needed: MessageValue }
  'together-shown-until': { at: MessageValue }
  'together-shown-reached': { at: MessageValue; count: MessageValue }
  'together-shown-reached-not-agreed': { at: MessageValue; count: MessageValue }
  'together-shown-withdraw': object
  'together-shown-revealed': { count: MessageValue; on: MessageValue }
  'together-shown-lapsed': { count: MessageValue }
  'together-shown-lapsed-collecting': object
  'together-short-waiting': { count: MessageValue; needed: MessageValue }
  'together-short-collecting': { needed: MessageValue }
  'together-card': { counted: MessageValue; waiting: MessageValue }
  'together-shown-heading': object
  'together-done-held': { needed: MessageValue }
  'together-mine-waiting': object
  'together-mine-reached': { at: MessageValue }
  'together-mine-revealed': { on: MessageValue }
  'together-mine-not-revealed': object
  'together-mine-lapsed': object
  'together-lesser-withheld': object
  'together-back': object
  'together-page-unseen': object
  'together-decision-heading': object
  'together-decision-words': { at: MessageValue }
  'together-decision-fakes': object
  'together-decision-signatures': object
  'together-decision-button': object
  'together-flood-heading': object
  'together-flood-words': object
  'together-flood-days': object
  'together-flood-employers': object
  'together-flood-small': { least: MessageValue }
  'together-flood-no-employers': { least: MessageValue }
  'together-raise-words': object
  'together-raise-label': object
  'together-raise-button': object
  'together-end-heading': object
  'together-end-words': object
  'together-end-sure': object
  'together-end-button': object
  'together-end-not-sure': object
  'together-only-owners': object
  'together-link': object
  'together-do': object
  'together-next-reveal': object
  'together-next-ends': object
  'together-fact': { needed: MessageValue }
  'together-fact-until-closing': object
  'together-fact-until': { on: MessageValue }
  'plan-together-legend': object
  'plan-together-label': object
  'plan-together-hint': object
  'plan-together-not-offered': object
  'plan-together-waits': object
  'plan-together-revealed': object
  'plan-together-lapsed': object
  'updates-address-at-employer': { domain: MessageValue }
  'refusal-no-more-updates': object
  'updates-previewed': object
  'updates-previewed-words': object
  'updates-not-now': object
  'updates-intro': object
  'updates-intro-deliveries': object
  'updates-draft-heading': object
  'updates-preview-button': object
  'updates-publish-button': object
  'updates-publish-words': object
  'updates-only-owners': object
  'updates-change-heading': object
  'updates-write-heading': object
  'updates-text-label': object
  'updates-text-hint': object
  'updates-keep-button': object
  'updates-published-heading': object
  'updates-published-on': { on: MessageValue }
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
  'updates-notice': { at: MessageValue; link: MessageValue }
  'updates-extended': { before: MessageValue; until: MessageValue }
  'updates-together-reached': { at: MessageValue; count: MessageValue }
  'updates-together-withdraw': { at: MessageValue; link: MessageValue }
  'updates-together-revealed': { at: MessageValue; count: MessageValue }
  'updates-together-lapsed': { at: MessageValue; count: MessageValue }
  'updates-returned': object
  'updates-returned-reason': { count: MessageValue; few: MessageValue; reason: MessageValue }
  'updates-returned-kept': object
  'updates-bounce-no-mail': object
  'updates-bounce-too-early': object
  'updates-bounce-unknown': object
  'updates-title': object
  'updates-code-title': object
  'updates-stop-title': object
  'updates-ask-title': object
  'updates-ask-words': object
  'updates-address-label': object
  'updates-address-hint': object
  'updates-address-button': object
  'updates-kept-heading': object
  'updates-kept-words': object
  'updates-kept-provider': object
  'updates-code-words': object
  'updates-code-button': object
  'updates-asked-heading': object
  'updates-asked-words': object
  'updates-stop-heading': object
  'updates-stop-words': object
  'updates-stop-button': object
  'updates-stopped-heading': object
  'updates-stopped-words': object
  'updates-stopped-close': object
  'updates-purged': object
  'updates-mailed-page': object
  'updates-mailed': { count: MessageValue; few: MessageValue }
  'updates-mailed-refused': { count: MessageValue; few: MessageValue }
  'updates-mailed-unsure': { count: MessageValue; few: MessageValue }
  'versions-title': object
  'versions-intro': object
  'versions-when': { minutes: MessageValue }
  'versions-thinned': object
  'versions-erased': { days: MessageValue; opened: MessageValue }
  'versions-list-heading': object
  'versions-none': object
  'versions-none-to-read': object
  'versions-number': { number: MessageValue }
  'versions-kept-on': { on: MessageValue }
  'versions-read-by-owners': { count: MessageValue; read: MessageValue }
  'versions-mine': object
  'versions-same': object
  'versions-older': object
  'versions-save-heading': object
  'versions-save-label': object
  'versions-save-hint': object
  'versions-save-button': object
  'versions-keeping-heading': object
  'versions-keeping-erased': { on: MessageValue }
  'versions-keeping-risk': object
  'versions-keeping-alone': object
  'versions-keeping-kept': object
  'versions-keeping-button': object
  'versions-keeping-end': object
  'versions-keeping-draft': object
  'refusal-drafting-erased': object
  'refusal-drafting-kept': object
  'versions-name-missing': object
  'versions-name-too-long': { most: MessageValue }
  'versions-named-already': { name: MessageValue }
  'versions-named-too-many': { most: MessageValue }
  'versions-letter-opened': object
  'versions-one-title': object
  'versions-back': object
  'versions-its-number': { number: MessageValue }
  'versions-readers': { names: MessageValue }
  'versions-read-button': object
  'versions-unread-button': object
  'versions-content': object
  'versions-untitled': object
  'versions-empty-text': object
  'versions-recipients': object
  'versions-employers': object
  'versions-language': object
  'versions-address': object
  'versions-compare-heading': object
  'versions-compare-draft': object
  'versions-compare-label': object
  'versions-option': { number: MessageValue; on: MessageValue }
  'versions-compare-button': object
  'versions-name-heading': object
  'versions-name-label': object
  'versions-name-hint': object
  'versions-name-button': object
  'versions-restore-heading': object
  'versions-restore-words': object
  'versions-restore-undo': object
  'versions-restore-button': object
  'versions-overtaken': { count: MessageValue; names: MessageValue }
  'versions-overtaken-words': object
  'versions-restored': { merged: MessageValue; number: MessageValue }
  'versions-comparison-title': object
  'versions-comparison-back': object
  'versions-comparison-from': object
  'versions-comparison-to': object
  'versions-draft-now': object
  'versions-comparison-same': object
  'versions-comparison-added': object
  'versions-comparison-added-mark': object
  'versions-comparison-removed': object
  'versions-comparison-removed-mark': object
  'versions-comparison-typed': object
  'versions-comparison-addresses': object
  'refusal-vouching-not-offered': object
  'refusal-drawing-ended': object
  'refusal-vouched-signing-ended': object
  'refusal-nothing-to-draw': object
  'vouching-back': object
  'vouching-spend-title': object
  'vouching-spend-lede': object
  'vouching-spend-colleague-heading': object
  'vouching-spend-colleague': object
  'vouching-spend-ask': object
  'vouching-spend-check-heading': object
  'vouching-spend-check': object
  'vouching-spend-check-kept': object
  'vouching-spend-who-knows': object
  'vouching-spend-unknown': object
  'vouching-spend-copy': object
  'vouching-spend-no-mail': object
  'vouching-spend-label': object
  'vouching-spend-hint': object
  'vouching-spend-continue': object
  'vouching-spend-anonymous-heading': object
  'vouching-spend-anonymous': object
  'vouching-spend-anonymous-link': object
  'vouching-spend-no-script-title': object
  'vouching-spend-no-script': object
  'vouching-spend-none-title': object
  'vouching-spend-none': object
  'vouching-no-new-codes': object
  'refusal-vouch-not-valid': object
  'refusal-code-ended': object
  'refusal-vouch-used': object
  'refusal-vouch-answered': object
  'vouching-address-hint': object
  'vouching-drawing': object
  'vouching-browser-keeps-nothing': object
  'vouching-code-link': { number: MessageValue }
  'vouching-code-copy': { number: MessageValue }
  'vouching-code-copied': { number: MessageValue }
  'vouching-code-selected': { number: MessageValue }
  'vouching-code-picture': { number: MessageValue }
  'vouching-code-qr': { number: MessageValue }
  'vouching-codes-kept': object
  'vouching-codes-long': object
  'vouching-codes-print': object
  'vouching-codes-save': object
  'vouching-codes-forget': object
  'vouching-code-paper': { number: MessageValue }
  'vouching-pass-on': object
  'vouching-letter-closed-title': object
  'vouching-letter-closed-words': object
  'vouching-slip-when': object
  'vouching-draw-title': object
  'vouching-draw-lede': { count: MessageValue }
  'vouching-draw-only-workers': object
  'vouching-draw-nobody-knows': object
  'vouching-draw-first': object
  'vouching-draw-no-script-title': object
  'vouching-draw-no-script-words': object
  'vouching-draw-code-label': object
  'vouching-draw-button': object
  'vouching-draw-none': object
  'vouching-codes-heading': object
  'vouching-details-heading': object
  'vouching-done-used': object
}

export type MessageId = keyof Messages
