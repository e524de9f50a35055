// Made by `npm run messages` from templates/locales/en/. A test compares the two.
import type { MessageValue } from './value.ts'

/** Every message, with the variables that it needs. */
export interface Messages {
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
  'command-one-file': { command: MessageValue }
  'command-no-database': { folder: MessageValue }
  'command-bounce-noted': object
  'command-bounce-known': object
  'command-bounce-foreign': object
  'command-bounce-no-report': object
  'command-bounce-too-early': object
  'demo-options': { reason: MessageValue }
  'demo-letter-without-title': { file: MessageValue }
  'demo-file-unreadable': { file: MessageValue }
  'demo-too-few-signatories': { file: MessageValue }
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
  'doctor-nested-advice': object
  'doctor-keys-apart-from-data': object
  'doctor-keys-apart-from-backups': object
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
  'setting-wrong': { meaning: MessageValue; name: MessageValue; problem: MessageValue }
  'setting-given-twice': { name: MessageValue }
  'setting-file-unreadable': { name: MessageValue; path: MessageValue; reason: MessageValue }
  'setting-database-url-unreadable': { name: MessageValue }
  'setting-no-origin': { name: MessageValue; value: MessageValue }
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
  'start-first-organizer': { link: MessageValue }
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
  'embedded-not-set-up': { reason: MessageValue }
  'embedded-other-version': { path: MessageValue; version: MessageValue }
  'embedded-not-started': { output: MessageValue }
  'embedded-still-working': { path: MessageValue; process: MessageValue }
  'embedded-wrong-user': object
  'embedded-other-owner': { path: MessageValue }
  crash: { error: MessageValue }
  'crash-at': { error: MessageValue; place: MessageValue }
  'crash-no-error': object
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
